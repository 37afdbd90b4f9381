"""The rows that figures are counted from. ``person`` is a number that means nothing outside the database."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

RECORDED_IN_ERROR = "recorded_in_error"


@dataclass(frozen=True, slots=True)
class Period:
    """The days a report is about, both included. What followed is counted up to ``cut_off_on``.

    Raises ValueError when the days are not in order.
    """

    from_on: date
    to_on: date
    cut_off_on: date

    def __post_init__(self) -> None:
        if not self.from_on <= self.to_on <= self.cut_off_on:
            raise ValueError("A period ends after it begins, and its cut-off date is not before its end.")

    def has(self, day: date) -> bool:
        """Say whether a day lies in the period."""
        return self.from_on <= day <= self.to_on


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay in a centre of the project. ``until_on`` is the last day; None while it lasts."""

    person: int
    centre: int
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact of the project."""

    person: int
    centre: int
    on: date
    is_outreach: bool


@dataclass(frozen=True, slots=True)
class Intake:
    """A completed intake of the project."""

    person: int
    centre: int
    completed_on: date


@dataclass(frozen=True, slots=True)
class GuidanceChange:
    """Guidance ended (``is_end``) or was taken up again."""

    person: int
    on: date
    is_end: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A match of the project, whatever became of it."""

    person: int
    matched_on: date
    status: str


@dataclass(frozen=True, slots=True)
class Placement:
    """A position that came from a match of the project. ``started_on`` is None until a day was worked.

    ``ended_on``: the last day. ``seen_on``: the last check-in in which they were still at work;
    ``stopped_on``: the first in which they were not. ``override``: the coded reason, where a coordinator
    recorded the start although something stood in its way.
    """

    person: int
    match_status: str
    sector: str
    is_paid: bool
    started_on: date | None
    ended_on: date | None = None
    seen_on: date | None = None
    stopped_on: date | None = None
    override: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """An administrative step of a person."""

    person: int
    kind: str
    opened_on: date
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class ProjectRows:
    """Everything a report counts.

    ``may_work`` and ``unknown_right`` (facts are missing) are persons, by the rules on the last day.
    """

    stays: tuple[Stay, ...] = ()
    contacts: tuple[Contact, ...] = ()
    intakes: tuple[Intake, ...] = ()
    guidance_changes: tuple[GuidanceChange, ...] = ()
    matches: tuple[Match, ...] = ()
    placements: tuple[Placement, ...] = ()
    steps: tuple[Step, ...] = ()
    may_work: frozenset[int] = frozenset()
    unknown_right: frozenset[int] = frozenset()

    def of(self, persons: Collection[int]) -> ProjectRows:
        """Return the rows of these persons only."""
        kept = frozenset(persons)
        lists = (
            "stays",
            "contacts",
            "intakes",
            "guidance_changes",
            "matches",
            "placements",
            "steps",
        )
        return replace(
            self,
            may_work=self.may_work & kept,
            unknown_right=self.unknown_right & kept,
            **{name: tuple(row for row in getattr(self, name) if row.person in kept) for name in lists},
        )

    def centre_of_persons(self, period: Period) -> dict[int, int]:
        """Return where each person counts: the centre of their last stay that began by the cut-off date.

        Someone without such a stay counts where their last intake was, or else their last contact.
        """
        found: dict[int, int] = {}
        for contact in sorted(self.contacts, key=lambda row: row.on):
            found[contact.person] = contact.centre
        for intake in sorted(self.intakes, key=lambda row: row.completed_on):
            found[intake.person] = intake.centre
        # Of two that began on one day the one that lasts longer: from the other they were sent on at once.
        for stay in sorted(self.stays, key=lambda row: (row.from_on, row.until_on or date.max)):
            if stay.from_on <= period.cut_off_on:
                found[stay.person] = stay.centre
        return found
