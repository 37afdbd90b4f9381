"""Who somebody is: to register them, and to correct it later."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jobdesk.desks.models import Centre
from jobdesk.web.widgets import DayInput
from law import registry
from residents.here import reference_help
from residents.models import Resident
from residents.people.normalise import normalise_number


class ProfileForm(forms.ModelForm):
    """The profile of a resident; the number, or the reason why there is none."""

    class Meta:
        model = Resident
        fields = (
            "first_name",
            "last_name",
            "birth_date",
            "gender",
            "language",
            "phone",
            "email",
            "reference_number",
            "reference_missing",
        )
        widgets = {"birth_date": DayInput}
        labels = {"reference_missing": _("No number? Say why")}
        help_texts = {"reference_number": reference_help()}

    def clean_reference_number(self) -> str:
        return normalise_number(self.cleaned_data["reference_number"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("reference_number") and not cleaned.get("reference_missing"):
            self.add_error("reference_number", _("Fill in the number, or choose why there is none."))
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """Leave the number to the service: it looks beyond the scope, and knows whose record to link to."""
        return {*super()._get_validation_exclusions(), "reference_number"}

    @property
    def profile(self) -> dict[str, Any]:
        """The cleaned fields, as the services take them."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class RegisterForm(ProfileForm):
    """A new resident in one of the desk's centres."""

    centre = forms.ModelChoiceField(Centre.objects.none(), label=_("Centre"), empty_label=None, blank=False)
    from_on = forms.DateField(label=_("In this centre since"), widget=DayInput)

    def __init__(self, *args, centres: Sequence[Centre], centre: Centre | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        limit_centres(self.fields["centre"], centres, centre)
        self.fields["from_on"].initial = timezone.localdate


class ReceptionForm(ProfileForm):
    """The profile, and who gives reception, on which the right to work depends."""

    class Meta(ProfileForm.Meta):
        fields = (*ProfileForm.Meta.fields, "reception")

    def __init__(self, *args, country: str, **kwargs) -> None:
        """Offer who gives reception in the country of the case."""
        super().__init__(*args, **kwargs)
        self.fields["reception"].choices = [
            (each.code, gettext(each.label)) for each in registry.country(country).receptions
        ]


def limit_centres(field: forms.ModelChoiceField, centres: Sequence[Centre], picked: Centre | None) -> None:
    """Offer the desk's own open centres, the one picked first; a desk with one centre is not asked."""
    offered = [centre for centre in centres if centre.closed_on is None]
    field.queryset = Centre.objects.filter(pk__in=[centre.pk for centre in offered])
    field.initial = picked if picked in offered else next(iter(offered), None)
    if len(offered) == 1:
        field.widget = forms.HiddenInput()
