"""The form of a vacancy."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from employers.models import MOST_PLACES, Vacancy
from employers.services import changeable_fields
from employers.wage_rules import likely_wage
from jobdesk.vocabulary.fields import Chosen, TermField
from jobdesk.web.amounts import WholeField, hours_field, wage_field
from jobdesk.web.widgets import DayInput


class VacancyForm(forms.ModelForm):
    """A vacancy in a country. Of an open one only what the desk did not approve can be changed.

    Of one on hold also the wage.
    """

    occupation = TermField(
        "occupation",
        label=_("Occupation"),
        required=False,
        help_text=_("Type a few letters. The desk finds who has done this work before."),
    )

    places = WholeField(label=_("Number of people"), least=1, most=MOST_PLACES, initial=1)
    hours = hours_field()
    wage_hour = wage_field(help_text=_("Before tax, without holiday pay."))

    class Meta:
        model = Vacancy
        fields = (
            "title",
            "description",
            "sector",
            "municipality",
            "contract",
            "places",
            "hours",
            "wage_hour",
            "working_times",
            "language",
            "starts_on",
        )
        widgets = {
            "description": forms.Textarea(attrs={"rows": 6}),
            "starts_on": DayInput,
        }
        help_texts = {
            "title": _("For example: room attendant."),
            "description": _("What somebody does on a day, with whom, and what they can learn."),
            "working_times": _("For example: 6.30 to 14.30, also on Saturdays."),
            "language": _("Ask no more than the work needs: a language with its level, such as A1."),
        }

    def __init__(self, *args, country: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["occupation"] = Chosen(self.instance.occupation, self.instance.occupation_words)
        self.fields["wage_hour"].likely = likely_wage(country)
        changeable = changeable_fields(self.instance)
        if changeable is not None:
            for name, field in self.fields.items():
                field.disabled = name not in changeable

    @property
    def details(self) -> dict[str, Any]:
        """The cleaned fields, as the services take them."""
        chosen = self.cleaned_data["occupation"]
        words = "" if chosen.term else chosen.words
        return self.cleaned_data | {"occupation": chosen.term, "occupation_words": words}

    def _get_validation_exclusions(self) -> set[str]:
        """Leave the occupation out: it is a term with words, which ``details`` takes apart."""
        return {*super()._get_validation_exclusions(), "occupation", "occupation_words"}
