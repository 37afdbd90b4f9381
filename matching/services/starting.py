"""The first day worked, and what stands in its way."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jobdesk.trail.audit import change_status, record_status
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from law.engine import ALLOWED
from law.steps import (
    BY_START,
    ON_START,
)
from matching.models import CheckIn, Placement
from matching.right_to_work import decision_for_placement, reasons_against
from matching.services.permits import awaits_permit, steps_ended_by
from matching.services.placements import check_wage
from matching.transitions import PLACEMENT
from residents.services import (
    close_step,
    open_income_declaration,
    open_steps_for,
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
    check_wage(placement, placement.wage_hour, started_on)
    change_status(
        placement, Placement.Status.STARTED, PLACEMENT, on=started_on, also={"started_on": started_on}
    )
    if placement.kind in Placement.PAID_KINDS:
        open_steps_for(placement.resident, ON_START, subject=placement.code)
        open_income_declaration(placement.resident, placement.code, started_on)
    for step in steps_ended_by(placement, BY_START):
        close_step(step, is_recorded=True)
    for week in placement.match.project.check_in_weeks:
        due_on = started_on + timedelta(weeks=week)
        check_in = CheckIn.objects.create(
            placement=placement, resident=placement.resident, week=week, due_on=due_on
        )
        record_status(check_in, "", check_in.status)


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


def _check_permit_fits(placement: Placement, on: date) -> None:
    """A permit that was asked for again does not hold, though its days do."""
    if not awaits_permit(placement, on):
        return
    raise RuleBroken(
        _("The hours or the end changed, so the work permit must be asked for again. Record the new one."),
        "started_on",
    )
