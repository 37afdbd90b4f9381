"""What the desk has to do: the lines of the start page, worst first.

A kind of line is a function in a module of this package, from the ``Duty`` of the reader to jobs. A new kind
is written beside them and named in ``SOURCES``; what can be done from the line itself stands in ``acts.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from desk.models import Postponement
from desk.queries.today import postponements_of
from desk.today import (
    answers,
    calendar,
    clashes,
    concerns,
    employers,
    integrity,
    moves,
    numbers,
    people,
    plans,
    proposals,
    shares,
    starts,
    steps,
    suggested,
    work,
)
from desk.today.calendar import agenda
from desk.today.jobs import Duty, Job, day

__all__ = ["Duty", "Job", "Postponed", "Worklist", "agenda", "day", "worklist"]

SOURCES: tuple[Callable[[Duty], Iterator[Job]], ...] = (
    calendar.meetings,
    concerns.concerns,
    integrity.talks,
    integrity.files,
    steps.steps_due,
    work.wages,
    clashes.clashes,
    work.papers,
    starts.asked,
    work.starts,
    starts.answered,
    work.check_ins,
    answers.answers,
    answers.questions,
    answers.talks,
    proposals.agreed,
    proposals.silent,
    proposals.declined,
    shares.written,
    moves.moves,
    numbers.numbers,
    employers.companies,
    employers.joining,
    people.documents,
    people.newly_allowed,
    suggested.suggested,
    people.consents,
    shares.ending,
    people.intakes,
    plans.actions,
    plans.reviews,
    people.not_seen,
)


@dataclass(frozen=True)
class Postponed:
    """A line that its reader does not want to see until a day."""

    job: Job
    until_on: date
    reason: str


@dataclass
class Worklist:
    """The work in four groups, and what the reader has postponed. ``alarms``: somebody is harmed at work."""

    alarms: list[Job] = field(default_factory=list)
    overdue: list[Job] = field(default_factory=list)
    today: list[Job] = field(default_factory=list)
    week: list[Job] = field(default_factory=list)
    postponed: list[Postponed] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.jobs)

    @property
    def jobs(self) -> list[Job]:
        """All lines, worst first."""
        return [*self.alarms, *self.overdue, *self.today, *self.week]

    @property
    def groups(self) -> list[dict]:
        """The groups that hold something, worst first, as the page shows them."""
        groups = [
            {
                "id": "alarms",
                "title": _("First: something is wrong at work"),
                "jobs": self.alarms,
                "kind": "stop",
            },
            {"id": "late", "title": _("Late"), "jobs": self.overdue, "kind": "stop"},
            {"id": "now", "title": _("Today"), "jobs": self.today, "kind": "plain"},
            {"id": "week", "title": _("This week"), "jobs": self.week, "kind": "plain"},
        ]
        return [group for group in groups if group["jobs"]]

    def add(self, job: Job, on: date) -> None:
        """Put a job among the alarms, or in the group of its day."""
        of_day = self.overdue if job.due_on < on else self.today if job.due_on == on else self.week
        (self.alarms if job.is_alarm else of_day).append(job)

    def late(self, on: date) -> int:
        """How many lines should have been done before a day."""
        return sum(job.due_on < on for job in self.jobs)

    def find(self, key: str) -> Job | None:
        """Return the line with this key, or None when it is not (any more) in the list."""
        return next((job for job in self.jobs if job.key == key), None)


def worklist(duty: Duty) -> Worklist:
    """Return what is to be done by ``duty.user``; one or two queries for each kind, however much there is."""
    wishes = {each.line: each for each in postponements_of(duty.user, duty.on)}
    jobs = [job for source in SOURCES for job in source(duty)]
    found = Worklist()
    for job in sorted(jobs, key=lambda job: job.due_on):
        wish = wishes.get(job.key)
        if wish is not None and _is_hidden(job, wish, duty.on):
            found.postponed.append(Postponed(job, _returns_on(job, wish), wish.reason))
        else:
            found.add(job, duty.on)
    return found


def _is_hidden(job: Job, wish: Postponement, on: date) -> bool:
    return on < _returns_on(job, wish)


def _returns_on(job: Job, wish: Postponement) -> date:
    """The day somebody asked for, but never past the day that the law sets, should that have come forward."""
    return min(wish.until_on, job.fixed_on) if job.fixed_on else wish.until_on
