"""Who lives on a wage."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.web.amounts import WholeField
from jobdesk.web.widgets import DayInput
from residents.models.household import MOST_PERSONS


class HouseholdForm(forms.Form):
    """The household as of a day."""

    from_on = forms.DateField(label=_("Since"), widget=DayInput, initial=timezone.localdate)
    adults = WholeField(label=_("Adults, with this person"), least=1, most=MOST_PERSONS, initial=1)
    children = WholeField(label=_("Children under 18"), least=0, most=MOST_PERSONS, initial=0)
