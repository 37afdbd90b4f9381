"""What the search box finds: residents, employers, vacancies and placements of the open scope."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from employers.models import Company, Vacancy
from jobdesk.accounts.models import User
from jobdesk.trail.audit import AuditEntry
from matching.models import Placement
from residents.models import Resident
from residents.people.finding import Found, find_residents
from residents.people.spelling import plain, similarity
from residents.services.looks import ACTION as LOOKED

RECENT, RECENT_DAYS = 8, 60
LOOKS_READ = 100  # one person looks at few residents on a day, again and again
SHORTEST = 3  # letters from which employers and vacancies are looked for
MOST_NAMES = 5_000  # of employers or vacancies, compared letter by letter when none holds the words
ALIKE = 0.75  # of the letters of a word
_PLACEMENT = re.compile(r"^P-[2-9A-Z]{1,6}$")
_VACANCY = re.compile(r"^V-[2-9A-Z]{1,6}$")


@dataclass(frozen=True)
class Hit:
    """One line of the results."""

    title: str
    sub: str
    url: str
    is_guess: bool = False


@dataclass(frozen=True)
class Group:
    """The results of one kind."""

    key: str
    title: str
    icon: str
    hits: list[Hit] = field(default_factory=list)


def find(query: str, user: User, *, people: int, others: int) -> list[Group]:
    """Return what ``query`` may mean, in groups that hold something; at most so many lines in each."""
    query = " ".join(query.split())
    if not plain(query):
        return []
    residents = _residents(query, user, people)
    has_sure = any(not hit.is_guess for hit in residents)
    groups = [
        Group("people", _("Residents"), "people", residents),
        Group("employers", _("Employers"), "building", _employers(query, others, with_errors=not has_sure)),
        Group("vacancies", _("Vacancies"), "bag", _vacancies(query, others, with_errors=not has_sure)),
        Group("placements", _("Placements"), "path", _placements(query, others)),
    ]
    # Names that are only like what was typed come after an employer or a vacancy that is just that.
    return sorted(
        (group for group in groups if group.hits), key=lambda group: all(hit.is_guess for hit in group.hits)
    )


def recent(user: User) -> list[Group]:
    """Return the residents whose page this user opened last, as far as they may still see them."""
    looks = AuditEntry.objects.filter(
        actor=user, action=LOOKED, at__gte=timezone.now() - timedelta(days=RECENT_DAYS)
    )
    pks = list(dict.fromkeys(looks.order_by("-at").values_list("resident_id", flat=True)[:LOOKS_READ]))
    known = Resident.objects.select_related("centre").in_bulk(pks)
    hits = [_resident(Found(known[pk])) for pk in pks if pk in known][:RECENT]
    return [Group("recent", _("Opened last"), "clock", hits)] if hits else []


def _residents(query: str, user: User, limit: int) -> list[Hit]:
    return [_resident(found) for found in find_residents(query, limit=limit, mine=user)]


def _resident(found: Found) -> Hit:
    resident = found.resident
    born = date_format(resident.birth_date, "j-n-Y") if resident.birth_date else ""
    left = _("left") if resident.status == Resident.Status.EXITED else ""
    return Hit(
        resident.full_name,
        " · ".join(filter(None, (born, resident.centre.name, resident.code, left))),
        reverse("desk:resident", args=[resident.code]),
        found.is_guess,
    )


def _employers(query: str, limit: int, *, with_errors: bool) -> list[Hit]:
    if len(query) < SHORTEST:
        return []
    companies = Company.objects.select_related("organisation").order_by("organisation__name", "pk")
    digits = re.sub(r"[\s.]", "", query)
    if digits.isdigit():
        found: Iterable[Company] = companies.filter(register_number__startswith=digits)[:limit]
    else:
        named = Q()
        for word in query.split():
            named &= Q(organisation__name__icontains=word)
        found = list(companies.filter(named)[:limit])
        if not found and with_errors:
            found = _alike(companies, "organisation__name", query, limit)
    return [
        Hit(
            each.organisation.name,
            " · ".join(filter(None, (each.get_sector_display(), each.municipality, each.register_number))),
            reverse("employers:company", args=[each.pk]),
        )
        for each in found
    ]


def _alike(rows: QuerySet, name_field: str, query: str, limit: int) -> list:
    """Return the rows with a word in their name that is like each word of the query, the likest first."""
    words = plain(query).split()
    scores = {}
    for pk, name in rows.values_list("pk", name_field)[:MOST_NAMES]:
        theirs = plain(name).split()
        score = min(max((similarity(word, other) for other in theirs), default=0.0) for word in words)
        if score >= ALIKE:
            scores[pk] = score
    best = sorted(scores, key=lambda pk: -scores[pk])[:limit]
    by_pk = rows.in_bulk(best)
    return [by_pk[pk] for pk in best]


def _vacancies(query: str, limit: int, *, with_errors: bool) -> list[Hit]:
    if len(query) < SHORTEST:
        return []
    asked = Q()
    for word in query.split():
        asked &= Q(title__icontains=word)
    if _VACANCY.match(query.upper()):
        asked |= Q(code__startswith=query.upper())
    submitted = Vacancy.objects.filter(submitted_on__isnull=False).order_by("-starts_on", "-pk")
    submitted = submitted.select_related("company__organisation")
    found = list(submitted.filter(asked)[:limit])
    if not found and with_errors and not query.isdigit():
        found = _alike(submitted, "title", query, limit)
    return [
        Hit(
            each.title,
            f"{each.company.organisation.name} · {each.get_status_display()} · {each.code}",
            reverse("matching:vacancy", args=[each.code]),
        )
        for each in found
    ]


def _placements(query: str, limit: int) -> list[Hit]:
    if not _PLACEMENT.match(query.upper()):
        return []
    found = (
        Placement.objects.filter(code__startswith=query.upper())
        .select_related("resident", "match__company__organisation")
        .order_by("code")[:limit]
    )
    return [
        Hit(
            f"{each.job_title}, {each.resident.short_name}",
            f"{each.match.company} · {each.get_status_display()} · {each.code}",
            reverse("desk:placement", args=[each.code]),
        )
        for each in found
    ]
