"""What the pages of programmes show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from jobdesk.desks.models import Centre
from jobdesk.trail.scoping import system_scope
from law.rules.days import add_months
from matching.models import Enrolment, Programme, ProgrammeRun, ProgrammeStep
from matching.models.programme import OUTCOME_MONTHS
from matching.programmes.outcomes import Success, states_of, success_of
from residents.choices import Afterwards

NONE_YET = Success()


@dataclass(frozen=True)
class RunLine:
    """A run with how many places are free and how many wait, of all desks."""

    run: ProgrammeRun
    taken: int
    waiting: int

    @property
    def free(self) -> int:
        """How many places are free."""
        return max(0, self.run.seats - self.taken)


@dataclass(frozen=True)
class ProgrammeLine:
    """A programme in the list: the run that goes on or comes next, and what it brought."""

    programme: Programme
    next: RunLine | None
    success: Success


@dataclass(frozen=True)
class Column:
    """Those who are at one step, who is there longest first. ``step``: None before the first."""

    title: str
    step: ProgrammeStep | None
    people: list[Enrolment]


@dataclass(frozen=True)
class Due:
    """Somebody of whom it is time to know what they do, so many months after the end."""

    enrolment: Enrolment
    months: int
    on: date
    outcome: str  # in words; empty: not known


def programmes_of(centre: Centre | None = None) -> QuerySet[Programme]:
    """The programmes of the scope (or of one centre), open ones first, by title."""
    found = Programme.objects.select_related("centre", "project", "occupation__parent").prefetch_related(
        "companies__organisation"
    )
    if centre is not None:
        found = found.filter(centre=centre)
    return found.order_by("closed_on", "title", "pk")


def run_lines(programmes: Iterable[Programme]) -> dict[int, list[RunLine]]:
    """Return the runs of programmes with their places, the newest first, by the key of the programme."""
    lines: dict[int, list[RunLine]] = {}
    with system_scope("programme seats"):  # who moved to another desk's centre keeps the place
        runs = list(
            ProgrammeRun.objects.filter(programme__in=programmes)
            .annotate(
                taken=Count("enrolments", filter=Q(enrolments__status=Enrolment.Status.ENROLLED)),
                waiting=Count("enrolments", filter=Q(enrolments__status=Enrolment.Status.WAITING)),
            )
            .order_by("-starts_on", "-pk")
        )
    for run in runs:
        lines.setdefault(run.programme_id, []).append(RunLine(run, run.taken, run.waiting))
    return lines


def next_run(lines: Iterable[RunLine], on: date) -> RunLine | None:
    """Return the run to tell people of: the next that begins, else the one that goes on."""
    going_on = (line for line in lines if line.run.ends_on >= on)
    open_lines = sorted(going_on, key=lambda line: line.run.starts_on)
    coming = [line for line in open_lines if line.run.starts_on >= on]
    return next(iter(coming or open_lines), None)


def programme_lines(programmes: Iterable[Programme], on: date) -> list[ProgrammeLine]:
    """Return the list with free places, next start and success rate, in a fixed number of queries."""
    found = list(programmes)
    runs, success = run_lines(found), success_of(found, on)
    return [
        ProgrammeLine(each, next_run(runs.get(each.pk, []), on), success.get(each.pk, NONE_YET))
        for each in found
    ]


def enrolments_of(programme: Programme) -> QuerySet[Enrolment]:
    """Everybody in the programme whom the reader may see, who is there longest first."""
    return (
        Enrolment.objects.filter(run__programme=programme)
        .select_related("resident__centre", "run", "step", "follows")
        .prefetch_related("outcomes")
        .order_by("since_on", "pk")
    )


def board(programme: Programme, enrolments: Iterable[Enrolment], labels: dict[str, str]) -> list[Column]:
    """Return who is where: asked, on the waiting list, before the first step, and at each step.

    ``labels``: the words for the columns without a step, by "asked", "waiting" and "enrolled".
    """
    found = list(enrolments)

    def those(status: str, step: ProgrammeStep | None = None) -> list[Enrolment]:
        at = step.pk if step else None
        return [each for each in found if each.status == status and each.step_id == at]

    statuses = Enrolment.Status
    columns = [
        Column(labels["asked"], None, those(statuses.ASKED)),
        Column(labels["waiting"], None, those(statuses.WAITING)),
        Column(labels["enrolled"], None, those(statuses.ENROLLED)),
    ]
    columns = [column for column in columns if column.people]
    return columns + [
        Column(step.title, step, those(statuses.ENROLLED, step)) for step in programme.steps.all()
    ]


def dues_of(enrolments: Iterable[Enrolment], on: date) -> list[Due]:
    """Return of whom it is time to know what they do, those of whom it is not known first."""
    found = [each for each in enrolments if each.status == Enrolment.Status.COMPLETED]
    dues = []
    for months in OUTCOME_MONTHS:
        states = states_of(found, months, on)
        for each in found:
            if each.pk in states and each.ended_on is not None:
                code = states[each.pk]
                words = str(Afterwards(code).label) if code else ""
                dues.append(Due(each, months, add_months(each.ended_on, months), words))
    return sorted(dues, key=lambda due: (due.outcome != "", due.on, due.enrolment.pk))
