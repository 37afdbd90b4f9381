"""Reading the lines of the exchange format: each field by its reader, each error naming its field."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class FactError(ValueError):
    """A fact that cannot be read: which field, and what is wrong with it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


def read_day(value: Any, field: str) -> date:
    """A day written as YYYY-MM-DD, or a date. Raises FactError."""
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise FactError(field, f"{value} is not a day in the calendar") from None
    raise FactError(field, f"{value!r} is not a day written as YYYY-MM-DD")


def read_text(value: Any, field: str) -> str:
    """A text that is not empty and can be written out again. Raises FactError."""
    if isinstance(value, str) and value.strip() and _is_writable(value):
        return value
    raise FactError(field, f"{value!r} is not a text")


def _is_writable(text: str) -> bool:
    """Whether the text is Unicode: JSON can escape half a character, which no encoding takes."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def read_flag(value: Any, field: str) -> bool:
    """True or false. Raises FactError."""
    if isinstance(value, bool):
        return value
    raise FactError(field, f"{value!r} is not true or false")


def read_choice(*choices: str) -> Callable[[Any, str], str]:
    """A reader that takes only these words."""

    def read(value: Any, field: str) -> str:
        if isinstance(value, str) and value in choices:
            return value
        raise FactError(field, f"{value!r} is not one of {', '.join(choices)}")

    return read


def read_identifier(value: Any, field: str) -> str | int:
    """A text or a whole number. Raises FactError."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return read_text(value, field)


def read_fields(
    line: Any, readers: Mapping[str, Callable[[Any, str], Any]], required: tuple[str, ...], where: str = ""
) -> dict[str, Any]:
    """The fields of one object, each by its reader; null counts as absent. Raises FactError."""
    if not isinstance(line, Mapping):
        raise FactError(where.removesuffix(".") or "line", "is not an object with fields")
    for name in line:
        if name not in readers:
            raise FactError(f"{where}{name}", "is not a known field")
    for name in required:
        if line.get(name) is None:
            raise FactError(f"{where}{name}", "is required")
    return {name: readers[name](value, f"{where}{name}") for name, value in line.items() if value is not None}
