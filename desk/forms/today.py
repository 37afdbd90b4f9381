"""What is filled in about a line of the start page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jobdesk.web.widgets import DayInput


class PostponeLineForm(forms.Form):
    """Until when a line of the start page may stay away, and why."""

    until_on = forms.DateField(label=_("Until"), widget=DayInput)
    reason = forms.CharField(label=_("Why"), max_length=200, required=False)
