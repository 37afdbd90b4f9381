"""Days at a desk, absences, pairs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from jobdesk.accounts.models import User
from jobdesk.web.widgets import ClockInput, DayInput
from residents.forms.assign import ColleagueField
from residents.models import CoachDay
from residents.services.coaching import Hours


class DaysForm(forms.Form):
    """From which day on somebody is at a desk, and per weekday from when to when; empty: not there."""

    from_on = forms.DateField(
        label=_("From which day on"),
        help_text=_("What was before stays as it was."),
        widget=DayInput,
    )

    def __init__(self, *args: Any, rows: Iterable[CoachDay], today: date, **kwargs: Any) -> None:
        now: dict[str, Any] = {"from_on": today}
        for row in rows:
            now |= {f"begins_{row.weekday}": row.begins_at, f"ends_{row.weekday}": row.ends_at}
        super().__init__(*args, initial=now, **kwargs)
        for weekday, name in WEEKDAYS.items():
            for end, label in (("begins", _("%(day)s, from")), ("ends", _("%(day)s, to"))):
                self.fields[f"{end}_{weekday}"] = forms.TimeField(
                    label=label % {"day": capfirst(name)}, required=False, widget=ClockInput
                )

    def clean(self) -> dict[str, Any]:
        """Refuse a day of which only one end is filled in, or that ends before it begins."""
        data = super().clean() or {}
        for weekday in WEEKDAYS:
            begins, ends = data.get(f"begins_{weekday}"), data.get(f"ends_{weekday}")
            if (begins is None) != (ends is None) and not self.has_error(f"begins_{weekday}"):
                self.add_error(f"ends_{weekday}", _("Fill in both times, or neither."))
            elif begins and ends and ends <= begins:
                self.add_error(f"ends_{weekday}", _("Choose an end after the beginning."))
        return data

    @property
    def lines(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        """The name of each weekday with its two fields."""
        return [(name, self[f"begins_{day}"], self[f"ends_{day}"]) for day, name in WEEKDAYS.items()]

    @property
    def days(self) -> dict[int, Hours]:
        """The filled-in weekdays, as the service takes them."""
        found: dict[int, tuple[time, time]] = {}
        for weekday in WEEKDAYS:
            begins, ends = (self.cleaned_data[f"{end}_{weekday}"] for end in ("begins", "ends"))
            if begins and ends:
                found[weekday] = (begins, ends)
        return found


class AbsenceForm(forms.Form):
    """The first and the last day on which somebody is at no desk."""

    from_on = forms.DateField(label=_("Away from"), widget=DayInput)
    until_on = forms.DateField(label=_("Up to and including"), widget=DayInput)


class PairForm(forms.Form):
    """Two people who take new cases together."""

    first = ColleagueField(label=_("One"), empty_label=_("Choose"))
    second = ColleagueField(label=_("The other"), empty_label=_("Choose"))

    def __init__(self, *args: Any, coaches: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = list(coaches)
        for name in ("first", "second"):
            self.fields[name].offer(people)
