"""A group session: planned, people chosen for it, cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.accounts.models import User
from jobdesk.desks.models import Centre, Project
from jobdesk.web.amounts import COUNT_WORDS
from jobdesk.web.widgets import ClockInput, DayInput
from residents.forms.profile import limit_centres
from residents.models import Attendance, GroupSession


class SessionForm(forms.ModelForm):
    """When, where, for whom and by whom. ``on`` and ``at`` together are ``starts_at``."""

    KINDS = (GroupSession.Kind.INFORMATION, GroupSession.Kind.MEET_GREET, GroupSession.Kind.TRAINING)

    on = forms.DateField(label=_("Day"), widget=DayInput)
    at = forms.TimeField(label=_("Time"), widget=ClockInput)

    class Meta:
        model = GroupSession
        fields = (
            "kind",
            "title",
            "on",
            "at",
            "minutes",
            "centre",
            "place",
            "capacity",
            "language",
            "interpreter",
            "led_by",
            "guest",
            "project",
            "note",
        )
        error_messages = {"minutes": COUNT_WORDS, "capacity": COUNT_WORDS}
        widgets = {"kind": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 2})}

    def __init__(
        self,
        *args,
        projects: QuerySet[Project],
        centres: Sequence[Centre],
        centre: Centre | None,
        colleagues: QuerySet[User],
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        limit_centres(self.fields["centre"], centres, centre)
        self.fields["centre"].empty_label = None
        self.fields["project"].queryset = projects
        self.fields["project"].empty_label = None
        self.fields["led_by"].queryset = colleagues
        self.fields["led_by"].empty_label = None
        # A job fair is planned on its own page, which makes its session.
        kinds = {*SessionForm.KINDS, self.instance.kind}
        self.fields["kind"].choices = [each for each in GroupSession.Kind.choices if each[0] in kinds]
        if self.instance.pk:
            begins = timezone.localtime(self.instance.starts_at)
            self.initial |= {"on": begins.date(), "at": begins.time(), "centre": self.instance.centre_id}
            self.fields["centre"].queryset |= Centre.objects.filter(pk=self.instance.centre_id)

    @property
    def plan(self) -> dict[str, Any]:
        """The session, as the services take it."""
        plan = dict(self.cleaned_data)
        begins = datetime.combine(plan.pop("on"), plan.pop("at"))
        return {**plan, "starts_at": timezone.make_aware(begins)}


class CancelSessionForm(forms.Form):
    """Why a session does not take place."""

    reason = forms.CharField(
        label=_("Why does it not take place?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why in a few words.")},
    )


class OutcomeForm(forms.Form):
    """What a session brought somebody."""

    outcome = forms.ChoiceField(
        choices=[("", _("No outcome yet")), *Attendance.Outcome.choices], required=False
    )
