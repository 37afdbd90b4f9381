"""A contact, logged while the resident is at the desk; with somebody known or somebody new."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jobdesk.desks.models import Centre, Project
from jobdesk.web.widgets import DayInput
from residents.choices import Language
from residents.forms.profile import limit_centres
from residents.here import reference_help
from residents.models import OutreachContact, Resident
from residents.people.normalise import normalise_number

NEW_FIELDS = ("first_name", "last_name", "reference_number", "reference_missing", "language")
CONTACT_FIELDS = ("project", "on", "kind", "interpreter", "outcome", "note")

NAMES = ("first_name", "last_name", "reference_number")


def guess(sought: str) -> dict[str, str]:
    """Return what was sought as the fields of somebody new: a number, or a first name and what follows it."""
    if any(letter.isdecimal() for letter in sought):
        return {"reference_number": sought[:20]}
    name = sought.title() if sought.islower() else sought
    first_name, _space, last_name = " ".join(name.split()).partition(" ")
    return {"first_name": first_name, "last_name": last_name}


class OutreachForm(forms.ModelForm):
    """``resident`` is the code of the one who was chosen; without it, a first name registers somebody new."""

    q = forms.CharField(label=_("Name, number or telephone"), required=False, max_length=80)
    resident = forms.CharField(required=False, widget=forms.HiddenInput)
    first_name = forms.CharField(label=_("First name"), required=False, max_length=80)
    last_name = forms.CharField(label=_("Last name"), required=False, max_length=80)
    reference_number = forms.CharField(
        label=_("Agency's number"),
        help_text=reference_help(),
        required=False,
        max_length=20,
    )
    reference_missing = forms.ChoiceField(
        label=_("No number? Say why"),
        required=False,
        choices=[("", "---------"), *Resident.NumberMissing.choices],
    )
    language = forms.ChoiceField(
        label=_("Language to speak in"), choices=Language.choices, required=False, initial=Language.EN
    )
    centre = forms.ModelChoiceField(
        Centre.objects.none(), label=_("Centre"), empty_label=None, required=False
    )

    class Meta:
        model = OutreachContact
        fields = CONTACT_FIELDS
        widgets = {
            "on": DayInput,
            "outcome": forms.RadioSelect,
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(
        self,
        *args,
        projects: QuerySet[Project],
        centres: Sequence[Centre],
        centre: Centre | None,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        project = self.fields["project"]
        project.queryset, project.empty_label = projects, None
        project.label_from_instance = lambda each: each.name
        limit_centres(self.fields["centre"], centres, centre)
        self.fields["outcome"].choices = OutreachContact.Outcome.choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        chosen, first_name = cleaned.get("resident"), cleaned.get("first_name")
        if chosen and first_name:
            self.add_error(
                "first_name", _("Choose somebody from the list, or register somebody new, not both.")
            )
        elif not chosen and not first_name:
            self.add_error("q", _("Choose who you spoke, or register somebody new."))
        elif first_name and not (cleaned.get("reference_number") or cleaned.get("reference_missing")):
            self.add_error("reference_number", _("Fill in the number, or choose why there is none."))
        return cleaned

    def begin_new(self) -> None:
        """Go on with somebody new: nobody is known by what was sought, their name or their number."""
        if not any(self.initial.get(name) for name in NAMES):
            self.initial |= guess(self.initial.get("q", ""))
        empty = next((name for name in NAMES if not self.initial.get(name)), NAMES[0])
        self.fields[empty].widget.attrs["autofocus"] = True

    @property
    def begins_new(self) -> bool:
        """Whether the first thing to fill in is the name of somebody new."""
        return any("autofocus" in self.fields[name].widget.attrs for name in NAMES)

    @property
    def contact(self) -> dict[str, Any]:
        """The contact, as the service takes it."""
        return {name: self.cleaned_data[name] for name in CONTACT_FIELDS}

    @property
    def profile(self) -> dict[str, Any]:
        """The person who is new, as the service takes them."""
        profile = {name: self.cleaned_data[name] for name in NEW_FIELDS}
        profile["reference_number"] = normalise_number(profile["reference_number"])
        return profile

    @property
    def is_new_open(self) -> bool:
        """Whether to show the fields for somebody new: something was typed there, or is wrong there."""
        names = NEW_FIELDS[:-1]
        return any(self[name].value() for name in names) or any(name in self.errors for name in names)
