"""Who lives on a wage."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.web.widgets import DayInput
from residents.models.household import MOST_PERSONS


class HouseholdForm(forms.Form):
    """The household as of a day."""

    from_on = forms.DateField(label=_("Since"), widget=DayInput, initial=timezone.localdate)
    adults = forms.IntegerField(
        label=_("Adults, with this person"), min_value=1, max_value=MOST_PERSONS, initial=1
    )
    children = forms.IntegerField(
        label=_("Children under 18"), min_value=0, max_value=MOST_PERSONS, initial=0
    )
