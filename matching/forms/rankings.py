"""Of which days somebody wants to see the rankings that were shown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobdesk.web.widgets import DayInput

USUAL_DAYS = 30


class ShownOnForm(forms.Form):
    """The first and the last day; without them the last ``USUAL_DAYS`` days."""

    first = forms.DateField(label=gettext_lazy("From"), widget=DayInput)
    last = forms.DateField(label=gettext_lazy("Up to and including"), widget=DayInput)

    def __init__(self, data: Any, *, today: date) -> None:
        usual = {"first": (today - timedelta(days=USUAL_DAYS)).isoformat(), "last": today.isoformat()}
        super().__init__({name: data.get(name) or usual[name] for name in usual})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            raise forms.ValidationError(_("The last day comes before the first."))
        return cleaned
