"""What a field of the exchange form may hold: each reader takes a value of JSON and raises if it cannot be.

Nothing is mended: a number in quotes, ``true`` for 1 or a day that does not exist is an error that names its
field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NoReturn

from matching.scoring.conditions import LEVELS
from matching.scoring.journeys import MEANS
from matching.scoring.records import NEVER

Reader = Callable[[Any], Any]

OTHER_WORDS = {"transport": "public_transport", "bike": "bicycle", "walk": "foot"}
DAYS, PARTS = 7, 3
WEEK_HOURS, DAY_MINUTES, MANY = 168, 1440, 100_000


class Unreadable(Exception):
    """A value that cannot be: ``field`` says which, ``what`` what it must be, ``id`` whose it is."""

    def __init__(self, what: str, field: str = "", identity: str = "") -> None:
        super().__init__(what)
        self.what, self.field, self.identity = what, field, identity

    def at(self, place: str, identity: str = "") -> Unreadable:
        """Return the same error one level further out."""
        field = place if not self.field else f"{place}{'' if self.field.startswith('[') else '.'}{self.field}"
        return Unreadable(self.what, field, identity or self.identity)

    def __str__(self) -> str:
        return ": ".join(part for part in (self.identity, self.field, self.what) if part)


def text(value: Any) -> str:
    """Read a text that may be empty."""
    return value if isinstance(value, str) else _must("a text")


def name(value: Any) -> str:
    """Read a text that says something."""
    return value if isinstance(value, str) and value.strip() else _must("a text that is not empty")


def boolean(value: Any) -> bool:
    """Read true or false."""
    return value if isinstance(value, bool) else _must("true or false")


def whole(least: int, most: int) -> Reader:
    """Return a reader of whole numbers from ``least`` to ``most``."""

    def read(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            _must(f"a whole number from {least} to {most}")
        return int(value)

    return read


def number(least: float, most: float) -> Reader:
    """Return a reader of numbers from ``least`` to ``most``."""

    def read(value: Any) -> float:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not least <= value <= most:  # NaN is neither
            _must(f"a number from {least} to {most}")
        return value  # type: ignore[no-any-return]

    return read


def read_day(value: Any) -> date:
    """Read a day, as in ``"2026-11-30"``."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        _must('a day such as "2026-11-30"')
    try:
        return date.fromisoformat(value)
    except ValueError:
        return _must("a day that exists")


def day_or(word: str) -> Reader:
    """Return a reader of days, or of the word for no end."""

    def read(value: Any) -> date:
        return NEVER if value == word else read_day(value)

    return read


def one_of(*allowed: str) -> Reader:
    """Return a reader of a few words."""

    def read(value: Any) -> str:
        return value if isinstance(value, str) and value in allowed else _must(f"one of {', '.join(allowed)}")

    return read


def code(pattern: str, what: str) -> Reader:
    """Return a reader of codes that look like ``pattern``."""

    def read(value: Any) -> str:
        return value if isinstance(value, str) and re.fullmatch(pattern, value, re.ASCII) else _must(what)

    return read


country = code("[A-Z]{2}", 'a country such as "NL"')
language = code("[a-z]{2,3}", 'a language such as "nl"')
unit_group = code(r"(\d{4})?", 'a unit group of ISCO-08, four digits such as "9112"')
occupation = code(r"\d{1,4}", 'a code of ISCO-08 such as "9112"')
level = one_of(*LEVELS)


def week(value: Any) -> int:
    """Read seven texts from Monday, three characters each (morning, afternoon and evening, night)."""
    days = value if isinstance(value, list) else []
    if len(days) != DAYS or not all(isinstance(day, str) and re.fullmatch("[01]{3}", day) for day in days):
        _must('seven texts of three characters, each 0 or 1, such as "110"')
    return sum(1 << at for at, part in enumerate("".join(days)) if part == "1")


def means(value: Any) -> str:
    """Read a means of transport, also by other words for it."""
    word = OTHER_WORDS.get(value, value) if isinstance(value, str) else value
    return word if word in MEANS else _must(f"one of {', '.join(MEANS)}")


def each(read: Reader, *, least: int = 0) -> Reader:
    """Return a reader of lists, of at least so many; an error says the place in the list, from 0."""

    def read_all(value: Any) -> list[Any]:
        if not isinstance(value, list) or len(value) < least:
            _must("a list" if not least else "a list that is not empty")
        found = []
        for at, item in enumerate(value):
            try:
                found.append(read(item))
            except Unreadable as error:
                raise error.at(f"[{at}]") from None
        return found

    return read_all


def by_code(read_key: Reader, read: Reader) -> Reader:
    """Return a reader of objects with a code for each value; the values may be null."""

    def read_all(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            _must("an object")
        found = {}
        for key, item in value.items():
            try:
                found[read_key(key)] = None if item is None else read(item)
            except Unreadable as error:
                raise error.at(str(key)) from None
        return found

    return read_all


def fields(
    readers: Mapping[str, Reader],
    *,
    required: frozenset[str] = frozenset(),
    unread: frozenset[str] = frozenset(),
) -> Reader:
    """Return a reader of objects with these fields and no other; null and left out are the same.

    ``required``: those that may be neither. ``unread``: those that may be there, and that nothing looks at.
    """

    def read_all(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            _must("an object")
        if strange := [key for key in value if key not in readers and key not in unread]:
            raise Unreadable("is not a field of this form", strange[0])
        found = {}
        for key, read in readers.items():
            item = value.get(key)
            if item is None and key in required:
                raise Unreadable("is missing", key)
            try:
                found[key] = None if item is None else read(item)
            except Unreadable as error:
                raise error.at(key) from None
        return found

    return read_all


def _must(what: str) -> NoReturn:
    raise Unreadable(f"must be {what}")
