"""What a payslip says."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jobdesk.web.amounts import AmountField
from jobdesk.web.numbers import CommaField

MOST_PAY = 20_000  # euros a month
MOST_HOURS = 260  # a month: more is a slip of the hand


class PayslipForm(forms.Form):
    """The pay and the hours of one month. ``months``: their first days, of which one is chosen."""

    month_on = forms.TypedChoiceField(label=_("Month"), coerce=date.fromisoformat)
    gross = AmountField(label=_("Gross pay (EUR)"), most=MOST_PAY, example="1684.80")
    hours = CommaField(
        label=_("Hours on the payslip"),
        required=False,
        max_digits=6,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(MOST_HOURS)],
    )
    net = AmountField(label=_("Net pay (EUR)"), most=MOST_PAY, example="1520.00", required=False)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, months: list[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month_on"].choices = [(each.isoformat(), date_format(each, "F Y")) for each in months]
