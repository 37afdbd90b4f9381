"""The end of guidance, and the return."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.web.widgets import DayInput
from residents.choices import ExitReason


class ReenterForm(forms.Form):
    """From which day the case is taken up again, and why."""

    on = forms.DateField(label=_("Day"), widget=DayInput, initial=timezone.localdate)
    note = forms.CharField(label=_("Why"), required=False, max_length=500)


class ExitForm(ReenterForm):
    """From which day guidance ends, and for which reason."""

    reason = forms.ChoiceField(label=_("Reason"), choices=ExitReason.choices, widget=forms.RadioSelect)
    field_order = ("reason", "on", "note")
