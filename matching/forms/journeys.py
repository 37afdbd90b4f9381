"""How long a journey takes, as somebody knows it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from jobdesk.web.amounts import WholeField
from matching.models import KnownJourney
from matching.models.known_journey import LEAST, MOST


class JourneyForm(forms.ModelForm):
    """Minutes one way, by day and at night, and how one knows."""

    minutes = WholeField(label=_("Minutes by day, one way"), least=LEAST, most=MOST)
    minutes_at_night = WholeField(
        label=_("Minutes at night, one way"),
        least=LEAST,
        most=MOST,
        required=False,
        help_text=_("For work with night shifts. Leave it open if you do not know."),
    )

    class Meta:
        model = KnownJourney
        fields = ("minutes", "minutes_at_night", "reason")
        help_texts = {"reason": _("For example: Ahmed cycles it every day; bus 12 goes there directly.")}
