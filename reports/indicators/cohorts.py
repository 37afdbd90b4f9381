"""Who belongs to which figure. A figure is the size of a cohort, or one divided by another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass, field
from datetime import date

from law.steps import NUMBER, PERMIT, codes
from reports.indicators.definitions import DEFINITIONS, Definition
from reports.indicators.retention import NOBODY, retention_of
from reports.indicators.rows import (
    RECORDED_IN_ERROR,
    GuidanceChange,
    Intake,
    Period,
    Placement,
    ProjectRows,
    Stay,
    Step,
)

NUMBER_OR_PERMIT = frozenset({NUMBER, PERMIT})  # what keeps someone with a match from starting


@dataclass(frozen=True, slots=True)
class Cohorts:
    """The persons (for ``positions`` and ``overridden_starts``, the placements) behind each figure."""

    residents: frozenset[int]
    work_allowed: frozenset[int]
    outreach: frozenset[int]
    intakes: frozenset[int]
    guidance: frozenset[int]
    matched: frozenset[int]
    started: frozenset[int]
    waiting_for_number_or_permit: frozenset[int]
    matched_other: frozenset[int]
    at_work: frozenset[int]
    positions: tuple[Placement, ...]
    matched_in_period: frozenset[int]
    unknown_right: frozenset[int]
    overridden_starts: tuple[Placement, ...] = ()
    retention: Mapping[str, frozenset[int]] = field(default_factory=lambda: NOBODY)

    def of(self, code: str) -> Sized:
        """Return who, or which positions, a figure counts."""
        return self.retention[code] if code in self.retention else getattr(self, code)


def cohorts_of(rows: ProjectRows, period: Period) -> Cohorts:
    """Sort the persons of a project into the cohorts of a report, as ``definitions.py`` says."""
    cut_off = period.cut_off_on
    first = _first_intakes(rows.intakes)
    residents = frozenset(stay.person for stay in rows.stays if _overlaps(stay, period))
    intakes = frozenset(person for person, on in first.items() if period.has(on))
    guidance = _in_guidance(rows, first, period)
    valid_matches = [match for match in rows.matches if match.status != RECORDED_IN_ERROR]
    begun = [
        placement
        for placement in rows.placements
        if placement.match_status != RECORDED_IN_ERROR
        and placement.started_on is not None
        and placement.started_on <= cut_off
    ]
    matched = intakes & {match.person for match in valid_matches if match.matched_on <= cut_off}
    started = matched & {placement.person for placement in begun}
    waiting = (matched - started) & {step.person for step in rows.steps if _holds_up(step, cut_off)}
    positions = tuple(
        placement
        for placement in begun
        if placement.is_paid
        and placement.started_on is not None
        and placement.started_on >= period.from_on
        and placement.person in guidance
    )
    return Cohorts(
        residents=residents,
        work_allowed=residents & rows.may_work,
        outreach=frozenset(
            contact.person for contact in rows.contacts if contact.is_outreach and period.has(contact.on)
        ),
        intakes=intakes,
        guidance=guidance,
        matched=matched,
        started=started,
        waiting_for_number_or_permit=waiting,
        matched_other=matched - started - waiting,
        at_work=frozenset(placement.person for placement in positions),
        positions=positions,
        matched_in_period=frozenset(match.person for match in valid_matches if period.has(match.matched_on)),
        unknown_right=residents & rows.unknown_right,
        overridden_starts=tuple(
            placement
            for placement in begun
            if placement.override
            and placement.started_on is not None
            and placement.started_on >= period.from_on
        ),
        retention=retention_of(rows.placements, period),
    )


def figures_of(cohorts: Cohorts) -> dict[str, int | float | None]:
    """Return the value of every figure by its code; a share of nobody is None."""
    return {code: _value(definition, cohorts) for code, definition in DEFINITIONS.items()}


def share(part: int, whole: int) -> float | None:
    """Return ``part / whole`` to four decimals, or None when there is no whole."""
    return round(part / whole, 4) if whole else None


def _value(definition: Definition, cohorts: Cohorts) -> int | float | None:
    if definition.share_of is None:
        return len(cohorts.of(definition.code))
    part, whole = definition.share_of
    return share(len(cohorts.of(part)), len(cohorts.of(whole)))


def _overlaps(stay: Stay, period: Period) -> bool:
    return stay.from_on <= period.to_on and (stay.until_on is None or stay.until_on >= period.from_on)


def _holds_up(step: Step, on: date) -> bool:
    is_open = step.opened_on <= on and (step.closed_on is None or step.closed_on > on)
    return is_open and step.kind in codes(lambda kind: kind.purpose in NUMBER_OR_PERMIT)


def _first_intakes(intakes: Iterable[Intake]) -> dict[int, date]:
    first: dict[int, date] = {}
    for intake in intakes:
        first[intake.person] = min(intake.completed_on, first.get(intake.person, intake.completed_on))
    return first


def _in_guidance(rows: ProjectRows, first: dict[int, date], period: Period) -> frozenset[int]:
    """First intake by the end of the period; not over before the period, or taken up again in it."""
    last_change: dict[int, GuidanceChange] = {}
    for change in sorted(rows.guidance_changes, key=lambda row: row.on):
        if first.get(change.person, date.max) <= change.on < period.from_on:
            last_change[change.person] = change
    ended = {person for person, change in last_change.items() if change.is_end}
    back = {
        change.person for change in rows.guidance_changes if not change.is_end and period.has(change.on)
    } | {
        intake.person
        for intake in rows.intakes
        if intake.person in ended and last_change[intake.person].on <= intake.completed_on <= period.to_on
    }
    return frozenset(
        person
        for person, on in first.items()
        if on <= period.to_on and (person not in ended or person in back)
    )
