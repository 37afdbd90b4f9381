"""Pairs of records that may be one person: born on one day, with names that are alike."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from django.db.models import Count, Q
from django.http import Http404

from jobdesk.desks.models import Centre
from residents.models import NotSame, Resident, SearchKey
from residents.people.spelling import alike, plain
from residents.queries import residents_at

MOST_PAIRS = 50
MOST_GROUPS = 500  # of one sound and one birthday


def likely_pairs(centre: Centre | None) -> list[tuple[Resident, Resident]]:
    """Return pairs of the scope that may be one person, the older record first; four queries.

    Born on the same day, and every name of the one that has fewer is alike a name of the other. Not those of
    whom somebody said that they are two people.
    """
    people = residents_at(centre).exclude(birth_date=None)
    shared = (
        SearchKey.objects.filter(resident__in=people)
        .exclude(key="")
        .values("key", "resident__birth_date")
        .annotate(people=Count("resident", distinct=True))
        .filter(people__gt=1)
        .order_by("resident__birth_date", "key")
        .values_list("key", "resident__birth_date")[:MOST_GROUPS]
    )
    days: dict = defaultdict(set)
    for key, day in shared:
        days[day].add(key)
    born = people.filter(birth_date__in=list(days)).select_related("centre", "coach").order_by("pk")
    by_day: dict = defaultdict(list)
    for resident in born:
        by_day[resident.birth_date].append(resident)
    known = set(NotSame.objects.values_list("first", "second"))
    pairs = [
        pair
        for day in sorted(by_day)
        for pair in combinations(by_day[day], 2)
        if (pair[0].pk, pair[1].pk) not in known and _may_be_one(*pair)
    ]
    return pairs[:MOST_PAIRS]


def two_records(one: str, two: str) -> tuple[Resident, Resident]:
    """Return the residents of the scope with these codes. Raises Http404 unless both are there."""
    found = Resident.objects.filter(code__in=[one, two]).select_related("centre", "coach")
    people = {resident.code: resident for resident in found}
    if len(people) < 2:
        raise Http404
    return people[one], people[two]


def doubles_of(resident: Resident) -> list[Resident]:
    """Return the records of the scope that may be the same person as ``resident``."""
    if resident.birth_date is None:
        return []
    apart = NotSame.objects.filter(Q(first=resident) | Q(second=resident)).values_list("first", "second")
    known = {pk for pair in apart for pk in pair}
    others = Resident.objects.filter(birth_date=resident.birth_date).exclude(pk=resident.pk)
    return [
        other
        for other in others.select_related("centre").order_by("pk")
        if other.pk not in known and _may_be_one(resident, other)
    ]


def _may_be_one(one: Resident, two: Resident) -> bool:
    fewer, more = sorted((_names(one), _names(two)), key=len)
    return bool(fewer) and all(any(alike(name, other) for other in more) for name in fewer)


def _names(resident: Resident) -> list[str]:
    return plain(resident.full_name).split()
