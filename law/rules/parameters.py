"""Dated values with their source. The law is in data files: that of a country in its folder, not in code."""

import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from law import registry

CONFIDENCES = {"O": "official", "S": "secondary", "M": "remembered"}
UNION = Path(__file__).with_name("union.toml")
ENTRY_FIELDS = {"name", "value", "from", "until", "source", "confidence", "note"}


class ParameterError(ValueError):
    """An entry that is not a well-formed dated value."""


class UnknownParameter(LookupError):
    """No value of this parameter is known for this day."""

    def __init__(self, name: str, on: date) -> None:
        super().__init__(f"{name} is not known for {on.isoformat()}")
        self.name = name


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value, from and until (both included; None is open), with where it was read.

    Without a value (None) it says that from this day on the value is not known: the answer is incomplete.
    """

    name: str
    value: Any
    source: str
    confidence: str
    from_on: date | None = None
    until_on: date | None = None
    note: str = ""
    provisional: bool = field(init=False)

    def __post_init__(self) -> None:
        if self.confidence not in CONFIDENCES:
            raise ParameterError(f"{self.name}: confidence must be one of {', '.join(CONFIDENCES)}")
        if not self.source:
            raise ParameterError(f"{self.name}: a source is required")
        if self.from_on and self.until_on and self.until_on < self.from_on:
            raise ParameterError(f"{self.name}: until is before from")
        object.__setattr__(self, "provisional", self.confidence != "O")

    @classmethod
    def from_dict(cls, entry: Mapping[str, Any]) -> "Parameter":
        """Read one entry of a data file. Raises ParameterError."""
        name = str(entry.get("name", "?"))
        if unknown := set(entry) - ENTRY_FIELDS:
            raise ParameterError(f"{name}: unknown field {', '.join(sorted(unknown))}")
        if missing := {"name", "value", "source", "confidence"} - set(entry):
            raise ParameterError(f"{name}: missing {', '.join(sorted(missing))}")
        return cls(
            name=name,
            value=entry["value"],
            source=entry["source"],
            confidence=entry["confidence"],
            from_on=entry.get("from"),
            until_on=entry.get("until"),
            note=entry.get("note", ""),
        )


class _Course:
    """The values of one parameter as steps: from each day in `days` on, the value beside it (or none)."""

    __slots__ = ("days", "values")

    def __init__(self, entries: list[Parameter]) -> None:
        days = {entry.from_on or date.min for entry in entries} | {date.min}
        days |= {entry.until_on + timedelta(days=1) for entry in entries if entry.until_on}
        self.days = sorted(days)
        self.values = [self._at(entries, day) for day in self.days]

    @property
    def steps(self) -> tuple[tuple[date, Parameter | None], ...]:
        """The days with their values, without those on which the value stays the same entry."""
        pairs = list(zip(self.days, self.values, strict=True))
        return tuple(
            pair for number, pair in enumerate(pairs) if number == 0 or pair[1] is not pairs[number - 1][1]
        )

    @staticmethod
    def _at(entries: list[Parameter], day: date) -> Parameter | None:
        """The entry that began last wins; of two that begin on one day, the one added last."""
        found = None
        for entry in entries:
            begins_on = entry.from_on or date.min
            covers = begins_on <= day and (entry.until_on is None or day <= entry.until_on)
            if covers and (found is None or begins_on >= (found.from_on or date.min)):
                found = entry
        return found if found is None or found.value is not None else None


class Parameters:
    """All known dated values. Immutable; `extended` gives a new set with an administrator's values."""

    def __init__(self, entries: Iterable[Parameter]) -> None:
        self.entries = tuple(entries)
        by_name: dict[str, list[Parameter]] = {}
        for entry in self.entries:
            by_name.setdefault(entry.name, []).append(entry)
        self._courses = {name: _Course(values) for name, values in by_name.items()}

    @classmethod
    def shipped(cls) -> "Parameters":
        """The values in the data files of this release, read once per process."""
        return _shipped()

    def extended(self, entries: Iterable[Parameter]) -> "Parameters":
        """These values and later ones; a value that begins later, or is added later, goes first."""
        return Parameters((*self.entries, *entries))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names that have an entry, each once, in order."""
        return tuple(self._courses)

    @cached_property
    def digest(self) -> str:
        """A fingerprint of all entries: another one means that some value, source or day is another."""
        return sha256(repr(self.entries).encode()).hexdigest()

    def value(self, name: str, on: date) -> Parameter:
        """The value on a day. Raises UnknownParameter."""
        found = self.find(name, on)
        if found is None:
            raise UnknownParameter(name, on)
        return found

    def find(self, name: str, on: date) -> Parameter | None:
        """The value on a day, or None where it is not known."""
        course = self._courses.get(name)
        return None if course is None else course.values[bisect_right(course.days, on) - 1]

    def course(self, name: str) -> tuple[tuple[date, Parameter | None], ...]:
        """Every day on which the value becomes another one, with what holds from then on; at least one."""
        course = self._courses.get(name)
        return ((date.min, None),) if course is None else course.steps

    def next_step(self, name: str, on: date) -> date | None:
        """The first day after `on` on which this parameter has another value, or none any more."""
        course = self._courses.get(name)
        if course is None:
            return None
        position = bisect_right(course.days, on)
        return course.days[position] if position < len(course.days) else None


@registry.once_per_site
def _shipped() -> Parameters:
    entries: list[Parameter] = []
    for path in (UNION, *(country.values for country in registry.countries())):
        entries += read_values(path)
    return Parameters(entries)


def read_values(path: Path) -> list[Parameter]:
    """Return the entries of a data file. Raises ParameterError, TOMLDecodeError."""
    with path.open("rb") as file:
        content = tomllib.load(file, parse_float=Decimal)
    return [Parameter.from_dict(entry) for entry in content.get("parameter", [])]
