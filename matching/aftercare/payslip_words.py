"""A payslip in words: what it says beside what was agreed, in euros and in hours."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from jobdesk.web.money import euros, euros_per
from matching.aftercare.pay import Difference, Slip, difference_of
from matching.models import Payslip


def difference_on(slip: Payslip) -> Difference:
    """Return how a payslip differs from what was agreed when it was recorded."""
    placement = slip.placement
    return difference_of(
        Slip(
            month_on=slip.month_on,
            gross=slip.gross,
            hours=slip.hours,
            wage_hour=slip.agreed_wage_hour,
            hours_week=slip.agreed_hours,
            first_day=placement.started_on or slip.month_on,
            last_day=placement.ended_on,
        )
    )


def sentences(slip: Payslip) -> list[str]:
    """Say what a payslip has and what was agreed: the pay, then the hours if it says them."""
    found = difference_on(slip)
    said = [pay_sentence(slip)]
    if found.hours is not None:
        said.append(
            _("%(hours)s hours on the payslip, %(agreed)s in a usual month by what was agreed: %(outcome)s.")
            % {
                "hours": _hours(slip.hours),
                "agreed": _hours(found.month_hours),
                "outcome": _outcome(found.hours, _("%(n)s hours") % {"n": _hours(abs(found.hours))}),
            }
        )
    return said


def pay_sentence(slip: Payslip) -> str:
    """Say what a payslip pays beside what is due for its hours, or for a usual month."""
    found = difference_on(slip)
    if found.due is None or found.euros is None or slip.agreed_wage_hour is None:
        return _("%(gross)s on the payslip; no wage was agreed.") % {"gross": euros(slip.gross)}
    words = {
        "gross": euros(slip.gross),
        "due": euros(found.due),
        "wage": euros_per(slip.agreed_wage_hour, "hour"),
        "outcome": _outcome(found.euros, euros(abs(found.euros))),
        "hours": _hours(found.month_hours if slip.hours is None else slip.hours),
    }
    return _("%(gross)s on the payslip, %(due)s due for %(hours)s hours at %(wage)s: %(outcome)s.") % words


def _outcome(difference: Decimal, amount: str) -> str:
    if not difference:
        return _("no difference")
    return (_("%(amount)s too little") if difference < 0 else _("%(amount)s more")) % {"amount": amount}


def _hours(hours: Decimal | None) -> str:
    number = Decimal(hours or 0).quantize(Decimal("0.1"))
    return number_format(number, 0 if number == number.to_integral() else 1)
