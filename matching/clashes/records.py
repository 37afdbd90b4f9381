"""What is held against each other: ``Work`` and ``Person``; what comes of it: a ``Clash``.

``None`` is "not known", everywhere, and never "no": it makes a clash that asks. Weeks are 21 bits, as in
``jobdesk/web/week.py``: that of a part is ``day * 3 + part``, Monday morning the lowest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from json import dumps
from typing import Any

from law.rules import Parameters
from matching.scoring.coefficients import FIRST_CONTRACT

Point = tuple[float, float]  # degrees: latitude, longitude

# The parts of a day, an assumption of November 2026: nobody writes when a shift of theirs begins.
MORNING_FROM, AFTERNOON_FROM, NIGHT_FROM = 5, 12, 18  # o'clock
_MORNING, _AFTERNOON, _NIGHT = range(3)
_PARTS = 3


class Severity(StrEnum):
    """How bad it is, the worst first."""

    STOPS = "stops"  # as it is, the work cannot be done, or may not
    HURTS = "hurts"  # somebody loses something by it
    TO_KNOW = "to_know"


ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Work that is proposed, agreed or under way.

    ``employer``: the code of the company. ``is_paid``: a wage is due. ``ends_on``: None, no end.
    ``shifts``: None where nobody said when the work is. ``wage``: EUR gross an hour. ``has_started``: its
    first day was worked.
    """

    employer: str
    starts_on: date
    ends_on: date | None = None
    is_paid: bool = True
    hours: int | None = None
    shifts: int | None = None
    wage: Decimal | None = None
    sector: str = ""
    point: Point | None = None
    has_started: bool = False

    @property
    def looked_at_until(self) -> date:
        """Its last day, or that of the first contract where it has none."""
        return self.ends_on or self.starts_on + FIRST_CONTRACT

    def is_at_the_time_of(self, starts_on: date, ends_on: date | None) -> bool:
        """Whether it and something else are under way on the same days."""
        return (ends_on is None or self.starts_on <= ends_on) and (
            self.ends_on is None or starts_on <= self.ends_on
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWork:
    """Other work of the same person, by its code. ``company``: its name, for the sentence."""

    code: str
    company: str
    employer: str
    starts_on: date
    ends_on: date | None
    hours: int
    shifts: int | None
    is_paid: bool


@dataclass(frozen=True, slots=True)
class Engagement:
    """Where somebody is expected: an appointment or a group session, by its code, in local time."""

    code: str
    starts_at: datetime
    minutes: int

    @property
    def parts(self) -> int:
        """The parts of the week that it touches."""
        return parts_between(self.starts_at, self.starts_at + timedelta(minutes=self.minutes))


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: its kind and the employer it is bound to, by their codes, and its days."""

    type: str
    from_on: date
    until_on: date | None
    employer: str
    proves_stay: bool
    of_employer: bool

    def is_valid(self, on: date) -> bool:
        """Whether it holds on a day; without an end, until one is recorded."""
        return self.from_on <= on and (self.until_on is None or self.until_on >= on)


@dataclass(frozen=True, slots=True)
class Right:
    """What the law says of this work by this person on its first day, or today once that has passed.

    ``outcome``: one of ``law.engine``. ``is_permit_awaited``: a permit was asked for again, because something
    else was agreed.
    """

    outcome: str
    from_on: date | None = None
    until_on: date | None = None
    is_permit_awaited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who does the work. ``children``: the answer of the intake, by its code, empty where nobody asked.

    ``travel_max``: minutes one way. ``means``: those of ``scoring.journeys.MEANS``. ``reception``: by its
    code. ``pays_contribution``: a part of a wage is due for reception; ``knows_household``: who lives on it
    is recorded, ``household_children`` of them are under 18.
    """

    country: str
    birth_date: date | None = None
    lessons: int | None = None
    availability: int | None = None
    children: str = ""
    hours_max: int | None = None
    travel_max: int | None = None
    means: frozenset[str] | None = None
    point: Point | None = None
    reception: str = ""
    is_protected: bool = False
    pays_contribution: bool = False
    knows_household: bool = False
    household_children: int = 0
    others: tuple[OtherWork, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """All that a kind looks at, on a day."""

    work: Work
    person: Person
    right: Right
    on: date
    parameters: Parameters


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing that does not go together. ``is_known``: False, a fact is missing that must be asked for.

    ``kind``: the code of its record. ``subject``: the code of what it is about, where a kind can be there
    several times. ``params``: what its sentence needs, as it is kept: bits, numbers, texts, days in ISO.
    """

    severity: Severity
    params: Mapping[str, Any] = field(default_factory=dict)
    subject: str = ""
    is_known: bool = True
    kind: str = ""

    @property
    def fingerprint(self) -> str:
        """What makes it this one: another severity or parameter is something new to think about."""
        said = dumps([self.severity, self.is_known, self.params], sort_keys=True)
        return sha256(said.encode()).hexdigest()[:16]

    @property
    def is_serious(self) -> bool:
        """Whether somebody must do something, and not only know or ask."""
        return self.is_known and self.severity != Severity.TO_KNOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of clash. ``find`` yields those of a case, without their kind.

    ``what``: one sentence with the parameters. ``todo``: one sentence. ``page``: where that is done, by a
    code of ``words.PAGES``. ``ask``: what is said and done instead where a fact is missing, on ``ask_page``.
    """

    code: str
    find: Callable[[Case], Iterator[Clash]]
    what: str
    todo: str
    page: str
    ask: str = ""
    ask_page: str = ""


def found(severity: Severity, subject: str = "", **params: Any) -> Clash:
    """Return a clash that is there."""
    return Clash(severity, params, subject)


def unknown(subject: str = "", **params: Any) -> Clash:
    """Return that nobody can say, with what to ask."""
    return Clash(Severity.TO_KNOW, params, subject, is_known=False)


def parts_between(start: datetime, end: datetime) -> int:
    """Return the parts of the week between two moments of local time, the last one not included."""
    bits, moment = 0, start
    while moment < end:
        day = moment.weekday()
        part = _part(moment.hour)
        if moment.hour < MORNING_FROM:  # the night belongs to the evening before
            day = (day - 1) % 7
        bits |= 1 << (day * _PARTS + part)
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return bits


def _part(hour: int) -> int:
    if MORNING_FROM <= hour < AFTERNOON_FROM:
        return _MORNING
    return _AFTERNOON if AFTERNOON_FROM <= hour < NIGHT_FROM else _NIGHT
