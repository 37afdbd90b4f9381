"""Form widgets that the look knows how to draw (``templates/components/field.html``)."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

DAYS = (
    ("mon", _("Monday")),
    ("tue", _("Tuesday")),
    ("wed", _("Wednesday")),
    ("thu", _("Thursday")),
    ("fri", _("Friday")),
    ("sat", _("Saturday")),
    ("sun", _("Sunday")),
)
DAYS_SHORT = {
    "mon": _("Mo"),
    "tue": _("Tu"),
    "wed": _("We"),
    "thu": _("Th"),
    "fri": _("Fr"),
    "sat": _("Sa"),
    "sun": _("Su"),
}
SHIFTS = (
    ("morning", _("Morning")),
    ("afternoon", _("Afternoon")),
    ("night", _("Night")),
)


def week_choices() -> list[tuple[str, str]]:
    """Return the 21 parts of a week as choices: ``mon-morning``, ``mon-afternoon``, …"""
    return [(f"{day}-{shift}", f"{day}-{shift}") for day, _name in DAYS for shift, _words in SHIFTS]


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


class WeekGrid(forms.CheckboxSelectMultiple):
    """Availability: seven days by three shifts, for a MultipleChoiceField with ``week_choices``.

    ``lessons`` are the parts of the week taken by the integration course; they show, and cannot be chosen.
    """

    def __init__(self, attrs: dict | None = None, lessons: Iterable[str] = ()) -> None:
        super().__init__(attrs)
        self.lessons = frozenset(lessons)

    @property
    def days(self) -> list[dict]:
        """The heads of the columns."""
        return [{"name": name, "short": DAYS_SHORT[day]} for day, name in DAYS]

    def rows(self, bound: forms.BoundField) -> list[dict]:
        """The grid, row by row: each cell its label, its checkbox, and whether it is a lesson."""
        boxes = {str(box.data["value"]): box.tag() for box in bound.subwidgets}
        return [
            {
                "shift": words,
                "cells": [
                    {
                        "label": lazystr(_("%(day)s, %(shift)s") % {"day": name, "shift": words}),
                        "tag": boxes.get(f"{day}-{shift}", ""),
                        "is_lesson": f"{day}-{shift}" in self.lessons,
                    }
                    for day, name in DAYS
                ],
            }
            for shift, words in SHIFTS
        ]
