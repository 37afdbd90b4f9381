"""Residents in columns: each fact a number, so that thousands are held against a vacancy at once.

A fact that is not known is a number that meets no condition: the last day there is for a start, none for
hours. Only those who meet every condition come out, so what is open and what fails need not be told apart
here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.scoring.conditions import LAST_DAY, LEVELS, NOT_SPOKEN
from matching.scoring.occupations.distance import MINOR_GROUP, UNIT_GROUP, weight_of_years
from matching.scoring.records import Point, Profile

Column = NDArray[Any]

NOBODY = -1  # a name that no resident has
NEVER_FREE = 2 * LAST_DAY  # later than any start, whatever is added
NOT_KNOWN = -1
Place = tuple[str, Point | None]


class Names:
    """Names as numbers, from 0 in the order in which they come; the empty name is 0."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {"": 0}

    def column(self, names: Iterable[str]) -> Column:
        """Return the numbers of names, new ones added."""
        numbers = self._numbers
        return np.array([numbers.setdefault(name, len(numbers)) for name in names], dtype=np.int32)

    def number(self, name: str) -> int:
        """Return the number of a name; of one that nobody has, and of the empty one, ``NOBODY``."""
        return self._numbers.get(name, NOBODY) or NOBODY


class Codes:
    """For each resident several codes: a table of their numbers, as wide as the longest; 0 is no code."""

    def __init__(self, lists: Sequence[Sequence[str] | None]) -> None:
        width = max((len(each or ()) for each in lists), default=0)
        names = Names()
        rows = [[*(each or ()), *[""] * (width - len(each or ()))] for each in lists]
        self.table = names.column(code for row in rows for code in row).reshape(len(lists), width)
        self.codes = tuple(names._numbers)


class Lines:
    """For each code the residents who have it, as row numbers: only what somebody has takes room."""

    def __init__(self, sets: Iterable[Iterable[str] | None]) -> None:
        rows: dict[str, list[int]] = defaultdict(list)
        for row, codes in enumerate(sets):
            for code in codes or ():
                rows[code].append(row)
        self._rows = {code: np.array(each, dtype=np.int32) for code, each in rows.items()}
        self._none = np.empty(0, dtype=np.int32)

    def of(self, code: str) -> Column:
        """Return the rows of those who have a code, in order."""
        return self._rows.get(code, self._none)


class People:
    """The columns of a list of residents, as on a day (an ordinal)."""

    def __init__(self, profiles: Sequence[Profile], today: int) -> None:
        self.profiles = profiles
        self.count = len(profiles)
        self._before_conditions(profiles)
        self._right_to_work(profiles, today)
        self._week(profiles)
        self._journeys(profiles)
        self._work(profiles)
        self._relevant: dict[str, Column] = {}
        self._levels: dict[str, Column] = {}
        self._expiries: dict[str, Column] = {}

    def _before_conditions(self, profiles: Sequence[Profile]) -> None:
        self.is_fine = np.array([_is_fine(each) for each in profiles], dtype=bool)
        self.countries, self.companies = Names(), Names()
        self.country = self.countries.column(each.country for each in profiles)
        self.at_work_at = self.companies.column(each.at_work_at for each in profiles)

    def _right_to_work(self, profiles: Sequence[Profile], today: int) -> None:
        """``free_here``: the first day at the company of one's permit; ``free_elsewhere`` at any other."""
        self.permit = self.companies.column(each.permit_employer for each in profiles)
        self.free_here = np.array([_begins(each) for each in profiles], dtype=np.int64)
        self.free_elsewhere = np.array([_free_elsewhere(each, today) for each in profiles], dtype=np.int64)
        self.until = np.array(
            [each.work_until.toordinal() if each.work_until else NOT_KNOWN for each in profiles],
            dtype=np.int64,
        )

    def _week(self, profiles: Sequence[Profile]) -> None:
        self.has_week = np.array([each.availability is not None for each in profiles], dtype=bool)
        self.free = np.array([(each.availability or 0) & ~each.lessons for each in profiles], dtype=np.int32)
        self.hours_max = np.array([_or_unknown(each.hours_max) for each in profiles], dtype=np.float64)

    def _journeys(self, profiles: Sequence[Profile]) -> None:
        """Each place once, and each set of means: journeys are worked out for those."""
        places: dict[Place, int] = {}
        self.place = np.array(
            [places.setdefault((each.centre, each.point), len(places)) for each in profiles], dtype=np.int32
        )
        self.places = tuple(places)
        means: dict[frozenset[str] | None, int] = {}
        self.means = np.array([means.setdefault(each.means, len(means)) for each in profiles], dtype=np.int32)
        self.all_means = tuple(means)
        self.travel_max = np.array([_or_unknown(each.travel_max) for each in profiles], dtype=np.float64)

    def _work(self, profiles: Sequence[Profile]) -> None:
        self.knows_work = np.array([each.occupations is not None for each in profiles], dtype=bool)
        self.knows_skills = np.array([each.skills is not None for each in profiles], dtype=bool)
        self.knows_wishes = np.array([each.wishes is not None for each in profiles], dtype=bool)
        self.has_wishes = np.array([bool(each.wishes) for each in profiles], dtype=bool)
        self.skills = Lines(each.skills for each in profiles)
        self._minor_groups = Lines(_groups(each) for each in profiles)
        self._wished = Lines(
            {wish for wish in each.wishes or () if len(wish) == UNIT_GROUP} for each in profiles
        )
        self.occupations = Codes([[each.isco for each in profile.occupations or ()] for profile in profiles])
        self.years = self._table_of_years(profiles)
        self.wishes = Codes([each.wishes for each in profiles])

    def _table_of_years(self, profiles: Sequence[Profile]) -> Column:
        """What the years of each occupation count for, beside the table of the occupations."""
        years = np.zeros(self.occupations.table.shape, dtype=np.int64)
        for row, profile in enumerate(profiles):
            for at, each in enumerate(profile.occupations or ()):
                years[row, at] = weight_of_years(each.years)
        return years

    def relevant(self, isco: str) -> Column:
        """Return who did work of the minor group or wishes that of the unit group, and is not left out."""
        if isco not in self._relevant:
            is_relevant = np.zeros(self.count, dtype=bool)
            is_relevant[self._minor_groups.of(isco[:MINOR_GROUP])] = True
            is_relevant[self._wished.of(isco)] = True
            self._relevant[isco] = np.flatnonzero(is_relevant & self.is_fine)
        return self._relevant[isco]

    def levels(self, language: str) -> Column:
        """Return everybody's level of a language as a number; ``NOT_KNOWN`` where it is not recorded."""
        if language not in self._levels:
            self._levels[language] = np.array(
                [_level(each, language) for each in self.profiles], dtype=np.int8
            )
        return self._levels[language]

    def expiries(self, certificate: str) -> Column:
        """Return the last day of everybody's certificate; ``NOT_KNOWN`` where there is none or none known."""
        if certificate not in self._expiries:
            self._expiries[certificate] = np.array(
                [_expiry(each, certificate) for each in self.profiles], dtype=np.int64
            )
        return self._expiries[certificate]


def _is_fine(profile: Profile) -> bool:
    """Whether nothing beside the vacancy leaves somebody out, and nothing of it is unknown."""
    is_free = not profile.at_work_at or bool(profile.is_looking)
    return bool(profile.is_guided) and profile.has_consent and bool(profile.country) and is_free


def _begins(profile: Profile) -> int:
    return profile.eligible_from.toordinal() if profile.eligible_from else NEVER_FREE


def _free_elsewhere(profile: Profile, today: int) -> int:
    if profile.lead_days is None:
        return NEVER_FREE
    if profile.permit_employer:
        return max(_begins(profile), today + profile.lead_days)
    return _begins(profile) + profile.lead_days


def _or_unknown(value: float | None) -> float:
    return NOT_KNOWN if value is None else value


def _groups(profile: Profile) -> Collection[str]:
    codes = [each.isco for each in profile.occupations or ()]
    return {code[:MINOR_GROUP] for code in codes if len(code) >= MINOR_GROUP}


def _level(profile: Profile, language: str) -> int:
    level = None if profile.languages is None else profile.languages.get(language, NOT_SPOKEN)
    return NOT_KNOWN if level is None else LEVELS[level]


def _expiry(profile: Profile, certificate: str) -> int:
    expires_on = (profile.certificates or {}).get(certificate)
    return expires_on.toordinal() if expires_on else NOT_KNOWN
