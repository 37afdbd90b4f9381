"""A job fair: how it goes, who takes part, who comes, and what came of a conversation."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from employers.models import Vacancy
from jobdesk.web.amounts import COUNT_WORDS
from matching.forms.common import clock_field
from matching.models import Fair, FairGuest, FairMeeting, FairTable
from residents.forms.session import SessionForm
from residents.models import Consent


class FairForm(SessionForm):
    """The session of a fair, and how long and how often people talk there."""

    minutes_each = forms.IntegerField(
        label=_("Minutes for a conversation"),
        min_value=5,
        max_value=120,
        initial=10,
        error_messages=COUNT_WORDS,
    )
    each = forms.IntegerField(
        label=_("Conversations for a resident, at most"),
        min_value=1,
        max_value=12,
        initial=3,
        error_messages=COUNT_WORDS,
    )
    break_after = forms.IntegerField(
        label=_("Break after so many rounds"),
        min_value=1,
        max_value=100,
        required=False,
        error_messages=COUNT_WORDS,
    )
    break_minutes = forms.IntegerField(
        label=_("Minutes of the break"),
        min_value=5,
        max_value=120,
        initial=15,
        error_messages=COUNT_WORDS,
    )
    centre_limit = forms.IntegerField(
        label=_("Most residents of one centre at one vacancy"),
        min_value=1,
        max_value=60,
        required=False,
        help_text=_("So that a company meets people of several centres."),
        error_messages=COUNT_WORDS,
    )
    centre_limit_all = forms.IntegerField(
        label=_("Most conversations of one centre"),
        min_value=1,
        max_value=2_000,
        required=False,
        help_text=_("Over the whole day, so that every centre has its part."),
        error_messages=COUNT_WORDS,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in Fair.KINDS]


class TableForm(forms.Form):
    """A vacancy that takes part."""

    vacancy = forms.ModelChoiceField(
        label=_("Vacancy"),
        queryset=None,
        empty_label=_("Choose a vacancy"),
        to_field_name="code",
        error_messages={
            "required": _("Choose a vacancy."),
            "invalid_choice": _("Choose a vacancy from the list."),
        },
    )
    seats = forms.IntegerField(
        label=_("Conversations, at most"), min_value=1, max_value=60, initial=6, error_messages=COUNT_WORDS
    )
    until = clock_field(_("Leaves at"), is_required=False)

    def __init__(self, *args, vacancies: QuerySet[Vacancy], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vacancy"].queryset = vacancies
        self.fields["vacancy"].label_from_instance = lambda vacancy: (
            f"{vacancy.company.organisation.name}: {vacancy.title}"
        )


class ComesForm(forms.Form):
    """Somebody comes, and agreed to meet companies in person."""

    agreed = forms.BooleanField(
        label=_("I told them that they meet these companies in person, and they agree"),
        error_messages={"required": _("Ask first: without that nobody meets a company.")},
    )
    shows_first_name = forms.BooleanField(
        label=_("The companies may read their first name on the list"), required=False
    )
    way = forms.ChoiceField(
        label=_("How they agreed"),
        choices=[(way.value, way.label) for way in Consent.WAYS_AT_DESK],
        widget=forms.RadioSelect,
    )
    since = clock_field(_("There from"), is_required=False)
    until = clock_field(_("There until"), is_required=False)


class GuestChoice(forms.ModelChoiceField):
    """A guest, by number and name."""

    def label_from_instance(self, guest: FairGuest) -> str:
        return f"{guest.number}. {guest.resident.short_name}"


class ApartForm(forms.Form):
    """Somebody whom a guest is kept apart from."""

    other = GuestChoice(
        label=_("Not at one company with"),
        queryset=None,
        empty_label=_("Choose a resident"),
        to_field_name="number",
        error_messages={"required": _("Choose a resident."), "invalid_choice": _("Choose a resident.")},
    )

    def __init__(self, *args, guests: QuerySet[FairGuest], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = guests


class MeetingForm(forms.Form):
    """Two who are to talk, by hand."""

    guest = GuestChoice(
        label=_("Resident"),
        queryset=None,
        empty_label=_("Choose a resident"),
        to_field_name="number",
        error_messages={"required": _("Choose a resident."), "invalid_choice": _("Choose a resident.")},
    )
    table = forms.ModelChoiceField(
        label=_("Vacancy"),
        queryset=None,
        empty_label=_("Choose a vacancy"),
        error_messages={
            "required": _("Choose a vacancy."),
            "invalid_choice": _("Choose a vacancy from the list."),
        },
    )

    def __init__(self, *args, guests: QuerySet[FairGuest], tables: QuerySet[FairTable], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guest"].queryset = guests
        self.fields["table"].queryset = tables
        self.fields["table"].label_from_instance = lambda table: (
            f"{table.vacancy.company.organisation.name}: {table.vacancy.title}"
        )


class FairOutcomeForm(forms.Form):
    """What came of a conversation."""

    outcome = forms.ChoiceField(
        choices=[("", _("No outcome yet")), *FairMeeting.Outcome.choices], required=False
    )
    next_step = forms.CharField(max_length=200, required=False)
