"""What kind of value each parameter has: what an administrator may enter, and how it is kept as JSON.

A parameter without a definition cannot be given a value. One without any entry in the data files is a value
that the rules ask for and nobody has found yet. Those of the Union stand here, those of a country in its
record.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from law import registry
from law.messages import gettext_noop as _
from law.rules.parameters import ParameterError

UNION = "EU"


class Kind(StrEnum):
    YES_NO = "yes_no"
    COUNT = "count"
    NUMBER = "number"
    EUROS = "euros"
    SHARE = "share"
    DAY = "day"
    WORDS = "words"
    AMOUNTS = "amounts"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a value that is a table, with its heading."""

    name: str
    kind: Kind
    label: str


@dataclass(frozen=True, slots=True)
class Definition:
    """One parameter. ``title``: what it is. ``unit``: a code of what it is so many of, or in what time.

    ``most``: what is above it is a slip of the hand. ``principle``: only yes is a rule that the code knows.
    ``words``: what can be chosen, by code. ``columns``: of a row; the first one rises from row to row.
    ``amounts``: what each of several amounts is for.
    """

    name: str
    kind: Kind
    title: str
    unit: str = ""
    most: int = 0
    principle: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[Column, ...] = ()
    amounts: tuple[str, ...] = ()

    @property
    def country(self) -> str:
        """The code of the country that has it, or EU."""
        return self.name.partition(".")[0].upper()


def principle(name: str, title: str) -> Definition:
    """A rule that is a yes this release can reason with."""
    return Definition(name, Kind.YES_NO, title, principle=True)


def yes_no(name: str, title: str) -> Definition:
    """A rule of which both yes and no are known to the code."""
    return Definition(name, Kind.YES_NO, title)


def count(name: str, title: str, unit: str, most: int) -> Definition:
    """So many months, weeks, years …, ``unit``."""
    return Definition(name, Kind.COUNT, title, unit, most)


def euros(name: str, title: str, unit: str, most: int) -> Definition:
    """Euros an hour, a week or a month, ``unit``."""
    return Definition(name, Kind.EUROS, title, unit, most)


def share(name: str, title: str) -> Definition:
    """A share of one, shown as a percentage."""
    return Definition(name, Kind.SHARE, title)


def choices(name: str, title: str, words: Mapping[str, str]) -> Definition:
    """Some of these codes, with what each means."""
    return Definition(name, Kind.WORDS, title, words=words)


def rows(name: str, title: str, unit: str, most: int, *columns: Column) -> Definition:
    """A table; the first column rises from row to row."""
    return Definition(name, Kind.ROWS, title, unit, most, columns=columns)


EXCLUDED_TRACKS = {
    "accelerated": _("Accelerated procedure"),
    "safe_country": _("Safe country of origin"),
}
DEFINITIONS_OF_UNION = (
    Definition("eu.work.temporary_protection_until", Kind.DAY, _("Last day of temporary protection")),
    count(
        "eu.work.latest_access_months",
        _("Latest access to the labour market for applicants"),
        "months",
        60,
    ),
    choices("eu.work.excluded_tracks", _("Procedures without access to work"), EXCLUDED_TRACKS),
    yes_no("eu.work.dublin_transfer_ends_access", _("A Dublin transfer ends the access to work")),
)


@registry.once_per_site
def definitions() -> Mapping[str, Definition]:
    """All parameters of this site by name: those of its countries, then those of the Union."""
    of_countries = [each for country in registry.countries() for each in country.definitions]
    return {each.name: each for each in (*of_countries, *DEFINITIONS_OF_UNION)}


def definition_of(name: str) -> Definition:
    """The definition of a parameter. Raises ParameterError when nothing asks for it."""
    found = definitions().get(name)
    if found is None:
        raise ParameterError(f"{name}: no rule asks for this parameter")
    return found


def check(definition: Definition, value: Any) -> None:
    """See that a value can be one of this parameter. Raises ParameterError saying what is wrong."""
    if not _CHECKS[definition.kind](definition, value):
        raise ParameterError(f"{definition.name}: {value!r} is not a value of the kind {definition.kind}")


def _is_count(definition: Definition, value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= definition.most


def _is_number(definition: Definition, value: Any) -> bool:
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return is_number and Decimal(value).is_finite() and 0 <= value <= definition.most


def _is_share(_definition: Definition, value: Any) -> bool:
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return is_number and Decimal(value).is_finite() and 0 <= value <= 1


def _are_words(definition: Definition, value: Any) -> bool:
    return isinstance(value, list) and set(value) <= set(definition.words) and len(set(value)) == len(value)


def _are_amounts(definition: Definition, value: Any) -> bool:
    of_size = isinstance(value, list) and len(value) == len(definition.amounts)
    return of_size and all(_is_number(definition, each) for each in value)


def _are_rows(definition: Definition, value: Any) -> bool:
    if not isinstance(value, list) or not value:
        return False
    names = {column.name for column in definition.columns}
    if any(not isinstance(row, dict) or set(row) != names for row in value):
        return False
    cells_fit = all(
        _CHECKS[column.kind](definition, row[column.name]) for row in value for column in definition.columns
    )
    first = [row[definition.columns[0].name] for row in value]
    return cells_fit and first == sorted(set(first))


_CHECKS: dict[Kind, Callable[[Definition, Any], bool]] = {
    Kind.YES_NO: lambda _definition, value: isinstance(value, bool),
    Kind.COUNT: _is_count,
    Kind.NUMBER: _is_number,
    Kind.EUROS: _is_number,
    Kind.SHARE: _is_share,
    Kind.DAY: lambda _definition, value: isinstance(value, date),
    Kind.WORDS: _are_words,
    Kind.AMOUNTS: _are_amounts,
    Kind.ROWS: _are_rows,
}


def to_json(value: Any) -> Any:
    """Write a value so that JSON keeps it exactly: decimals and days as text."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [to_json(each) for each in value]
    if isinstance(value, dict):
        return {name: to_json(each) for name, each in value.items()}
    return value


def from_json(definition: Definition, kept: Any) -> Any:
    """Read what ``to_json`` wrote. None stays None: from this day on the value is not known."""
    if kept is None:
        return None
    if definition.kind == Kind.AMOUNTS:
        return [Decimal(each) for each in kept]
    if definition.kind == Kind.ROWS:
        return [
            {column.name: _read(column.kind, row[column.name]) for column in definition.columns}
            for row in kept
        ]
    return _read(definition.kind, kept)


def _read(kind: Kind, kept: Any) -> Any:
    if kind in (Kind.EUROS, Kind.SHARE, Kind.NUMBER):
        return Decimal(kept)
    return date.fromisoformat(kept) if kind == Kind.DAY else kept
