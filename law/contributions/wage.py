"""One wage of which the contribution is asked, as in the exchange format (docs/rules.md)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from law import registry
from law.rules.reading import FactError, read_choice, read_day, read_fields, read_flag, read_identifier

WEEKS_IN_52 = 52
MOST = 1_000_000  # more is a slip of the hand
MOST_PERSONS = 50  # of each: so is this
_AMOUNT = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Wage:
    """A month's wage in euros, and what the contribution depends on. None: not known."""

    scheme: str
    on: date
    id: str | int = ""
    net: Decimal | None = None
    gross: Decimal | None = None
    declared: bool = True
    status: str = "applicant"
    adults: int | None = None
    children: int = 0
    weeks_worked_in_52: int | None = None


def _read_amount(value: Any, field: str) -> Decimal:
    """Euros a month, as a number or as text with a decimal point."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise FactError(field, f"{value!r} is not an amount")
    if isinstance(value, str) and not _AMOUNT.fullmatch(value.strip()):
        raise FactError(field, f"{value!r} is not an amount written as 1234.50")
    amount = Decimal(str(value))
    if not amount.is_finite() or not 0 <= amount < MOST:
        raise FactError(field, f"{value!r} is not an amount from 0 to {MOST} euros")
    return amount


def _read_count(value: Any, field: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise FactError(field, f"{value!r} is not a whole number of zero or more")


def _read_persons(value: Any, field: str) -> int:
    persons = _read_count(value, field)
    if persons > MOST_PERSONS:
        raise FactError(field, f"{persons} is more than {MOST_PERSONS}")
    return persons


def _read_adults(value: Any, field: str) -> int:
    adults = _read_persons(value, field)
    if adults == 0:
        raise FactError(field, "at least one adult is needed")
    return adults


def _read_weeks(value: Any, field: str) -> int:
    weeks = _read_count(value, field)
    if weeks > WEEKS_IN_52:
        raise FactError(field, f"{weeks} is more than {WEEKS_IN_52} weeks")
    return weeks


_WAGE: dict[str, Callable[[Any, str], Any]] = {
    "id": read_identifier,
    "on": read_day,
    "net": _read_amount,
    "gross": _read_amount,
    "declared": read_flag,
    "adults": _read_adults,
    "children": _read_persons,
    "weeks_worked_in_52": _read_weeks,
}


@registry.once_per_site
def _readers() -> Mapping[str, Callable[[Any, str], Any]]:
    schemes = registry.schemes()
    statuses = dict.fromkeys(status for scheme in schemes.values() for status in scheme.statuses)
    return _WAGE | {"scheme": read_choice(*schemes), "status": read_choice(*statuses)}


def parse_wage(line: Any) -> Wage:
    """Read one wage line of the exchange format. Raises FactError naming the field."""
    return Wage(**read_fields(line, _readers(), ("id", "scheme", "on")))
