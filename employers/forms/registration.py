"""The steps with which a company is registered."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext, gettext_lazy, ngettext

from employers.charter import Charter
from employers.models import Company, Sector
from law import registry
from law.countries.company_number import LONGEST, CompanyNumber, CompanyNumberError

_ = gettext_lazy


class CompanyNumberField(forms.CharField):
    """The number of a company of one country; cleaned to the number as it is kept."""

    def __init__(self, kind: CompanyNumber, **kwargs) -> None:
        self.kind = kind
        attrs = {"autocomplete": "off"} | ({"inputmode": "numeric"} if kind.digits else {})
        super().__init__(
            label=gettext(kind.label),
            help_text=gettext(kind.help),
            max_length=2 * LONGEST,
            widget=forms.TextInput(attrs=attrs),
            error_messages={"required": gettext("Type the number, or go on without it.")},
            **kwargs,
        )

    def clean(self, value: str) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return self.kind.read(typed)
        except CompanyNumberError as error:
            raise forms.ValidationError(self._what_to_type(error)) from error

    def _what_to_type(self, error: CompanyNumberError) -> str:
        """What is wrong with what was typed, and what to type instead."""
        if error.fault == "digits":
            return gettext("Type digits only, %(digits)d of them.") % {"digits": self.kind.digits}
        if error.fault == "sum":
            return gettext("A digit is not right: no company has this number. Look at it once more.")
        if not self.kind.digits:
            return gettext("Type at most %(most)d characters.") % {"most": LONGEST}
        words = ngettext(
            "There is %(count)d digit. Type %(digits)d.",
            "There are %(count)d digits. Type %(digits)d.",
            error.count,
        )
        return words % {"count": error.count, "digits": self.kind.digits}


class NumberForm(forms.Form):
    """The first step: which company. Without a field where a country has no numbers."""

    def __init__(self, *args, country: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kind = registry.country(country).company_number
        if kind:
            self.fields["number"] = CompanyNumberField(kind)
            self.fields["number"].widget.attrs["class"] = "input--big"


class FactsForm(forms.ModelForm):
    """What a company is called, what it does, where it is, and where to call it."""

    name = forms.CharField(
        label=_("Name of the company"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Type the name by which people know the company.")},
    )

    class Meta:
        model = Company
        fields = ("name", "sector", "municipality", "phone", "is_agency")
        labels = {
            "municipality": _("Municipality"),
            "phone": _("Telephone"),
            "sector": _("Sector"),
            "is_agency": _("We are a temp agency: our people work at our clients"),
        }
        help_texts = {"phone": _("The job desk calls this number if something is not clear.")}
        widgets = {
            "municipality": forms.TextInput(attrs={"autocomplete": "address-level2"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        }
        error_messages = {
            "sector": {"required": _("Choose what the company does.")},
            "municipality": {"required": _("Type the municipality, for example Almere.")},
        }

    field_order = ("name", "sector", "municipality", "phone", "is_agency")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        phone = self.fields["phone"]
        phone.required = True
        phone.error_messages["required"] = _("Type a telephone number, for example 020 555 01 23.")

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        if sum(character.isdigit() for character in phone) < SHORTEST_PHONE:
            raise forms.ValidationError(
                gettext("This is too short for a telephone number. Look at it once more.")
            )
        return phone

    def clean_sector(self) -> str:
        return Sector(self.cleaned_data["sector"]).value


SHORTEST_PHONE = 8  # digits


class PledgesForm(forms.Form):
    """The promises of the charter, each of which is ticked."""

    def __init__(self, *args, charter: Charter, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.charter = charter
        for number, pledge in enumerate(charter.pledges, start=1):
            self.fields[f"pledge_{number}"] = forms.BooleanField(label=pledge.what, required=False)

    @property
    def pledges(self) -> list[tuple]:
        """Each promise with its box."""
        return list(zip(self.charter.pledges, self, strict=True))

    def clean(self) -> dict:
        data = super().clean()
        left = sum(not data.get(name) for name in self.fields)
        if left:
            raise forms.ValidationError(
                ngettext(
                    "%(left)d promise is not ticked. You can go on when you promise all of them.",
                    "%(left)d promises are not ticked. You can go on when you promise all of them.",
                    left,
                )
                % {"left": left}
            )
        return data
