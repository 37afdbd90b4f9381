"""Mentors and duos."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.desks.models import Centre
from jobdesk.web.amounts import COUNT_WORDS
from jobdesk.web.widgets import DayInput
from residents.choices import Afterwards, Language
from residents.models import Duo, Mentor


class LanguagesField(forms.MultipleChoiceField):
    """Languages, kept as codes with commas between."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs) -> None:
        super().__init__(choices=Language.choices, required=False, **kwargs)

    def prepare_value(self, value: Any) -> list[str]:
        return [code for code in value.split(",") if code] if isinstance(value, str) else value or []

    def clean(self, value: Any) -> str:
        return ",".join(super().clean(value))


class MentorForm(forms.ModelForm):
    """What the desk knows of a mentor."""

    languages = LanguagesField(label=_("Languages"))

    class Meta:
        model = Mentor
        fields = [
            "name",
            "field",
            "centre",
            "email",
            "phone",
            "languages",
            "availability",
            "duos_at_once",
            "status",
            "note",
        ]
        error_messages = {"duos_at_once": COUNT_WORDS}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, centres: QuerySet[Centre], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["centre"].queryset = centres
        self.fields["centre"].empty_label = None
        self.fields["name"].error_messages["required"] = _("Fill in the name of the mentor.")
        if self.instance.pk is None:
            del self.fields["status"]


class DuoForm(forms.Form):
    """What a mentor and a resident will work on."""

    goal = forms.CharField(
        label=_("What will they work on?"),
        max_length=200,
        help_text=_("For example: a CV, and meeting people who work in care."),
    )
    on = forms.DateField(label=_("First day"), widget=DayInput, initial=timezone.localdate)


class MeetingForm(forms.Form):
    """A day on which the two met."""

    prefix = "met"
    on = forms.DateField(label=_("They met on"), widget=DayInput, initial=timezone.localdate)
    note = forms.CharField(label=_("Remark"), max_length=500, required=False)


class EndDuoForm(forms.Form):
    """What came of a duo."""

    prefix = "end"
    outcome = forms.ChoiceField(label=_("What came of it?"), choices=Duo.Outcome, widget=forms.RadioSelect)
    on = forms.DateField(label=_("Last day"), widget=DayInput, initial=timezone.localdate)
    note = forms.CharField(label=_("Remark"), max_length=500, required=False)


class AfterYearForm(forms.Form):
    """What the resident does a year after the duo began."""

    prefix = "year"
    outcome = forms.ChoiceField(label=_("What do they do now?"), choices=Afterwards, widget=forms.RadioSelect)
