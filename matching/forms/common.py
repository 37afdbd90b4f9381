"""Fields and forms that several screens share."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from jobdesk.web.widgets import ClockInput, DayInput


def day_field(label: str, **kwargs) -> forms.DateField:
    """A day, picked from a calendar."""
    return forms.DateField(label=label, widget=DayInput, **kwargs)


def clock_field(label: str, is_required: bool) -> forms.TimeField:
    """A time of the day."""
    return forms.TimeField(
        label=label,
        widget=ClockInput,
        required=is_required,
        error_messages={"required": _("Fill in the time.")},
    )


class ReasonForm(forms.Form):
    """One reason in words."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why in a few words.")},
    )
