"""In which language a resident answers a check-in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.card.wording import LANGUAGES


class CheckInLinkForm(forms.Form):
    """The language of the questions."""

    language = forms.ChoiceField(label=_("Language of the questions"), choices=LANGUAGES.items)
