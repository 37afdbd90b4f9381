"""A change of a vacancy in words: each field with what it was and what it is to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from employers.models import Vacancy, VacancyCertificate, VacancyChange, VacancyLanguage
from employers.services import rows_in, with_values
from employers.vacancy_sheet.facts import certificates_text, languages_text
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
    lines = [
        ChangedLine(capfirst(str(field.verbose_name)), _said(old, field.name), _said(new, field.name))
        for field in fields
    ]
    was, becomes = (dict(_asked(values)) for values in (change.was, change.values))
    return lines + [ChangedLine(name, was[name], becomes[name]) for name in was if was[name] != becomes[name]]


def _asked(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What the rows of a change say, by what they are called."""
    rows = rows_in(values)
    if "languages" in rows:
        asked = [VacancyLanguage(**row._asdict()) for row in rows["languages"]]
        yield _("Language"), languages_text(asked)
    if "certificates" in rows:
        named = [VacancyCertificate(**row._asdict()) for row in rows["certificates"]]
        yield _("Certificates that the work needs"), certificates_text(named, is_offered=False)
        yield _("Certificates that people get"), certificates_text(named, is_offered=True)


def _said(vacancy: Vacancy, name: str) -> str:
    if name == "occupation":
        return vacancy.occupation_name
    display = getattr(vacancy, f"get_{name}_display", None)
    value: Any = display() if display else getattr(vacancy, name)
    if value is None:
        return ""
    kinds: Mapping[str, Any] = {"starts_on": _day, "ends_on": _day, "wage_hour": euros}
    return str(kinds.get(name, str)(value))


def _day(day: date) -> str:
    return date_format(day, "j F Y")
