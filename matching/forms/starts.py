"""What is filled in about a start that something stands in the way of."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from matching.forms.common import day_field
from matching.models import StartOverride


class OverrideStartForm(forms.Form):
    """The first day worked, and why it is recorded although something stands in the way.

    ``seen``: the codes that stood above the form, so that nobody records past what they did not read.
    """

    started_on = day_field(_("First day worked"))
    reason = forms.ChoiceField(
        label=_("Why it is recorded all the same"),
        choices=StartOverride.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why it is recorded all the same.")},
    )
    words = forms.CharField(
        label=_("What do you know, and from whom?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("With a day and a reference, if there is one. Only the desk reads this."),
        error_messages={"required": _("Write what you know, and from whom.")},
    )
    is_understood = forms.BooleanField(
        label=_("I know that this permits nothing: it records that this person worked"),
        error_messages={"required": _("Tick this if you still want to record the start.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class AskStartForm(forms.Form):
    """What a coach asks of the coordinators."""

    started_on = day_field(_("First day worked"))
    words = forms.CharField(
        label=_("What the coordinator should know"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class DeclineStartForm(forms.Form):
    """Why a start is not recorded all the same."""

    answer = forms.CharField(
        label=_("Why not, and what to do instead"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why not, and what to do instead: your colleague reads it.")},
    )
