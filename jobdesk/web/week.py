"""A week by days and parts of the day: one number with a bit for each of its 21 parts.

Monday morning is the lowest bit: that of a part is ``day * 3 + shift``. Kept so for when somebody can work
and for when a vacancy needs somebody; asked for by ``WeekField``, said by ``days_text`` and ``shifts_text``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.functional import lazystr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DAYS = (
    ("mon", gettext_lazy("Monday")),
    ("tue", gettext_lazy("Tuesday")),
    ("wed", gettext_lazy("Wednesday")),
    ("thu", gettext_lazy("Thursday")),
    ("fri", gettext_lazy("Friday")),
    ("sat", gettext_lazy("Saturday")),
    ("sun", gettext_lazy("Sunday")),
)
DAYS_SHORT = {
    "mon": gettext_lazy("Mo"),
    "tue": gettext_lazy("Tu"),
    "wed": gettext_lazy("We"),
    "thu": gettext_lazy("Th"),
    "fri": gettext_lazy("Fr"),
    "sat": gettext_lazy("Sa"),
    "sun": gettext_lazy("Su"),
}
SHIFTS = (
    ("morning", gettext_lazy("Morning")),
    ("afternoon", gettext_lazy("Afternoon")),
    ("night", gettext_lazy("Night")),
)
_PARTS = tuple(
    f"{day}-{shift}" for day, _name in DAYS for shift, _words in SHIFTS
)  # in the order of the bits
WHOLE_WEEK = (1 << len(_PARTS)) - 1
_PER_DAY = len(SHIFTS)
_ONE_DAY = (1 << _PER_DAY) - 1
_WORKING_DAYS = [0, 1, 2, 3, 4]
WORKING_DAYS_BY_DAY = sum(0b011 << (day * _PER_DAY) for day in _WORKING_DAYS)


def week_choices() -> list[tuple[str, str]]:
    """Return the 21 parts of a week as choices: ``mon-morning``, ``mon-afternoon``, …"""
    return [(part, part) for part in _PARTS]


def parts_of_week(bits: int | None) -> list[str]:
    """Return the names of the parts of the week that are on in ``bits``."""
    return [name for bit, name in enumerate(_PARTS) if (bits or 0) >> bit & 1]


def days_text(bits: int | None) -> str:
    """Say on which days something is on: “Monday to Friday”, “Sat., Sun.”; empty where it is on no day."""
    days = [day for day in range(len(DAYS)) if (bits or 0) >> (day * _PER_DAY) & _ONE_DAY]
    if len(days) == len(DAYS):
        return _("Every day")
    if days == _WORKING_DAYS:
        return _("%(first)s to %(last)s") % {"first": WEEKDAYS[0], "last": WEEKDAYS[4]}
    return ", ".join(str(WEEKDAYS_ABBR[day]) for day in days)


def shifts_text(bits: int | None) -> str:
    """Say at which parts of a day something is on, whatever the day: “mornings, nights”."""
    names = (_("mornings"), _("afternoons"), _("nights"))
    chosen = {bit % _PER_DAY for bit in range(len(_PARTS)) if (bits or 0) >> bit & 1}
    return ", ".join(name for shift, name in enumerate(names) if shift in chosen)


class WeekGrid(forms.CheckboxSelectMultiple):
    """Seven days by three shifts, for a MultipleChoiceField with ``week_choices``.

    ``lessons`` are the parts of the week taken by the integration course; they show, and cannot be chosen.
    """

    def __init__(self, attrs: dict[str, Any] | None = None, lessons: Iterable[str] = ()) -> None:
        super().__init__(attrs)
        self.lessons = frozenset(lessons)

    @property
    def days(self) -> list[dict[str, Any]]:
        """The heads of the columns."""
        return [{"name": name, "short": DAYS_SHORT[day]} for day, name in DAYS]

    def rows(self, bound: forms.BoundField) -> list[dict[str, Any]]:
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


class WeekField(forms.MultipleChoiceField):
    """Parts of the week, kept as bits; nothing chosen is no answer."""

    widget = WeekGrid

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        super().__init__(choices=week_choices(), required=required, **kwargs)

    def prepare_value(self, value: Any) -> list[str]:
        return parts_of_week(value) if isinstance(value, int) else value or []

    def clean(self, value: Any) -> int | None:
        if isinstance(value, int):  # a disabled field keeps its initial value
            return value
        chosen = super().clean(value)
        return sum(1 << _PARTS.index(name) for name in set(chosen)) or None
