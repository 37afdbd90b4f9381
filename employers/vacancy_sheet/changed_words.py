"""A change of a vacancy in words: each field with what it was and what it is to be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.text import capfirst

from employers.models import Vacancy, VacancyChange
from employers.services import with_values
from jobdesk.web.money import euros

# An occupation is a term or own words: one line for the two.
_AS_ONE = {"occupation_words": "occupation"}


class ChangedLine(NamedTuple):
    """One field: its name, what it was and what it is to be; empty where there was or will be nothing."""

    label: str
    was: str
    becomes: str


def changed_lines(change: VacancyChange) -> list[ChangedLine]:
    """Return the fields of a change in words, in the order of the form."""
    old, new = (with_values(Vacancy(), values) for values in (change.was, change.values))
    changed = {_AS_ONE.get(name, name) for name in change.values}
    fields = [field for field in Vacancy._meta.fields if field.name in changed]
    return [
        ChangedLine(capfirst(str(field.verbose_name)), _said(old, field.name), _said(new, field.name))
        for field in fields
    ]


def _said(vacancy: Vacancy, name: str) -> str:
    if name == "occupation":
        return vacancy.occupation_name
    display = getattr(vacancy, f"get_{name}_display", None)
    value: Any = display() if display else getattr(vacancy, name)
    if value is None:
        return ""
    kinds: Mapping[str, Any] = {"starts_on": lambda day: date_format(day, "j F Y"), "wage_hour": euros}
    return str(kinds.get(name, str)(value))
