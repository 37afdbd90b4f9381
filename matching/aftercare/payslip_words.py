"""A payslip in words: what it says beside what was agreed, in euros and in hours."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from jobdesk.web.money import euros, euros_per
from matching.aftercare.pay import Difference, Slip, difference_of, last_of
from matching.models import Payslip
from matching.terms.reading import first_day, versions_of
from matching.terms.replay import spans


def difference_on(slip: Payslip) -> Difference:
    """Return how a payslip differs from what was agreed for its month, as far as it is known now."""
    placement, last = slip.placement, last_of(slip.month_on)
    return difference_of(
        Slip(
            month_on=slip.month_on,
            gross=slip.gross,
            hours=slip.hours,
            worked=spans(
                versions_of(placement),
                max(first_day(placement), slip.month_on),
                min(placement.ended_on or last, last),
            ),
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
    if found.due is None or found.euros is None:
        return _("%(gross)s on the payslip; no wage was agreed.") % {"gross": euros(slip.gross)}
    words = {
        "gross": euros(slip.gross),
        "due": euros(found.due),
        "wage": _wages(found),
        "outcome": _outcome(found.euros, euros(abs(found.euros))),
        "hours": _hours(found.month_hours if slip.hours is None else slip.hours),
    }
    return _("%(gross)s on the payslip, %(due)s due for %(hours)s hours at %(wage)s: %(outcome)s.") % words


def _wages(found: Difference) -> str:
    """One wage, or all that a month had, in order."""
    *before, last = found.wages
    said = [*(euros(wage) for wage in before), euros_per(last, "hour")]
    return _(" and then ").join(said)


def _outcome(difference: Decimal, amount: str) -> str:
    if not difference:
        return _("no difference")
    return (_("%(amount)s too little") if difference < 0 else _("%(amount)s more")) % {"amount": amount}


def _hours(hours: Decimal | None) -> str:
    number = Decimal(hours or 0).quantize(Decimal("0.1"))
    return number_format(number, 0 if number == number.to_integral() else 1)
