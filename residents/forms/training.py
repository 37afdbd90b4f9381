"""Training groups."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.desks.models import Project
from jobdesk.web.amounts import WholeField
from jobdesk.web.widgets import ClockInput, DayInput
from residents.models import Resident


class MakeTrainingForm(forms.Form):
    """A group of the people who are ticked."""

    title = forms.CharField(label=_("Name of the group"), max_length=120)
    project = forms.ModelChoiceField(Project.objects.none(), label=_("Project"), empty_label=None)
    residents = forms.ModelMultipleChoiceField(
        None,
        to_field_name="code",
        error_messages={"required": _("Choose at least one resident.")},
    )

    def __init__(self, *args, projects: QuerySet[Project], residents: QuerySet[Resident], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = projects
        self.fields["residents"].queryset = residents


class TrainingSessionForm(forms.Form):
    """A session of the group: when and where."""

    title = forms.CharField(label=_("Title"), max_length=120)
    on = forms.DateField(label=_("Day"), widget=DayInput, initial=timezone.localdate)
    at = forms.TimeField(label=_("Time"), widget=ClockInput, initial=time(10))
    minutes = WholeField(label=_("Minutes"), least=10, most=600, initial=120)
    place = forms.CharField(label=_("Place"), max_length=120)

    @property
    def plan(self) -> dict[str, Any]:
        """The session, as the service takes it."""
        plan = dict(self.cleaned_data)
        begins = datetime.combine(plan.pop("on"), plan.pop("at"))
        return {**plan, "starts_at": timezone.make_aware(begins)}
