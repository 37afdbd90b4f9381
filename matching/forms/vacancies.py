"""What the desk says of a vacancy that it sends back, and a company of one that it closes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from employers.models import Vacancy
from matching.forms.common import ReasonForm


class ReturnForm(ReasonForm):
    """What has to change before the desk opens a vacancy or takes over a change, and a sentence about it."""

    code = forms.ChoiceField(
        label=_("What has to change?"),
        choices=Vacancy.ReturnReason,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what has to change.")},
    )
    field_order = ("code", "reason")


class CloseForm(forms.Form):
    """Why a company closes a vacancy."""

    why = forms.ChoiceField(
        label=_("Why do you close it?"),
        choices=[each for each in Vacancy.CloseReason.choices if each[0] not in Vacancy.OF_DESK],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why you close it.")},
    )
