"""Programmes: made, planned, people enrolled and brought from step to step, until what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.models import Company
from jobdesk.trail.audit import change_status, record, record_status
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import system_scope
from law.engine import ALLOWED
from law.rules.days import add_months
from matching.models import Enrolment, EnrolmentOutcome, Programme, ProgrammeRun, ProgrammeStep
from matching.models.programme import OUTCOME_MONTHS
from matching.programmes.checks import decision_for_step
from matching.right_to_work import reasons_against
from matching.transitions import ENROLMENT
from residents.choices import Afterwards
from residents.models import Resident
from residents.services.contacts import check_project
from residents.services.rows import fields_of, lock, set_fields

FIELDS = ("kind", "title", "about", "occupation", "project", "centre", "seats")


@dataclass(frozen=True)
class StepPlan:
    """A step as somebody wrote it down; its place is that in the list."""

    kind: str
    title: str
    weeks: int
    party: str


@transaction.atomic
def make_programme(
    *, steps: Sequence[StepPlan], companies: Iterable[Company] = (), **fields: Any
) -> Programme:
    """Make a programme (FIELDS) with its steps. Saves, records ``programme.made``.

    Raises RuleBroken without a step, for a fast track without an occupation, and for a project that does not
    run in the centre today.
    """
    _check(fields, steps)
    check_project(fields["project"], fields["centre"], timezone.localdate())
    programme = Programme.objects.create(**fields)
    programme.companies.set(companies)
    _write_steps(programme, steps)
    record("programme.made", programme, fields_of(programme, "kind", "project", "centre", "seats"))
    return programme


@transaction.atomic
def change_programme(
    programme: Programme,
    *,
    steps: Sequence[StepPlan],
    companies: Iterable[Company] = (),
    is_closed: bool = False,
    **fields: Any,
) -> None:
    """Change a programme, its companies and steps, or close it. Saves, records ``programme.changed``.

    A step keeps its place, so that whoever is at it stays there; one that people were at cannot be left out.
    """
    hold(programme)
    _check(fields, steps)
    today = timezone.localdate()
    closed_on = (programme.closed_on or today) if is_closed else None
    changes = set_fields(programme, {**fields, "closed_on": closed_on})
    programme.save()
    programme.companies.set(companies)
    _write_steps(programme, steps)
    record("programme.changed", programme, changes)


def _check(fields: dict[str, Any], steps: Sequence[StepPlan]) -> None:
    if not steps:
        raise RuleBroken(_("Write down at least one step."), field="steps")
    if fields["kind"] == Programme.Kind.FAST_TRACK and fields.get("occupation") is None:
        raise RuleBroken(
            _("A fast track leads to one occupation. Choose it from the list."), field="occupation"
        )


def _write_steps(programme: Programme, steps: Sequence[StepPlan]) -> None:
    there = {step.position: step for step in programme.steps.all()}
    for position, plan in enumerate(steps, start=1):
        step = there.pop(position, None) or ProgrammeStep(programme=programme, position=position)
        step.kind, step.title, step.weeks, step.party = plan.kind, plan.title, plan.weeks, plan.party
        step.save()
    with system_scope("programme steps"):  # people of other desks were at it, too
        used = Enrolment.objects.filter(step__in=list(there.values())).exists()
    if used:
        raise RuleBroken(_("People were at a step that you leave out. Keep it."), field="steps")
    for step in there.values():
        step.delete()


@transaction.atomic
def plan_run(programme: Programme, *, starts_on: date, ends_on: date, seats: int) -> ProgrammeRun:
    """Plan a run. Saves, records ``programme.run_planned``.

    Raises RuleBroken for a closed programme, days in the wrong order and a second run from the same day.
    """
    hold(programme)
    if programme.closed_on:
        raise RuleBroken(_("This programme is closed. Open it again first."))
    if ends_on <= starts_on:
        raise RuleBroken(_("Choose a last day after the first day."), field="ends_on")
    if programme.runs.filter(starts_on=starts_on).exists():
        raise RuleBroken(_("A run of this programme begins that day already."), field="starts_on")
    run = ProgrammeRun.objects.create(programme=programme, starts_on=starts_on, ends_on=ends_on, seats=seats)
    record("programme.run_planned", run, fields_of(run, "programme", "starts_on", "ends_on", "seats"))
    return run


@transaction.atomic
def enrol(run: ProgrammeRun, resident: Resident, *, is_asked_first: bool = False) -> Enrolment:
    """Enrol somebody in a run: asked first, or at once; on the waiting list where no place is free.

    Who was in the programme before goes on in a row of its own, which points at the earlier one. Saves,
    records the first status and ``programme.enrolled``. Raises RuleBroken when the run is over or the
    programme closed, guidance has ended, or the resident is in it already.
    """
    lock(resident)
    hold(run)
    today = timezone.localdate()
    if run.ends_on < today or run.programme.closed_on:
        raise RuleBroken(_("This run is over. Choose another one."), field="run")
    if resident.status == Resident.Status.EXITED:
        raise RuleBroken(_("Guidance has ended. Take the case up again first."))
    before = resident.enrolments.filter(run__programme=run.programme).order_by("-asked_on", "-pk")
    if any(each.is_open for each in before):
        raise RuleBroken(_("This resident is in this programme already."), field="run")
    status = Enrolment.Status.ASKED if is_asked_first else _free_or_waiting(run)
    takes_part = status == Enrolment.Status.ENROLLED
    enrolment = Enrolment.objects.create(
        run=run,
        resident=resident,
        status=status,
        since_on=today,
        asked_on=today,
        enrolled_on=today if takes_part else None,
        follows=before.filter(followed_by=None).first(),
    )
    record_status(enrolment, "", status)
    record("programme.enrolled", enrolment, {"run": run.pk, "programme": run.programme.code})
    return enrolment


@transaction.atomic
def take_part(enrolment: Enrolment) -> None:
    """Give somebody who was asked, or waits, a place; who was asked goes on the waiting list without one.

    Saves, records the change of status. Raises RuleBroken where somebody waits and no place is free.
    """
    hold(enrolment)
    hold(enrolment.run)
    is_waiting = enrolment.status == Enrolment.Status.WAITING
    status = _free_or_waiting(enrolment.run, is_waiting=is_waiting)
    if is_waiting and status == Enrolment.Status.WAITING:
        raise RuleBroken(_("No place is free. Somebody must complete it or stop first."))
    today = timezone.localdate()
    also: dict[str, Any] = {"since_on": today}
    if status == Enrolment.Status.ENROLLED:
        also["enrolled_on"] = today
    change_status(enrolment, status, ENROLMENT, also=also)


@transaction.atomic
def move_to_step(enrolment: Enrolment, step: ProgrammeStep, on: date | None = None) -> None:
    """Bring somebody who takes part to a step as of a day (today). Saves, records ``programme.step``.

    Raises RuleBroken for a step in which they would work and may not that day, or of which too little is
    known: the sentence says what is missing.
    """
    hold(enrolment)
    on = on or timezone.localdate()
    if enrolment.status != Enrolment.Status.ENROLLED:
        raise RuleBroken(_("Only who takes part is at a step."))
    if step.programme_id != enrolment.run.programme_id:
        raise RuleBroken(_("Choose a step of this programme."), field="step")
    if not (enrolment.enrolled_on or enrolment.asked_on) <= on <= timezone.localdate():
        raise RuleBroken(_("Choose a day since they take part, until today."), field="on")
    if step.work:
        decision = decision_for_step(enrolment.resident, enrolment.run.programme, step, on)
        if decision.outcome != ALLOWED:
            reasons = " ".join(reasons_against(decision))
            raise RuleBroken(
                _("They may not work in this step on that day, or it is not known. %(reasons)s")
                % {"reasons": reasons},
                field="step",
            )
    before, enrolment.step, enrolment.since_on = enrolment.step_id, step, on
    enrolment.save(update_fields=["step", "since_on"])
    record("programme.step", enrolment, {"step": [before, step.pk], "since_on": on})


@transaction.atomic
def complete(enrolment: Enrolment, on: date | None = None) -> None:
    """Say that somebody completed it on a day (today); frees the place. Saves, records the change."""
    _end(enrolment, Enrolment.Status.COMPLETED, on)


@transaction.atomic
def stop(enrolment: Enrolment, reason: str, on: date | None = None, note: str = "") -> None:
    """Say that somebody stopped, or did not begin, and why (``Enrolment.Stop``); frees the place.

    Saves, records the change. They can be enrolled again, which goes on from this row.
    """
    if reason not in Enrolment.Stop.values:
        raise RuleBroken(_("Choose why they stopped."), field="reason")
    _end(enrolment, Enrolment.Status.STOPPED, on, stop_reason=reason, note=note.strip())


def _end(enrolment: Enrolment, status: str, on: date | None, **also: Any) -> None:
    hold(enrolment)
    on = on or timezone.localdate()
    if not (enrolment.enrolled_on or enrolment.asked_on) <= on <= timezone.localdate():
        raise RuleBroken(_("Choose a day since they take part, until today."), field="on")
    reason = also.get("stop_reason", "")
    also |= {"ended_on": on, "since_on": on}
    change_status(enrolment, status, ENROLMENT, on=on, reason=reason, also=also)


@transaction.atomic
def tell_outcome(enrolment: Enrolment, months: int, outcome: str) -> None:
    """Record what somebody does so many months after they completed it (``Afterwards``).

    Saves, records ``programme.outcome``. Raises RuleBroken before that day, and for who did not complete it.
    """
    hold(enrolment)
    today = timezone.localdate()
    if months not in OUTCOME_MONTHS or outcome not in Afterwards.values:
        raise RuleBroken(_("Choose what they do."), field="outcome")
    ended_on = enrolment.ended_on if enrolment.status == Enrolment.Status.COMPLETED else None
    if ended_on is None or add_months(ended_on, months) > today:
        raise RuleBroken(_("It is too early to know this."), field="outcome")
    row, _is_new = EnrolmentOutcome.objects.update_or_create(
        enrolment=enrolment, months=months, defaults={"outcome": outcome, "told_on": today}
    )
    record("programme.outcome", enrolment, {"months": months, "outcome": row.outcome})


def _free_or_waiting(run: ProgrammeRun, *, is_waiting: bool = False) -> str:
    """A place, or the waiting list. Raises nothing; ``is_waiting``: it is for somebody on that list."""
    with system_scope("programme seats"):  # who moved to another desk's centre keeps the place
        taken = run.enrolments.filter(status=Enrolment.Status.ENROLLED).count()
        others_wait = run.enrolments.filter(status=Enrolment.Status.WAITING).exists()
    # Who waits goes first: only somebody who waits already passes the others, as the desk decides.
    if taken >= run.seats or (others_wait and not is_waiting):
        return Enrolment.Status.WAITING
    return Enrolment.Status.ENROLLED


def note_programme_printed(programme: Programme) -> None:
    """Record that the list of a programme was printed: it holds names."""
    record("programme.printed", programme)
