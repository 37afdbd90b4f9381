"""Form widgets that the look knows how to draw (``templates/components/field.html``)."""

from __future__ import annotations

from django import forms


class DayInput(forms.DateInput):
    """A day, picked from the browser's own calendar. Browsers send and expect ISO dates."""

    input_type = "date"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """A time of the day, picked from the browser's own clock. Browsers send and expect hours and minutes."""

    input_type = "time"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(attrs, format="%H:%M")
