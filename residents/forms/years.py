"""A number of years, as people say it: 3, or half a year."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class YearsField(forms.DecimalField):
    """Years with at most one decimal, in the writing of the language; "5.0" from the database shows as 5."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            min_value=0,
            max_value=60,
            max_digits=3,
            decimal_places=1,
            localize=True,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            error_messages={"invalid": _("Fill in a number of years, for example 3 or 0.5.")},
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal) and value == value.to_integral_value():
            return int(value)
        return value
