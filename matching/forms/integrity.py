"""What is filled in in the file of a company."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from employers.models import Company
from jobdesk.desks.models import Centre
from jobdesk.web.widgets import DayInput
from matching.integrity.rules import named_from_people, urgent_days
from matching.integrity.words import severity_choices
from matching.models import CompanyConcern, Measure, Topic


def _words(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write it in a few words.")},
        **kwargs,
    )


class ReportForm(forms.Form):
    """Something wrong at a company, whoever heard or saw it."""

    topic = forms.ChoiceField(
        label=_("What is wrong"),
        choices=Topic.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong.")},
    )
    severity = forms.ChoiceField(
        label=_("How grave is it"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how grave it is.")},
    )
    text = _words(_("What happened, in words"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["severity"].choices = severity_choices()


class DeskReportForm(ReportForm):
    """The same, of somebody of a desk: who said so, and which of their desks writes it down."""

    SOURCES = (CompanyConcern.Source.RESIDENT, CompanyConcern.Source.COACH)

    source = forms.ChoiceField(
        label=_("Who said so"),
        choices=[(each.value, each.label) for each in SOURCES],
        initial=CompanyConcern.Source.COACH,
        widget=forms.RadioSelect,
    )
    centre = forms.ModelChoiceField(Centre.objects.none(), label=_("Which desk writes it down"))
    field_order = ("topic", "severity", "source", "text", "centre")

    def __init__(self, *args: Any, centres: QuerySet[Centre], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["centre"].queryset = centres
        if centres.count() == 1:
            self.fields["centre"].widget = forms.HiddenInput()
            self.initial["centre"] = centres.get().pk


class PartnerReportForm(ReportForm):
    """The same, of a partner: about which company. It sees names and places, as everybody does in public."""

    company = forms.ChoiceField(
        label=_("Company"),
        error_messages={"required": _("Choose the company."), "invalid_choice": _("Choose the company.")},
    )
    field_order = ("company", "topic", "severity", "text")

    def __init__(self, *args: Any, companies: Iterable[Company], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.companies = {str(each.pk): each for each in companies}
        names = [(pk, f"{each}, {each.municipality}") for pk, each in self.companies.items()]
        self.fields["company"].choices = [("", _("Choose")), *names]

    def clean_company(self) -> Company:
        return self.companies[self.cleaned_data["company"]]


class CloseForm(forms.Form):
    """What came of a concern about a company."""

    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=CompanyConcern.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of it.")},
    )
    text = _words(_("In words: with whom, and what was agreed"))


class MeasureForm(forms.Form):
    """Which measure is proposed, on which grounds."""

    kind = forms.ChoiceField(
        label=_("Which measure"),
        choices=[
            (Measure.Kind.WARNING, _("Warning: desks see it when they propose somebody")),
            (Measure.Kind.PAUSE, _("Pause: nobody is proposed until a day, what was proposed stands still")),
            (Measure.Kind.BAN, _("Ban: nobody is proposed, vacancies are closed")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a measure.")},
    )
    until_on = forms.DateField(
        label=_("Until when, for a pause"),
        required=False,
        widget=DayInput,
        help_text=_("The last day of the pause."),
    )
    is_urgent = forms.BooleanField(
        label=_("It cannot wait: the pause holds for the desks at once, until somebody has decided"),
        required=False,
    )
    grounds = forms.MultipleChoiceField(
        label=_("On which grounds"),
        choices=Topic.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one ground.")},
    )
    text = _words(
        _("What it rests on, for the coordinator who decides"),
        help_text=_("Coordinators of the country read this. Name no resident. The company never reads it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grounds"].help_text = gettext(
            "The company reads a ground only when at least %(n)d residents were concerned by it."
        ) % {"n": named_from_people()}
        self.fields["is_urgent"].help_text = gettext(
            "For %(n)d working days at most. The company learns of it when a second coordinator agreed."
        ) % {"n": urgent_days()}


class WhyForm(forms.Form):
    """Why, in words."""

    text = _words(_("Why"))


class SameForm(forms.Form):
    """Whether a company is the one that was banned or paused, and why."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What did you look at, or whom did you call?"),
        error_messages={"required": _("Say why: what did you look at, or whom did you call?")},
    )


class ReplyForm(forms.Form):
    """What a company says of a measure."""

    text = forms.CharField(
        label=_("What you want to say"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What is not right, and what did you do about it? The coordinators read it."),
        error_messages={"required": _("Write what you want to say.")},
    )
