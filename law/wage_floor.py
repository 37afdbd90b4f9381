"""The least wage an hour that the law of a country allows, on a day and at an age.

Amounts are those of the parameters that a country's record names. What a collective agreement asks in a
sector is a floor of its own: a wage below it is not forbidden here, since nobody but the employer knows which
agreement holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from law.countries.record import Country
from law.rules import Parameter, Parameters


@dataclass(frozen=True, slots=True)
class Floor:
    """The floor of a day, or the last one known before it.

    ``unknown_from``: the first day whose amount is not known, when ``entry`` is the last one known; None: it
    is that of the day. ``unknown_age``: an age in years whose own amount is not known, so that the floor is
    that of an adult; None: the floor is that of the age.
    """

    entry: Parameter
    unknown_from: date | None = None
    unknown_age: int | None = None

    @property
    def amount(self) -> Decimal:
        """EUR gross an hour."""
        return Decimal(self.entry.value)

    @property
    def is_of_the_day(self) -> bool:
        """Whether the amount of the day itself is known."""
        return self.unknown_from is None


def floor_parameters(country: Country) -> frozenset[str]:
    """The names of the parameters that are a floor in a country; none where it has no legal minimum."""
    return frozenset(filter(None, (country.minimum_wage, *country.minimum_wage_at.values())))


def wage_floor(country: Country, on: date, parameters: Parameters, age: int | None = None) -> Floor | None:
    """The floor on a day, of an adult unless an age in years is given; None where none was ever known.

    The amount of the day goes first: that of the age, else that of an adult, which no lower one undercuts.
    Where neither is known, the last one known of the age, else of an adult: the next one is hardly lower.
    """
    ages, adult = country.minimum_wage_at, country.minimum_wage
    if not adult:
        return None
    own = None if age is None else ages.get(age)
    unknown_age = age if own else None
    if own and (found := parameters.find(own, on)):
        return Floor(found)
    if found := parameters.find(adult, on):
        return Floor(found, unknown_age=unknown_age)
    if own and (last := _last_known(own, on, parameters)):
        return last
    last = _last_known(adult, on, parameters)
    return last and Floor(last.entry, last.unknown_from, unknown_age)


def sector_floor(country: Country, sector: str, on: date, parameters: Parameters) -> Floor | None:
    """What the collective agreement of a sector, by its code, asks on a day, or asked when last known.

    None where nothing was ever known of the sector. Of an adult in their first year.
    """
    name = country.minimum_wage_in.get(sector)
    if name is None:
        return None
    found = parameters.find(name, on)
    return Floor(found) if found else _last_known(name, on, parameters)


def _last_known(name: str, on: date, parameters: Parameters) -> Floor | None:
    """The last value before a day on which there is none."""
    changes = [change for change in parameters.course(name) if change[0] <= on]
    for (_, entry), (unknown_from, _) in reversed(list(pairwise(changes))):
        if entry is not None:
            return Floor(entry, unknown_from)
    return None
