"""A consent, as it was asked and given."""

from django import forms

from jobdesk.web.widgets import DayInput
from residents.models import Consent


class ConsentForm(forms.ModelForm):
    """What, to whom, until when, and with which interpreter."""

    class Meta:
        model = Consent
        fields = (
            "purpose",
            "recipient",
            "given_on",
            "until_on",
            "way",
            "interpreter",
            "interpreter_language",
        )
        widgets = {
            "purpose": forms.RadioSelect,
            "way": forms.RadioSelect,
            "given_on": DayInput,
            "until_on": DayInput,
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # One for a company is recorded where it is said what the company sees.
        self.fields["purpose"].choices = [
            choice for choice in Consent.Purpose.choices if choice[0] not in Consent.ENDING
        ]
        self.fields["way"].choices = [(way.value, way.label) for way in Consent.WAYS_AT_DESK]
