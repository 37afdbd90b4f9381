"""Shortage occupations beside vacancies and programmes: what the lists of a country say, in words.

It is told to the desk and counts in no score (law/shortage.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from employers.models import Vacancy
from jobdesk.vocabulary.models import Occupation, Scheme
from law import registry
from law.countries.record import Country
from law.shortage import ShortageList, in_force, listed_groups, naming


@dataclass(frozen=True)
class Shortage:
    """A list that names an occupation: where it holds, its edition, its titles and its address."""

    where: str
    publisher: str
    edition: str
    titles: str
    source: str


@dataclass(frozen=True)
class ListRead:
    """A list as far as it was read: who keeps it, for where, of which edition, and whether all its titles."""

    where: str
    publisher: str
    edition: str
    source: str
    is_complete: bool


def shortages_of(occupation: Occupation | None, country: str, on: date) -> list[Shortage]:
    """Return the lists in force on a day that name an occupation; none for one in words of one's own."""
    if occupation is None:
        return []
    record = registry.country(country)
    return [
        Shortage(
            _where(record, each.list),
            each.list.publisher,
            each.list.edition,
            ", ".join(each.titles),
            each.list.source,
        )
        for each in naming(record.shortage_lists, occupation.unit_group, on)
    ]


def lists_read(country: str, on: date) -> list[ListRead]:
    """Return the lists of a country that are in force on a day; none: it is not known what is short there."""
    record = registry.country(country)
    return [
        ListRead(_where(record, each), each.publisher, each.edition, each.source, each.is_complete)
        for each in in_force(record.shortage_lists, on)
    ]


def in_shortage(vacancies: QuerySet[Vacancy], on: date) -> QuerySet[Vacancy]:
    """Return those in an occupation that a list of their country names."""
    named = Q(pk__in=[])
    for record in registry.countries():
        codes = listed_groups(record.shortage_lists, on)
        group = Q(occupation__scheme=Scheme.ISCO, occupation__code__in=codes) | Q(
            occupation__parent__scheme=Scheme.ISCO, occupation__parent__code__in=codes
        )
        named |= Q(company__organisation__country=record.code) & group
    return vacancies.filter(named)


def _where(record: Country, found: ShortageList) -> str:
    label = next((each.label for each in record.regions if each.code == found.region), record.name)
    return _(label)
