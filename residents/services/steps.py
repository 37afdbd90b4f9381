"""Administrative steps: opened from the catalogue, closed, put off. One that ends lets the next begin."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.trail import audit
from jobdesk.trail.audit import StatusChange
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import current_scope
from law.steps import BY_DOCUMENT, BY_PROOF, StepKind, UnknownStepError, opened_by, step_kind, step_kinds
from law.steps import due_on as usual_day
from residents import transitions
from residents.law_values import kind_in_force
from residents.models import Resident, Step
from residents.services.rows import fields_of, lock, set_fields

FIELDS = ("kind", "party", "opened_on", "due_on", "subject", "month_on")


@transaction.atomic
def open_step(
    resident: Resident,
    kind: str,
    *,
    opened_on: date | None = None,
    subject: str = "",
    party: str = "",
    note: str = "",
    due_on: date | None = None,
    last_day: date | None = None,
    month_on: date | None = None,
) -> Step:
    """Open a step as of a day (today); whose turn and the due day come from the catalogue of the country.

    While a step that it waits for is under way it *waits*: not possible yet. One that was never opened holds
    nothing up, for the resident may have the thing already. ``subject`` is the code of the placement it
    belongs to, ``due_on`` a later day than the usual one, ``last_day`` the day that is set by the calendar
    and not by how long it takes, ``month_on`` the first day of the month it is about. A step that
    is under way already is refused.
    """
    lock(resident)
    opened_on, country = opened_on or timezone.localdate(), resident.centre.country
    if opened_on > timezone.localdate():
        raise RuleBroken(_("A step cannot be opened in the future."), field="opened_on")
    try:
        entry = kind_in_force(step_kind(kind, country), opened_on)
    except UnknownStepError:
        raise RuleBroken(_("This step does not exist in the country of the centre."), field="kind") from None
    step = Step(
        resident=resident,
        kind=kind,
        status=Step.Status.WAITS if _is_held(resident, entry) else Step.Status.OPEN,
        party=party or entry.party,
        opened_on=opened_on,
        due_on=last_day or max(due_on or date.min, usual_day(entry, opened_on, country)),
        subject=subject,
        month_on=month_on,
        note=note,
    )
    try:
        with transaction.atomic():
            step.save()
    except IntegrityError:
        raise RuleBroken(_("This step is open already."), field="kind") from None
    audit.record_status(step, "", step.status, on=opened_on)
    audit.record("step.opened", step, fields_of(step, *FIELDS))
    return step


@transaction.atomic
def open_steps_for(
    resident: Resident, event: str, *, subject: str = "", due_on: dict[str, date] | None = None
) -> list[Step]:
    """Open what an ``event`` (a match, a granted status, …) needs and the resident does not have yet.

    A number or an account is the person's own: once asked for, it holds for every job. ``due_on`` gives a
    later day to some kinds.
    """
    opened = []
    for kind in opened_by(event, resident.centre.country):
        if kind.reception and resident.reception not in kind.reception:
            continue
        before = resident.steps.filter(kind=kind.kind)
        if kind.of_one_job:
            before = before.filter(subject=subject)
        if not before.exists():
            day = (due_on or {}).get(kind.kind)
            opened.append(open_step(resident, kind.kind, subject=subject, due_on=day))
    return opened


@transaction.atomic
def close_step(
    step: Step,
    status: str = Step.Status.DONE,
    on: date | None = None,
    note: str = "",
    *,
    is_recorded: bool = False,
) -> None:
    """Close a step as done or not needed, as of ``on`` (today); the steps that waited for it begin then.

    A step that ends by a proof is done only with it: a file, or a remark that says what shows it. The permit
    of a job is done only when it ``is_recorded``, and not needed only with a reason: it holds up the start.
    """
    lock(step.resident)
    step.refresh_from_db(from_queryset=Step.objects.select_for_update())
    on = on or timezone.localdate()
    if not step.opened_on <= on <= timezone.localdate():
        raise RuleBroken(_("A step is closed between the day it was opened and today."), field="on")
    if step.entry.ended_by == BY_PROOF and status == Step.Status.DONE:
        _check_proof(step, note)
    if step.is_ended_by_record and not is_recorded:
        _check_record(status, note)
    _close(step, status, on, note)
    _let_go(step.resident, on)


@transaction.atomic
def reopen_step(step: Step) -> None:
    """Take back that the actor of the open scope closed a step as done today; what it let begin waits again.

    Saves, records the changes of status and ``step.reopened``. Refused to others, and on a later day: then it
    is history.
    """
    lock(step.resident)
    step.refresh_from_db(from_queryset=Step.objects.select_for_update())
    closing = _moves(step).filter(to_status=Step.Status.DONE).first()
    if step.status != Step.Status.DONE or closing is None:
        raise RuleBroken(_("This step is not done."))
    if closing.actor != current_scope().actor or timezone.localdate(closing.at) != timezone.localdate():
        raise RuleBroken(_("Only who closed a step can open it again, and only on the same day."))
    try:
        with transaction.atomic():
            audit.change_status(step, Step.Status.OPEN, transitions.STEP, also={"closed_on": None})
    except IntegrityError:
        raise RuleBroken(_("This step is open already.")) from None
    audit.record("step.reopened", step)
    _hold_again(step.resident, since=closing.at)


@transaction.atomic
def postpone_step(step: Step, due_on: date, note: str = "") -> None:
    """Give an open step a later day, with why."""
    step.refresh_from_db(from_queryset=Step.objects.select_for_update())
    if step.status not in Step.UNDER_WAY:
        raise RuleBroken(_("This step is closed already."))
    if due_on <= timezone.localdate():
        raise RuleBroken(_("Choose a day after today."), field="due_on")
    changes = set_fields(step, {"due_on": due_on, "note": note or step.note})
    step.save(update_fields=["due_on", "note"])
    audit.record("step.postponed", step, changes)


@transaction.atomic
def hand_step(step: Step, party: str, due_on: date | None = None) -> None:
    """Say whose turn it is now with an open step, with another day where the turn has one of its own.

    Saves, records ``step.handed``. Raises RuleBroken when the step is closed.
    """
    lock(step.resident)
    step.refresh_from_db(from_queryset=Step.objects.select_for_update())
    if step.status != Step.Status.OPEN:
        raise RuleBroken(_("This step is closed already."))
    changes = set_fields(step, {"party": party, "due_on": due_on or step.due_on})
    step.save(update_fields=["party", "due_on"])
    audit.record("step.handed", step, changes)


@transaction.atomic
def restart_steps(resident: Resident, event: str, on: date) -> None:
    """Restart the clock, as of ``on``, of the open steps whose kind says so after a move or a return.

    The old step stays in the history as not needed any more; a new one takes its place. A day that the
    calendar set (the document's last one, the end of the month to declare in) stays if it is still to come.
    """
    kinds = step_kinds(resident.centre.country)
    for step in resident.steps.filter(status=Step.Status.OPEN, opened_on__lt=on):
        if event not in getattr(kinds.get(step.kind), "restarts_on", ()):
            continue
        note = {"relocation": _("Restarted after the move."), "reentry": _("Restarted after the return.")}
        _close(step, Step.Status.NOT_NEEDED, on, note[event])
        open_step(
            resident,
            step.kind,
            opened_on=on,
            subject=step.subject,
            last_day=_day_of_calendar(step, on),
            month_on=step.month_on,
        )


def _day_of_calendar(step: Step, on: date) -> date | None:
    """The day, still to come on ``on``, that a document or a month sets; how long the step takes does not."""
    if step.due_on is None or step.due_on < on:
        return None
    if step.entry.ended_by == BY_DOCUMENT:
        return step.due_on if step.resident.documents.filter(until_on=step.due_on).exists() else None
    is_of_past_month = step.month_on is not None and step.month_on < step.opened_on.replace(day=1)
    return step.due_on if is_of_past_month else None


def _check_proof(step: Step, note: str) -> None:
    if not note.strip() and not step.evidence.exists():
        raise RuleBroken(
            _("Write what proves the declaration, for example the number of the receipt, or add a file."),
            field="note",
        )


def _check_record(status: str, note: str) -> None:
    if status == Step.Status.DONE:
        raise RuleBroken(
            _("Record what ends this step with the placement: permit, notification, answer or first day."),
            field="status",
        )
    if not note.strip():
        raise RuleBroken(_("Say why it is not needed, and who says so."), field="note")


def _close(step: Step, status: str, on: date, note: str) -> None:
    also = {"closed_on": on, "note": note or step.note}
    audit.change_status(step, status, transitions.STEP, on=on, reason=note, also=also)
    audit.record("step.closed", step, {"status": status, "closed_on": on, "note": note})


def _let_go(resident: Resident, on: date) -> None:
    """Open the steps that waited, if nothing holds them up any more: their clock starts on that day."""
    country = resident.centre.country
    kinds = step_kinds(country)
    for step in resident.steps.filter(status=Step.Status.WAITS):
        kind = kinds.get(step.kind)
        if kind and _is_held(resident, kind):
            continue
        begins = max(on, step.opened_on)
        also = {"opened_on": begins}
        if kind:
            usual_on = usual_day(kind_in_force(kind, begins), begins, country)
            also["due_on"] = max(step.due_on or begins, usual_on)
        audit.change_status(step, Step.Status.OPEN, transitions.STEP, on=begins, also=also)
        audit.record("step.begun", step, also)


def _hold_again(resident: Resident, since: datetime) -> None:
    """Let the steps wait again that began since then and are held up now."""
    kinds = step_kinds(resident.centre.country)
    for step in resident.steps.filter(status=Step.Status.OPEN, kind__in=kinds):
        begun = _moves(step).filter(from_status=Step.Status.WAITS, at__gte=since).first()
        if begun is None or not _is_held(resident, kinds[step.kind]):
            continue
        first = _moves(step).last() or begun
        audit.change_status(step, Step.Status.WAITS, transitions.STEP, also={"opened_on": first.on})


def _moves(step: Step) -> QuerySet[StatusChange]:
    """The changes of status of a step, the last first."""
    return StatusChange.objects.filter(
        subject_type=step._meta.label_lower, subject_id=step.pk
    ).select_related("actor")


def _is_held(resident: Resident, kind: StepKind) -> bool:
    return resident.steps.under_way().filter(kind__in=kind.waits_for).exists()
