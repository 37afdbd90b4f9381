"""An appointment: made or changed, and what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.accounts.models import User
from jobdesk.web.amounts import COUNT_WORDS
from jobdesk.web.widgets import ClockInput, DayInput
from residents.models import Appointment


class AppointmentForm(forms.ModelForm):
    """When, where, about what and with whom. ``on`` and ``at`` together are ``starts_at``."""

    on = forms.DateField(label=_("Day"), widget=DayInput)
    at = forms.TimeField(label=_("Time"), widget=ClockInput)

    class Meta:
        model = Appointment
        fields = ("kind", "on", "at", "minutes", "place", "with_user", "note")
        error_messages = {"minutes": COUNT_WORDS}
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args, colleagues: QuerySet[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["with_user"].queryset = colleagues
        self.fields["with_user"].empty_label = None
        self.fields["kind"].choices = Appointment.Kind.choices
        if self.instance.pk:
            begins = timezone.localtime(self.instance.starts_at)
            self.initial |= {"on": begins.date(), "at": begins.time()}

    @property
    def plan(self) -> dict[str, Any]:
        """The appointment, as the services take it."""
        plan = dict(self.cleaned_data)
        begins = datetime.combine(plan.pop("on"), plan.pop("at"))
        return {**plan, "starts_at": timezone.make_aware(begins)}


class KeptForm(forms.Form):
    """The resident came: is it a contact?"""

    log_contact = forms.BooleanField(
        label=_("Log it as a contact"),
        help_text=_("Not a second time when a contact of that day is logged already."),
        required=False,
    )


class CancelAppointmentForm(forms.Form):
    """Why an appointment does not take place."""

    prefix = "cancel"
    reason = forms.CharField(label=_("Why"), max_length=500, required=False)
