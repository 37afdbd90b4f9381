"""The papers that work waits for: permit, notification, declaration, and the steps they end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.trail.locks import hold
from law.engine import NEEDS_NOTIFICATION, NEEDS_PERMIT
from law.registry import country
from law.steps import (
    BY_ANSWER,
    BY_NOTIFICATION,
    BY_PERMIT,
    PERMIT,
    StepKind,
    kinds_for,
    opened_by,
)
from matching.models import Placement
from matching.right_to_work import decision_for_placement, decision_without_permit
from residents.models import LegalEvent, Step
from residents.services import (
    close_step,
    open_step,
    record_document,
    record_legal_event,
)


@transaction.atomic
def record_work_permit(placement: Placement, from_on: date, until_on: date) -> None:
    """Record the work permit the employer got for this person, and close the step it ends.

    The permit is bound to this employer. The person is assessed again. One that was asked for again may have
    the days of the one before: the step ends, and the document stays the one it is. Raises RuleBroken for
    impossible days.
    """
    hold(placement)
    resident, steps = placement.resident, steps_ended_by(placement, BY_PERMIT)
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
    for step in steps_ended_by(placement, BY_NOTIFICATION):
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
    for step in steps_ended_by(placement, BY_ANSWER):
        close_step(step, is_recorded=True)


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


def ask_permit_again(placement: Placement) -> None:
    """Open the step of the permit once more where the work rests on one: it fits the agreed terms only.

    Called inside the transaction of a service.
    """
    day = max(placement.started_on or placement.planned_start_on, timezone.localdate())
    if rests_on_permit(placement, day) and not has_asked_permit(placement):
        note = _("The agreed hours or end changed: the permit no longer fits.")
        for kind in kinds_for(PERMIT, placement.resident.centre.country):
            open_step(placement.resident, kind.kind, subject=placement.code, note=note)


def has_asked_permit(placement: Placement) -> bool:
    """Say whether a permit for this work has been asked for, and not been recorded yet."""
    return bool(open_steps_of(placement, lambda kind: kind.purpose == PERMIT))


def open_papers(placement: Placement) -> list[str]:
    """Return the purposes of the papers of this work that are asked for and not recorded yet."""
    steps = open_steps_of(placement, lambda kind: kind.before_start and kind.is_ended_with_placement)
    return list(dict.fromkeys(step.entry.purpose for step in steps))


def awaits_permit(placement: Placement, on: date | None = None) -> bool:
    """Say whether the work, as of a day (its first), rests on a permit that has been asked for only."""
    if not has_asked_permit(placement):
        return False
    return rests_on_permit(placement, on or placement.planned_start_on)


def rests_on_permit(placement: Placement, on: date) -> bool:
    """Say whether the law asks for a work permit for this work on a day, had the employer none yet."""
    required, country = decision_without_permit(placement, on).requires, placement.resident.centre.country
    return any(kind.purpose == PERMIT for each in required for kind in opened_by(each, country))


def open_steps_of(
    placement: Placement, is_meant: Callable[[StepKind], bool] = lambda _kind: True
) -> list[Step]:
    """Return the steps of a placement that are under way, of the kinds for which this holds."""
    steps = Step.objects.under_way().filter(resident=placement.resident_id, subject=placement.code)
    return [step for step in steps.select_related("resident__centre") if is_meant(step.entry)]


def steps_ended_by(placement: Placement, record: str) -> list[Step]:
    """Return the steps of a placement that are under way and end with a record, such as ``BY_PERMIT``."""
    return open_steps_of(placement, lambda kind: kind.ended_by == record)


def _is_of(kind: StepKind, other: StepKind) -> bool:
    return kind.kind == other.kind
