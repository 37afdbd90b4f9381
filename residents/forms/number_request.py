"""The question about a number that another desk has, and the answer no."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AskForm(forms.Form):
    """Why the desk asks."""

    why = forms.CharField(
        label=_("Why do you ask?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: since when this person stays with you. The other desk reads it."),
        error_messages={"required": _("Say why you ask.")},
    )


class RefuseForm(forms.Form):
    """Why the desk that has the case keeps it."""

    note = forms.CharField(
        label=_("Why do you not hand the case over?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The desk that asked reads this. Do not write who it is."),
        error_messages={"required": _("Say why you do not hand the case over.")},
    )
