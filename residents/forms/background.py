"""The rows of somebody's background."""

import re
from functools import cache
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jobdesk.vocabulary.fields import Chosen, TermField
from jobdesk.web.widgets import DayInput
from residents.forms.years import YearsField
from residents.models import (
    Certificate,
    EducationRecord,
    LanguageSkill,
    Strength,
    WantedCertificate,
    WishedWork,
    WorkExperience,
)

_MONTH = re.compile(r"(?:(?P<month>\d{1,2})[-/. ])?(?P<year>\d{4})|(?P<year2>\d{4})-(?P<month2>\d{1,2})")
EARLIEST = 1940
NOT_COUNTRIES = frozenset("EU EZ UN QO XA XB ZZ AC CP CQ DG EA IC TA".split())  # noqa: SIM905 - one line


def country_choices() -> list[tuple[str, str]]:
    """Return the countries in the reader's language, by name."""
    return [("", "---------"), *_countries(get_language() or "nl")]


def country_name(code: str) -> str:
    """Return a country in the reader's language."""
    return dict(_countries(get_language() or "nl")).get(code, code)


@cache
def _countries(language: str) -> tuple[tuple[str, str], ...]:
    from babel import Locale  # reads its tables: only where a country is asked for

    names = Locale.parse(language, sep="-").territories
    countries = [
        (code, name)
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
    ]
    return tuple(sorted(countries, key=lambda country: country[1]))


class MonthField(forms.CharField):
    """A year, or a month of a year: ``2019`` or ``3-2019``; kept as ``2019`` or ``2019-03``."""

    default_error_messages = {
        "invalid": _("Fill in a year, or a month and a year: 2019 or 3-2019."),
        "future": _("This is in the future."),
    }

    def __init__(self, **kwargs) -> None:
        super().__init__(
            required=False, max_length=10, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs
        )

    def prepare_value(self, value: str | None) -> str:
        year, dash, month = (value or "").partition("-")
        return f"{int(month)}-{year}" if dash and len(year) == 4 and month.isdecimal() else value or ""

    def clean(self, value: str | None) -> str:
        text = super().clean(value)
        if not text:
            return ""
        found = _MONTH.fullmatch(text)
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        year = int(found["year"] or found["year2"])
        month = int(found["month"] or found["month2"] or 0)
        if year < EARLIEST or month > 12:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        today = timezone.localdate()
        if (year, month) > (today.year, today.month):
            raise forms.ValidationError(self.error_messages["future"], code="future")
        return f"{year}-{month:02}" if month else str(year)


class BackgroundForm(forms.ModelForm):
    """A row, made from the version that the coach saw. ``term``: which field is a term of the vocabulary."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    term = ""

    def __init__(self, *args, **kwargs) -> None:
        # The part of the intake around it has fields of the same names.
        super().__init__(*args, auto_id=f"{self.Meta.model._meta.model_name}_%s", **kwargs)
        self.order_fields([self.term] if self.term else None)
        if self.instance.pk:
            self.initial["version"] = self.instance.version
            if self.term:
                chosen = Chosen(getattr(self.instance, self.term), self.instance.words)
                self.initial[self.term] = chosen
        if "country" in self.fields:
            self.fields["country"] = forms.ChoiceField(
                label=_("Country"), choices=country_choices, required=False
            )
        next(iter(self.visible_fields())).field.widget.attrs["autofocus"] = True

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned fields, as the service takes them."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        if self.term:
            chosen = values[self.term]
            values |= {self.term: chosen.term, "words": "" if chosen.term else chosen.words}
        return values

    def _get_validation_exclusions(self) -> set[str]:
        """Leave the constraints to the service, which knows the resident and the other rows."""
        return {*super()._get_validation_exclusions(), "resident", "words", self.term}

    def _post_clean(self) -> None:
        """Nothing is set on the row here: the service compares with what is stored."""


class ExperienceForm(BackgroundForm):
    occupation = TermField(
        "occupation",
        label=_("Which work?"),
        help_text=_("Type a few letters, or what people call it, in Dutch, French or English."),
    )
    began_in = MonthField(label=_("From"), help_text=_("A year, or month and year: 2019 or 3-2019."))
    ended_in = MonthField(label=_("Until"), help_text=_("Leave empty if it goes on, or is not known."))
    years = YearsField(label=_("Or: how many years in all"))
    term = "occupation"

    class Meta:
        model = WorkExperience
        fields = ("country", "began_in", "ended_in", "years", "employer", "tasks", "has_reference")
        widgets = {"tasks": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"tasks": _("Tasks, machines, how many people: in the words of the resident.")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        began, ended = cleaned.get("began_in"), cleaned.get("ended_in")
        if began and ended and ended[: len(began)] < began[: len(ended)]:
            self.add_error("ended_in", _("This is before the beginning."))
        return cleaned


class EducationForm(BackgroundForm):
    ended_in = MonthField(label=_("Until"), help_text=_("A year, or month and year: 2019 or 3-2019."))

    class Meta:
        model = EducationRecord
        fields = ("level", "field", "country", "ended_in", "diploma", "valuation", "valued_on")
        widgets = {"valued_on": DayInput}
        help_texts = {"field": _("For example: nursing, electricity, law.")}


class LanguageForm(BackgroundForm):
    class Meta:
        model = LanguageSkill
        fields = ("language", "level", "listening", "reading", "writing", "assessed")


class CertificateForm(BackgroundForm):
    skill = TermField(
        "skill",
        label=_("Which skill or certificate?"),
        help_text=_("For example: VCA, forklift, driving licence B, sewing."),
    )
    term = "skill"

    class Meta:
        model = Certificate
        fields = ("obtained_on", "expires_on", "is_seen")
        widgets = {"obtained_on": DayInput, "expires_on": DayInput}
        help_texts = {"expires_on": _("The last day on the paper. You are reminded in time.")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        obtained_on, expires_on = cleaned.get("obtained_on"), cleaned.get("expires_on")
        if obtained_on and obtained_on > timezone.localdate():
            self.add_error("obtained_on", _("This is in the future."))
        if obtained_on and expires_on and expires_on < obtained_on:
            self.add_error("expires_on", _("A certificate ends on or after the day it was obtained."))
        return cleaned


class WantedForm(BackgroundForm):
    skill = TermField(
        "skill",
        label=_("What would you like to learn or get?"),
        help_text=_("For example: VCA, forklift, driving licence B, sewing."),
    )
    term = "skill"

    class Meta:
        model = WantedCertificate
        fields = ("remark",)


class WishForm(BackgroundForm):
    occupation = TermField(
        "occupation",
        label=_("Which work would you like to do?"),
        help_text=_("Type a few letters, or what people call it, in Dutch, French or English."),
    )
    term = "occupation"

    class Meta:
        model = WishedWork
        fields = ("remark",)


class StrengthForm(BackgroundForm):
    class Meta:
        model = Strength
        fields = ("question", "answer")
        widgets = {"answer": forms.Textarea(attrs={"rows": 3})}
