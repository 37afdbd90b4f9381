"""Clashes as the screens of this room and the one above show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from employers.models import Vacancy
from matching.clashes.reading import Terms, found_for_vacancy
from matching.clashes.words import Said, Where, said
from matching.models import Placement, WorkClash
from residents.models import Resident

TIMES = "times"  # of the vacancy, not of a person: told to whoever proposes, always


@dataclass(frozen=True)
class OfPerson:
    """What clashes for one of several people. ``items``: what asks to act; ``others``: to know or to ask."""

    name: str
    items: tuple[Said, ...]
    others: tuple[Said, ...]


@dataclass(frozen=True)
class OfWork:
    """What asks to act about one piece of work, with the page that has all of it."""

    title: str
    kind: str
    items: tuple[Said, ...]
    url: str


def clashes_of_chosen(people: Sequence[Resident], vacancy: Vacancy, on: date) -> list[OfPerson]:
    """Return what would clash for each of the people, in their order; who has no clash is left out."""
    found = found_for_vacancy([each.pk for each in people], vacancy, on)
    shown = []
    for person in people:
        where = Where(person, vacancy=vacancy.code)
        first = [each for each in found[person.pk] if each.is_serious or each.kind == TIMES]
        others = [each for each in found[person.pk] if each not in first]
        if found[person.pk]:
            items, more = ([said(each, where) for each in some] for some in (first, others))
            shown.append(OfPerson(person.short_name, tuple(items), tuple(more)))
    return shown


def clashes_of_terms(resident: Resident, vacancy: Vacancy, terms: Terms, on: date) -> list[Said]:
    """Return what clashes with the terms that are about to be agreed on, the worst first."""
    where = Where(resident, vacancy=vacancy.code)
    return [said(each, where) for each in found_for_vacancy([resident.pk], vacancy, on, terms)[resident.pk]]


def by_work(rows: Iterable[WorkClash]) -> list[OfWork]:
    """Return clashes that are kept, those of one piece of work together, in the order of their first."""
    groups: dict[str, list[WorkClash]] = {}
    for row in rows:
        groups.setdefault(row.work_code, []).append(row)
    shown = []
    for code, of_work in groups.items():
        items = tuple(said(each.clash, where_of(each)) for each in of_work)
        words = {"company": company_of(of_work[0])}
        shown.append(
            OfWork(
                _("The work at %(company)s clashes") % words,
                items[0].kind,
                items,
                reverse("matching:clashes", args=[code]),
            )
        )
    return shown


def company_of(row: WorkClash) -> str:
    """The name of the company where the work is."""
    work = row.work
    return str(work.match.company if isinstance(work, Placement) else work.vacancy.company)


def where_of(row: WorkClash) -> Where:
    """Whose work a kept clash is about."""
    work = row.work
    return Where(row.resident, work, "" if isinstance(work, Placement) else work.vacancy.code)
