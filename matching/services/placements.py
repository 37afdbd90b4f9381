"""A placement from its plan to its last day, and the papers without which it may not start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jobdesk.trail.audit import change_status, record, record_status
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from law.engine import ALLOWED, NEEDS_NOTIFICATION, NEEDS_PERMIT
from law.registry import country
from law.steps import (
    BY_ANSWER,
    BY_NOTIFICATION,
    BY_PERMIT,
    BY_START,
    ON_START,
    PERMIT,
    StepKind,
    kinds_for,
    opened_by,
)
from matching.models import CheckIn, Placement
from matching.right_to_work import decision_for_placement, decision_without_permit, reasons_against
from matching.services.check_ins import revoke_check_in_link
from matching.transitions import CHECK_IN, PLACEMENT
from matching.wages.floor import agreed_wage_test
from residents.law_values import parameters_in_force
from residents.models import LegalEvent, Step
from residents.services import (
    close_step,
    open_income_declaration,
    open_step,
    open_steps_for,
    postpone_step,
    record_document,
    record_legal_event,
)


@transaction.atomic
def start_placement(placement: Placement, started_on: date) -> None:
    """Record the first day worked. Saves, records the change of status, plans the check-ins.

    Ends the step in which the employer confirms the day. Paid work opens the steps that come with a wage
    (declaration of income, health insurance).

    Raises RuleBroken, saying why, unless the person may do this work for this employer on that day; also for
    a day in the future or before the match, while the work with the employer before still runs, and while
    the agreed wage is below the legal minimum.
    """
    hold(placement)
    if started_on > timezone.localdate():
        raise RuleBroken(_("Record the start on the first day of work or later."), "started_on")
    if started_on < placement.match.matched_on:
        raise RuleBroken(_("The start cannot be before the match."), "started_on")
    if placement.follows and placement.follows.status == Placement.Status.STARTED:
        raise RuleBroken(_("First record the last day with the employer before."), "started_on")
    _check_right_to_work(placement, started_on)
    _check_wage(placement, placement.wage_hour, started_on)
    change_status(
        placement, Placement.Status.STARTED, PLACEMENT, on=started_on, also={"started_on": started_on}
    )
    if placement.kind in Placement.PAID_KINDS:
        open_steps_for(placement.resident, ON_START, subject=placement.code)
        open_income_declaration(placement.resident, placement.code, started_on)
    for step in _ended_by(placement, BY_START):
        close_step(step, is_recorded=True)
    for week in placement.match.project.check_in_weeks:
        due_on = started_on + timedelta(weeks=week)
        check_in = CheckIn.objects.create(
            placement=placement, resident=placement.resident, week=week, due_on=due_on
        )
        record_status(check_in, "", check_in.status)


@transaction.atomic
def change_placement(
    placement: Placement,
    hours: int,
    planned_start_on: date,
    planned_end_on: date | None = None,
    wage_hour: Decimal | None = None,
) -> None:
    """Record that employer and resident agreed other hours, days or another wage (EUR gross an hour).

    Without ``wage_hour`` the wage stays. Saves, records ``placement.changed``; a wage that was found too low
    and is enough now is no work for the coach any more.

    A work permit is given for the hours and the period that were asked for: when these change, its step
    is opened again and the start is refused until the new permit is recorded. Raises RuleBroken for a
    placement that is over, days that cannot be, another first day after the start, a wage below the legal
    minimum, or when nothing changes.
    """
    hold(placement)
    if placement.status not in Placement.UNDER_WAY:
        raise RuleBroken(_("This placement is over."))
    _check_change(placement, planned_start_on, planned_end_on)
    agreed: dict[str, Any] = {
        "hours": hours,
        "wage_hour": placement.wage_hour if wage_hour is None else wage_hour,
        "planned_start_on": planned_start_on,
        "planned_end_on": planned_end_on,
    }
    changes = {
        name: [getattr(placement, name), value]
        for name, value in agreed.items()
        if getattr(placement, name) != value
    }
    if not changes:
        raise RuleBroken(_("Change the hours, the wage or a day."))
    _check_wage(placement, agreed["wage_hour"], max(planned_start_on, timezone.localdate()))
    for name, value in agreed.items():
        setattr(placement, name, value)
    placement.save(update_fields=list(agreed))
    record("placement.changed", placement, changes)
    if placement.wage_low_on is not None:
        mark_wage(placement, None)
    if "hours" in changes or "planned_end_on" in changes:
        _ask_permit_again(placement)
    if placement.status == Placement.Status.PLANNED:
        open_permit_steps(placement)
    for step in open_steps_of(placement, lambda kind: kind.due_with_start):
        if planned_start_on > timezone.localdate():
            postpone_step(step, planned_start_on)


@transaction.atomic
def end_placement(placement: Placement, ended_on: date, end_reason: str) -> None:
    """Record the last day and why (``Placement.EndReason``). Saves, records the change of status.

    Check-ins planned for later days are dropped; ``placement.ended`` in the trail names their weeks. One that
    the resident was asked about stays, as not reached, and its link ends. Open steps that belong to this job
    alone, such as a permit that was asked for again, are not needed any more.
    """
    hold(placement)
    if end_reason not in Placement.EndReason.values:
        raise RuleBroken(_("Choose why it ended."), "end_reason")
    if ended_on > timezone.localdate():
        raise RuleBroken(_("Record the end on the last day of work or later."), "ended_on")
    if placement.started_on and ended_on < placement.started_on:
        raise RuleBroken(_("The last day cannot be before the first."), "ended_on")
    also = {"ended_on": ended_on, "end_reason": end_reason}
    change_status(placement, Placement.Status.ENDED, PLACEMENT, on=ended_on, reason=end_reason, also=also)
    drop_check_ins_after(placement, ended_on, also)
    for step in open_steps_of(placement, lambda kind: kind.is_for_start):
        close_step(step, Step.Status.NOT_NEEDED, note=str(placement.get_end_reason_display()))


def drop_check_ins_after(placement: Placement, ended_on: date, ended: dict[str, Any]) -> None:
    """Drop the check-ins planned for days after the last one; ``placement.ended`` is recorded with them.

    Called inside the transaction of a service.
    """
    later = placement.check_ins.filter(status=CheckIn.Status.PLANNED, due_on__gt=ended_on)
    asked = list(later.filter(Q(links__isnull=False) | Q(replies__isnull=False)).distinct())
    dropped = later.exclude(pk__in=[each.pk for each in asked])
    record("placement.ended", placement, {**ended, "weeks_dropped": [each.week for each in dropped]})
    dropped.delete()
    for check_in in asked:
        change_status(check_in, CheckIn.Status.MISSED, CHECK_IN, on=ended_on)
        for link in check_in.links.filter(revoked_at=None):
            revoke_check_in_link(link)


@transaction.atomic
def cancel_placement(placement: Placement, reason: str) -> None:
    """Record that a planned placement did not start. Saves, records the change of status, closes its steps.

    The match stands: call ``match_fell_through`` when the two sides do not go on.
    """
    hold(placement)
    reason = reason.strip()
    if not reason:
        raise RuleBroken(_("Say why it did not start."), "reason")
    change_status(placement, Placement.Status.CANCELLED, PLACEMENT, reason=reason)
    # The number and the account go on: they are the person's, not the job's.
    for step in open_steps_of(placement, lambda kind: kind.is_for_start):
        close_step(step, Step.Status.NOT_NEEDED, note=reason)


@transaction.atomic
def record_work_permit(placement: Placement, from_on: date, until_on: date) -> None:
    """Record the work permit the employer got for this person, and close the step it ends.

    The permit is bound to this employer. The person is assessed again. One that was asked for again may have
    the days of the one before: the step ends, and the document stays the one it is. Raises RuleBroken for
    impossible days.
    """
    hold(placement)
    resident, steps = placement.resident, _ended_by(placement, BY_PERMIT)
    kind = country(resident.centre.country).permit_document
    permit: dict[str, Any] = {
        "from_on": from_on,
        "until_on": until_on,
        "employer": placement.match.company.employer_code,
    }
    if not steps or not resident.documents.filter(type=kind, **permit).exists():
        record_document(resident, kind, **permit)
    for step in steps:
        close_step(step, is_recorded=True)


@transaction.atomic
def record_notification(placement: Placement, on: date) -> None:
    """Record that the employer notified the authority of this work on a day, and close the step it ends.

    The person is assessed again. Raises RuleBroken for a day in the future.
    """
    hold(placement)
    record_legal_event(
        placement.resident,
        LegalEvent.Type.EMPLOYER_NOTIFIED,
        on,
        employer=placement.match.company.employer_code,
    )
    for step in _ended_by(placement, BY_NOTIFICATION):
        close_step(step, is_recorded=True)


@transaction.atomic
def record_volunteer_declaration(placement: Placement, on: date, value: str) -> None:
    """Record what the authority said of this voluntary work (received, granted, refused); its step ends.

    The person is assessed again. Raises RuleBroken for a day in the future.
    """
    hold(placement)
    record_legal_event(
        placement.resident,
        LegalEvent.Type.VOLUNTEER_DECLARATION,
        on,
        value=value,
        employer=placement.match.company.employer_code,
    )
    for step in _ended_by(placement, BY_ANSWER):
        close_step(step, is_recorded=True)


def _is_of(kind: StepKind, other: StepKind) -> bool:
    return kind.kind == other.kind


def open_permit_steps(placement: Placement) -> None:
    """Open the steps of what the law asks before this work: permit, notification or declaration.

    Opens nothing that is open already. Called inside the transaction of a service.
    """
    decision = decision_for_placement(placement, placement.planned_start_on)
    if decision.outcome not in (NEEDS_NOTIFICATION, NEEDS_PERMIT):
        return
    for required in decision.requires:
        for kind in opened_by(required, placement.resident.centre.country):
            if not open_steps_of(placement, partial(_is_of, kind)):
                open_step(placement.resident, kind.kind, subject=placement.code)


def _ask_permit_again(placement: Placement) -> None:
    day = max(placement.started_on or placement.planned_start_on, timezone.localdate())
    if rests_on_permit(placement, day) and not has_asked_permit(placement):
        note = _("The agreed hours or end changed: the permit no longer fits.")
        for kind in kinds_for(PERMIT, placement.resident.centre.country):
            open_step(placement.resident, kind.kind, subject=placement.code, note=note)


def _check_change(placement: Placement, planned_start_on: date, planned_end_on: date | None) -> None:
    if placement.started_on and planned_start_on != placement.planned_start_on:
        raise RuleBroken(_("This person has started: the first day cannot change."), "planned_start_on")
    if planned_start_on < placement.match.matched_on:
        raise RuleBroken(_("The start cannot be before the match."), "planned_start_on")
    if planned_end_on and planned_end_on < (placement.started_on or planned_start_on):
        raise RuleBroken(_("The contract cannot end before the start."), "planned_end_on")


def _check_right_to_work(placement: Placement, on: date) -> None:
    decision = decision_for_placement(placement, on)
    if decision.outcome == ALLOWED:
        _check_permit_fits(placement, on)
        return
    raise RuleBroken(
        _("This work may not start on %(day)s. %(why)s")
        % {"day": date_format(on, "j F Y"), "why": " ".join(reasons_against(decision))},
        "started_on",
    )


def _check_wage(placement: Placement, wage: Decimal | None, on: date) -> None:
    """Refuse paid work whose wage is below the legal minimum on a day, by the age of who does it."""
    if placement.kind not in Placement.PAID_KINDS:
        return
    test = agreed_wage_test(placement.resident, wage, on, parameters_in_force())
    if test.is_below:
        raise RuleBroken(test.text, "wage_hour")


def mark_wage(placement: Placement, low_on: date | None) -> None:
    """Keep since when the wage of a placement is known to be too low (None: it is not); records it.

    Called inside the transaction of a service.
    """
    action = "placement.wage_enough" if low_on is None else "placement.wage_low"
    record(action, placement, {"wage_low_on": [placement.wage_low_on, low_on]})
    placement.wage_low_on = low_on
    placement.save(update_fields=["wage_low_on"])


def has_asked_permit(placement: Placement) -> bool:
    """Say whether a permit for this work has been asked for, and not been recorded yet."""
    return bool(open_steps_of(placement, lambda kind: kind.purpose == PERMIT))


def awaits_permit(placement: Placement, on: date | None = None) -> bool:
    """Say whether the work, as of a day (its first), rests on a permit that has been asked for only."""
    if not has_asked_permit(placement):
        return False
    return rests_on_permit(placement, on or placement.planned_start_on)


def rests_on_permit(placement: Placement, on: date) -> bool:
    """Say whether the law asks for a work permit for this work on a day, had the employer none yet."""
    required, country = decision_without_permit(placement, on).requires, placement.resident.centre.country
    return any(kind.purpose == PERMIT for each in required for kind in opened_by(each, country))


def _check_permit_fits(placement: Placement, on: date) -> None:
    """A permit that was asked for again does not hold, though its days do."""
    if not awaits_permit(placement, on):
        return
    raise RuleBroken(
        _("The hours or the end changed, so the work permit must be asked for again. Record the new one."),
        "started_on",
    )


def open_steps_of(
    placement: Placement, is_meant: Callable[[StepKind], bool] = lambda _kind: True
) -> list[Step]:
    """Return the steps of a placement that are under way, of the kinds for which this holds."""
    steps = placement.resident.steps.under_way().filter(subject=placement.code)
    return [step for step in steps if is_meant(step.entry)]


def _ended_by(placement: Placement, record: str) -> list[Step]:
    return open_steps_of(placement, lambda kind: kind.ended_by == record)
