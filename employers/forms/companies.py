"""What the desk fills in about employers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from employers.forms.registration import CompanyNumberField, FactsForm
from employers.models import Company, Sector
from jobdesk.accounts.forms import EMAIL_ERRORS
from jobdesk.accounts.models import User
from law import registry


class CompanyForm(FactsForm):
    """The facts of a company that is registered, with its number."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["name"] = self.instance.organisation.name
        kind = registry.country(self.instance.organisation.country).company_number
        if kind:
            self.fields["register_number"] = CompanyNumberField(
                kind, required=False, initial=self.instance.register_number
            )

    @property
    def facts(self) -> dict[str, Any]:
        """The cleaned fields, as the service takes them."""
        return {"register_number": ""} | self.cleaned_data


class ReasonForm(forms.Form):
    """Why a company is refused or closed; its people read it."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The company reads this. Say what must change, if anything can."),
        error_messages={"required": _("Say why, in words that the company can read.")},
    )


class InviteEmployerForm(forms.Form):
    """Whom to invite to register their company."""

    email = forms.EmailField(label=_("E-mail address"), error_messages=EMAIL_ERRORS)
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("Of the person who reads the e-mail."),
        error_messages={"required": _("Type the first and the last name.")},
    )
    language = forms.ChoiceField(
        choices=User._meta.get_field("language").choices,
        widget=forms.RadioSelect,
        label=_("Language of the e-mail and the site"),
    )


class FilterForm(forms.Form):
    """The filters above the list of employers. A value that makes no sense counts as no filter."""

    q = forms.CharField(required=False, max_length=100)
    status = forms.ChoiceField(choices=Company.Status.choices, required=False)
    sector = forms.ChoiceField(choices=Sector.choices, required=False)
    sort = forms.ChoiceField(choices=[("answers", ""), ("-answers", "")], required=False)

    def chosen(self) -> dict[str, str]:
        """Return what was chosen, by field; empty where nothing was."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
