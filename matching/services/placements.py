"""The last day of a placement, and what does not start; the mark of a wage that is too low."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.trail.audit import change_status, record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from matching.models import CheckIn, Placement
from matching.services.check_ins import revoke_check_in_link
from matching.services.permits import open_steps_of
from matching.transitions import CHECK_IN, PLACEMENT
from matching.wages.floor import agreed_wage_test
from residents.law_values import parameters_in_force
from residents.models import Step
from residents.services import close_step


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


def mark_wage(placement: Placement, low_on: date | None) -> None:
    """Keep since when the wage of a placement is known to be too low (None: it is not); records it.

    Called inside the transaction of a service.
    """
    action = "placement.wage_enough" if low_on is None else "placement.wage_low"
    record(action, placement, {"wage_low_on": [placement.wage_low_on, low_on]})
    placement.wage_low_on = low_on
    placement.save(update_fields=["wage_low_on"])


def check_wage(placement: Placement, wage: Decimal | None, on: date) -> None:
    """Refuse paid work whose wage is below the legal minimum on a day, by the age of who does it."""
    if placement.kind not in Placement.PAID_KINDS:
        return
    test = agreed_wage_test(placement.resident, wage, on, parameters_in_force())
    if test.is_below:
        raise RuleBroken(test.text, "wage_hour")
