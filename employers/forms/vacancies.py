"""The form of a vacancy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from employers.forms.registration import CompanyNumberField
from employers.from_matching.wage_rules import likely_wage
from employers.models import MOST_PLACES, Company, Vacancy
from employers.queries import members_of
from employers.services import CertificateSaid, missing_answers, said
from jobdesk.accounts.models import User
from jobdesk.vocabulary.fields import Chosen, TermField
from jobdesk.vocabulary.level_fields import LanguagesField
from jobdesk.web.amounts import WholeField, hours_field, wage_field
from jobdesk.web.week import WORKING_DAYS_BY_DAY, WeekField
from jobdesk.web.widgets import DayInput
from law import registry

FEWEST_ROWS = 2  # of certificates that can be filled in; there is always an empty one
NEW_CLIENT = ("client_name", "client_number", "client_municipality")
# What an employer need not open: each part of the form with its fields.
FOLDED = {
    "asked": ("languages", "needed"),
    "taught": ("training", "offered"),
    "contact": ("contact", "contact_name", "contact_phone", "is_contact_shown"),
}


class VacancyForm(forms.ModelForm):
    """A vacancy of a company.

    A draft needs a title only; ``is_draft``: it is kept as one. ``is_new_day``: it is handed in, so that it
    cannot have begun. ``rows``: those of a change that waits, in the place of the vacancy's own.
    """

    occupation = TermField(
        "occupation",
        label=gettext_lazy("Occupation"),
        required=False,
        help_text=gettext_lazy("Type a few letters. The desk finds who has done this work before."),
    )
    places = WholeField(
        label=gettext_lazy("Number of people"), least=1, most=MOST_PLACES, initial=1, required=False
    )
    hours = hours_field(required=False)
    wage_hour = wage_field(help_text=gettext_lazy("Before tax, without holiday pay."))
    shifts = WeekField(
        label=gettext_lazy("On which days, and when?"),
        help_text=gettext_lazy("Choose the parts of the week in which you need somebody."),
    )
    languages = LanguagesField(
        label=gettext_lazy("Language"),
        required=False,
        help_text=gettext_lazy(
            "Ask no more than the work needs. A1: understands short instructions. A2: a simple talk about "
            "the work. B1: copes with customers."
        ),
    )

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
            "shifts",
            "working_times",
            "training",
            "starts_on",
            "ends_on",
            "contact",
            "contact_name",
            "contact_phone",
            "is_contact_shown",
        )
        widgets = {
            "description": forms.Textarea(attrs={"rows": 6}),
            "training": forms.Textarea(attrs={"rows": 2}),
            "starts_on": DayInput,
            "ends_on": DayInput,
            "contact_phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        }
        error_messages = {"title": {"required": gettext_lazy("Say what the job is called.")}}
        help_texts = {
            "title": gettext_lazy("For example: room attendant."),
            "description": gettext_lazy("What somebody does on a day, and with whom."),
            "working_times": gettext_lazy("For example: 6.30 to 14.30, every other Saturday."),
            "training": gettext_lazy("For example: you learn to drive a forklift, and we pay the exam."),
            "ends_on": gettext_lazy(
                "If the contract ends. Then people are found whose right to work lasts as long."
            ),
            "contact_name": gettext_lazy("Only if it is nobody from the list."),
            "is_contact_shown": gettext_lazy("Otherwise only the job desk sees the name and the number."),
        }

    def __init__(
        self,
        *args: Any,
        company: Company,
        user: User,
        is_draft: bool = False,
        is_new_day: bool = False,
        rows: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.company, self.is_draft, self.is_new_day = company, is_draft, is_new_day
        country = registry.country(company.organisation.country)
        self.fields["wage_hour"].likely = likely_wage(country.code)
        self.fields["languages"].widget.first = country.languages
        self.initial["occupation"] = Chosen(self.instance.occupation, self.instance.occupation_words)
        rows = dict(rows or {})
        if self.instance.pk:
            rows = {name: said(self.instance, name) for name in ("languages", "certificates")} | rows
        self._add_certificates(rows.get("certificates", ()))
        self._set_client(country.company_number)
        self._set_contact()
        for name in ("sector", "contract"):
            self.fields[name].required = False
        if self.instance.pk is None:
            self._suggest(user)
        else:
            self.initial["languages"] = rows["languages"]

    def _add_certificates(self, rows: Sequence[CertificateSaid]) -> None:
        """A field for each certificate that the work needs or that people get, and room for more."""
        labels = {
            False: _("Certificate that the work needs"),
            True: _("Certificate that people get with you"),
        }
        for is_offered, label in labels.items():
            there = [row for row in rows if row.is_offered == is_offered]
            for number in range(max(FEWEST_ROWS, len(there) + 1)):
                name = f"certificates-{'offered' if is_offered else 'needed'}-{number}"
                self.fields[name] = TermField(
                    "skill", label=label if not number else _("Another one"), required=False
                )
                row = there[number] if number < len(there) else None
                self.initial[name] = Chosen(row.skill, row.words) if row else Chosen()

    def _set_client(self, number: Any) -> None:
        """Let an agency choose one of its clients, or name a new one; nobody else has any."""
        if not self.company.is_agency:
            if self.instance.contract != Vacancy.Contract.TEMP_AGENCY:
                contract = self.fields["contract"]
                contract.choices = [
                    each for each in contract.choices if each[0] != Vacancy.Contract.TEMP_AGENCY
                ]
            return
        self.fields["client"] = forms.ModelChoiceField(
            self.company.clients.all(),
            label=_("Client where the work is"),
            empty_label=_("A new client"),
            required=False,
        )
        self.initial["client"] = self.instance.client_id
        self.fields["client_name"] = forms.CharField(
            label=_("Name of the new client"), max_length=100, required=False
        )
        if number:
            self.fields["client_number"] = CompanyNumberField(number, required=False)
        self.fields["client_municipality"] = forms.CharField(
            label=_("Municipality of the new client"), max_length=80, required=False
        )

    def _set_contact(self) -> None:
        contact = self.fields["contact"]
        contact.queryset = members_of(self.company)
        contact.label_from_instance = lambda user: user.name
        contact.label, contact.empty_label = _("Who answers questions?"), _("Somebody else")

    def _suggest(self, user: User) -> None:
        """What is most likely of a new vacancy; it can be changed."""
        contract = Vacancy.Contract.TEMP_AGENCY if self.company.is_agency else Vacancy.Contract.FIXED_TERM
        self.initial |= {
            "municipality": "" if self.company.is_agency else self.company.municipality,
            "sector": self.company.sector,
            "contract": contract,
            "shifts": WORKING_DAYS_BY_DAY,
            "contact": user,
            "contact_phone": user.phone or self.company.phone,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("contact") and cleaned.get("contact_name"):
            self.add_error("contact_name", _("Choose a colleague, or fill in a name."))
        if cleaned.get("client") and self.new_client:
            self.add_error("client", _("Choose a client from the list, or fill in a new one."))
        if not self.is_draft:
            self._ask_for_what_is_missing()
        return self.cleaned_data

    def _ask_for_what_is_missing(self) -> None:
        """All at once, each at its field."""
        answers = dict.fromkeys(self._meta.fields) | self.cleaned_data | {"company": self.company}
        answers["contract"] = answers["contract"] or self.instance.contract
        answers["client"] = self.cleaned_data.get("client") or self.new_client
        today = timezone.localdate() if self.is_new_day else None
        for name, words in missing_answers(answers, today).items():
            if name not in self.errors:
                self.add_error(name if name in self.fields else None, words)
        new = self.new_client
        if new and not (new["name"] and new["municipality"]):
            name = "client_municipality" if new["name"] else "client_name"
            self.add_error(name, _("Fill in the name and the municipality of the new client."))

    @property
    def new_client(self) -> dict[str, str] | None:
        """A client that was filled in, as the service takes it; None where nothing was."""
        name, number, municipality = (self.cleaned_data.get(each, "") for each in NEW_CLIENT)
        if not (name or number or municipality):
            return None
        return {"name": name, "register_number": number, "municipality": municipality}

    @property
    def details(self) -> dict[str, Any]:
        """The cleaned fields, as the services take them; a new client apart (``new_client``)."""
        cleaned, chosen = self.cleaned_data, self.cleaned_data["occupation"]
        details = {name: cleaned[name] for name in (*self._meta.fields, "client") if name in cleaned}
        return details | {
            "occupation": chosen.term,
            "occupation_words": "" if chosen.term else chosen.words,
            "languages": cleaned["languages"],
            "certificates": self._certificates(),
            "sector": cleaned["sector"] or self.company.sector,
            "contract": cleaned["contract"] or self.instance.contract,
            "places": cleaned["places"] or 1,
        }

    def _certificates(self) -> tuple[CertificateSaid, ...]:
        found = {}
        for name, chosen in self.cleaned_data.items():
            if name.startswith("certificates-") and chosen:
                is_offered = name.startswith("certificates-offered-")
                row = CertificateSaid(chosen.term, "" if chosen.term else chosen.words, is_offered)
                found[row] = None  # the same twice is once
        return tuple(found)

    @property
    def needed(self) -> list[forms.BoundField]:
        """The fields of the certificates that the work needs."""
        return [self[name] for name in self.fields if name.startswith("certificates-needed-")]

    @property
    def offered(self) -> list[forms.BoundField]:
        """The fields of the certificates that people get."""
        return [self[name] for name in self.fields if name.startswith("certificates-offered-")]

    @property
    def new_client_is_open(self) -> bool:
        """Whether the fields of a new client are open: there is none yet, or something stands there."""
        has_none = not self.fields["client"].queryset.exists()
        return has_none or any(self[name].value() for name in NEW_CLIENT if name in self.fields)

    @property
    def open_parts(self) -> set[str]:
        """Which parts that need not be filled in are open: those that say something, or something wrong."""
        return {part for part, names in FOLDED.items() if any(self._is_told(name) for name in names)}

    def _is_told(self, name: str) -> bool:
        fields = getattr(self, name) if name in ("needed", "offered") else [self[name]]
        if any(field.errors for field in fields):
            return True
        values = (field.value() for field in fields if name not in FOLDED["contact"])
        return any(getattr(value, "text", value) for value in values)

    def _get_validation_exclusions(self) -> set[str]:
        """Leave the occupation out: it is a term with words, which ``details`` takes apart."""
        return {*super()._get_validation_exclusions(), "occupation", "occupation_words"}


class WorkForm(forms.Form):
    """Which occupation a company's own words mean: one of the list."""

    occupation = TermField(
        "occupation",
        label=gettext_lazy("Which occupation is it?"),
        help_text=gettext_lazy("Type a few letters, and choose from the list."),
    )

    def clean_occupation(self) -> Chosen:
        chosen: Chosen = self.cleaned_data["occupation"]
        if chosen.term is None:
            raise forms.ValidationError(_("Choose an occupation from the list."))
        return chosen
