"""When somebody can begin and for how long they may work, as a ranking reads it: from the stored decision.

The decision is that for work as an employee; a placement is decided for its own work and employer
(``matching/right_to_work.py``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil

from law.engine import ALLOWED, INCOMPLETE, MAY_WORK, NOT_YET
from law.present import document_kind
from law.steps import WORKING, StepKind, opened_by
from residents.law_values import kind_in_force

ALWAYS, NEVER = date.min, date.max
WORKING_WEEK = 5


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of a case: its kind by code, its last day where that is known, for which employer."""

    type: str
    from_on: date
    until_on: date | None
    employer: str


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision that is repeated on the resident, with the papers of the case."""

    outcome: str
    from_on: date | None
    until_on: date | None
    requirement: str
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkRight:
    """What a profile keeps of it; None is not known, ``NEVER`` as a first day that it will not be."""

    eligible_from: date | None = None
    lead_days: int | None = None
    permit_employer: str = ""
    work_until: date | None = None


def work_right(decided: Decided, country: str, on: date) -> WorkRight:
    """Return what a profile keeps of a decision, as of a day. What nobody can say stays unknown."""
    if decided.outcome in ("", INCOMPLETE):
        return WorkRight()
    if decided.outcome not in (*MAY_WORK, NOT_YET) or (decided.outcome == NOT_YET and not decided.from_on):
        return WorkRight(eligible_from=NEVER, lead_days=0)
    return WorkRight(
        eligible_from=decided.from_on or ALWAYS,
        lead_days=0 if decided.outcome == ALLOWED else _lead_days(decided.requirement, country, on),
        permit_employer=_permit_employer(decided.papers, country, on),
        work_until=decided.until_on or _end_of_papers(decided.papers, country, on),
    )


def calendar_days(kind: StepKind) -> int:
    """Return how many days a step takes at most, whatever the weekday on which it begins.

    Public holidays are not counted: which ones there are depends on the day.
    """
    if kind.count != WORKING:
        return kind.days
    return kind.days + 2 * ceil(kind.days / WORKING_WEEK)


def _lead_days(requirement: str, country: str, on: date) -> int | None:
    """The longest of the steps that a requirement opens; 0 without one, None where no step says how long."""
    if not requirement:
        return 0
    kinds = opened_by(requirement, country)
    return max((calendar_days(kind_in_force(kind, on)) for kind in kinds), default=None)


def _permit_employer(papers: Iterable[Paper], country: str, on: date) -> str:
    """The employer of the work permit that lasts longest, of those that are valid on the day."""
    valid = [
        (paper.until_on or NEVER, paper.employer)
        for paper in papers
        if paper.employer and document_kind(paper.type, country).of_employer and _is_valid(paper, on)
    ]
    return max(valid, default=(NEVER, ""))[1]


def _end_of_papers(papers: Iterable[Paper], country: str, on: date) -> date | None:
    """Without an end in the decision: no end, unless that of a paper of the stay was never recorded."""
    is_open = any(
        document_kind(paper.type, country).proves_stay and paper.until_on is None and _is_valid(paper, on)
        for paper in papers
    )
    return None if is_open else NEVER


def _is_valid(paper: Paper, on: date) -> bool:
    return paper.from_on <= on and (paper.until_on is None or paper.until_on >= on)
