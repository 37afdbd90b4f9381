"""Payslips, beside what was agreed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.trail.audit import acting_user, record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from matching.aftercare.payslip_words import difference_on, pay_sentence, sentences
from matching.models import Concern, Payslip, Placement
from matching.services.concerns import raise_concern


@transaction.atomic
def record_payslip(
    placement: Placement,
    month_on: date,
    *,
    gross: Decimal,
    hours: Decimal | None = None,
    net: Decimal | None = None,
    note: str = "",
) -> Payslip:
    """Keep what a payslip says of a month (its first day), and hold it against what was agreed for it.

    Saves, records ``payslip.recorded`` with what it says but not the note. Pay that is too low, or hours that
    are too far from what was agreed, opens a concern. Raises RuleBroken for a month without this work, one
    that is to come, and one that has a payslip.
    """
    hold(placement)
    if month_on not in months_of(placement):
        raise RuleBroken(_("Choose a month in which this person worked here."), "month_on")
    if placement.payslips.filter(month_on=month_on, taken_back_at=None).exists():
        raise RuleBroken(
            _("The payslip of this month is there already. Take that one back first."), "month_on"
        )
    slip = Payslip.objects.create(
        placement=placement,
        month_on=month_on,
        gross=gross,
        hours=hours,
        net=net,
        note=note.strip(),
        recorded_by=acting_user(),
    )
    record("payslip.recorded", slip, {"month_on": month_on, "gross": gross, "net": net, "hours": hours})
    found = difference_on(slip)
    for kind, is_bad in ((Concern.Kind.PAY, found.is_pay_bad), (Concern.Kind.HOURS, found.is_hours_bad)):
        if is_bad:
            text = pay_sentence(slip) if kind == Concern.Kind.PAY else sentences(slip)[-1]
            raise_concern(placement, kind, Concern.Source.PAYSLIP, text=text, payslip=slip)
    return slip


@transaction.atomic
def take_back_payslip(slip: Payslip) -> None:
    """Say that a payslip was recorded wrongly: it does not count any more, and stays in the trail.

    Records ``payslip.taken_back``. A concern that it opened stays until somebody closes it. Raises RuleBroken
    for one that was taken back.
    """
    hold(slip)
    if slip.taken_back_at is not None:
        raise RuleBroken(_("This payslip was taken back already."))
    slip.taken_back_at = timezone.now()
    slip.save(update_fields=["taken_back_at"])
    record("payslip.taken_back", slip, {"month_on": slip.month_on})


def months_of(placement: Placement) -> list[date]:
    """Return the months (their first days) in which somebody worked in a placement, the last one first."""
    if placement.started_on is None:
        return []
    first = placement.started_on.replace(day=1)
    month = min(placement.ended_on or timezone.localdate(), timezone.localdate()).replace(day=1)
    months = []
    while month >= first:
        months.append(month)
        month = (month.replace(year=month.year - 1, month=12) if month.month == 1
                 else month.replace(month=month.month - 1))  # fmt: skip
    return months
