"""Pairs of records that may be one person: born on one day, with names that are alike.

1 January is the birthday of everybody whose birthday nobody knows, so thousands are born on one day. They are
not compared each with each: two people can only be one when a name of theirs sounds the same, so a person is
compared with those alone who share the sound of the name that is rarest on that day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice
from typing import TypeVar

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from jobdesk.desks.models import Centre
from residents.models import NotSame, Resident, SearchKey
from residents.people.spelling import alike, keys, plain
from residents.queries import residents_at

MOST_PAIRS = 50  # on the page
MOST_SHOWN = 5  # on the page of one resident
MOST_DAYS = 500  # birthdays that are looked at
MOST_PEOPLE = 10_000  # who are looked at
MOST_COMPARED = 100_000  # times that two of them are compared

Found = TypeVar("Found")
_alike = lru_cache(maxsize=50_000)(alike)


class Likely(list[Found]):
    """What was found. ``is_cut``: a limit was reached, so there may be more."""

    is_cut = False


@dataclass(frozen=True)
class _Person:
    """A record as it is compared: its names in plain Latin letters, and all that they sound like."""

    pk: int
    names: tuple[str, ...]
    sounds: frozenset[str]

    @classmethod
    def of(cls, pk: int, first_name: str, last_name: str) -> _Person:
        return cls(pk, *_names(f"{first_name} {last_name}"))

    def may_be(self, other: _Person) -> bool:
        """Say whether every name of the one that has fewer is alike a name of the other."""
        if self.sounds.isdisjoint(other.sounds):
            return False
        fewer, more = sorted((self.names, other.names), key=len)
        return all(any(_alike(name, theirs) for theirs in more) for name in fewer)


def likely_pairs(centre: Centre | None) -> Likely[tuple[Resident, Resident]]:
    """Return pairs of the scope that may be one person, the older record first; four queries.

    Born on the same day, and every name of the one that has fewer is alike a name of the other. Not those of
    whom somebody said that they are two people. The work is bounded by the limits above.
    """
    people = residents_at(centre).exclude(birth_date=None)
    days = list(_shared_birthdays(people)[: MOST_DAYS + 1])
    born = people.filter(birth_date__in=days[:MOST_DAYS]).order_by("birth_date", "pk")
    rows = list(born.values_list("birth_date", "pk", "first_name", "last_name")[: MOST_PEOPLE + 1])
    apart = set(NotSame.objects.values_list("first", "second"))
    found: list[tuple[int, int]] = []
    is_cut = len(days) > MOST_DAYS or len(rows) > MOST_PEOPLE
    for count, (one, two) in enumerate(_compared(rows[:MOST_PEOPLE])):
        if count == MOST_COMPARED:
            is_cut = True
            break
        if (one.pk, two.pk) not in apart and one.may_be(two):
            if len(found) == MOST_PAIRS:
                is_cut = True
                break
            found.append((one.pk, two.pk))
    by_pk = people.select_related("centre", "coach").in_bulk({pk for pair in found for pk in pair})
    pairs = Likely((by_pk[one], by_pk[two]) for one, two in found)
    pairs.is_cut = is_cut
    return pairs


def two_records(one: str, two: str) -> tuple[Resident, Resident]:
    """Return the residents of the scope with these codes. Raises Http404 unless both are there."""
    found = Resident.objects.filter(code__in=[one, two]).select_related("centre", "coach")
    people = {resident.code: resident for resident in found}
    if len(people) < 2:
        raise Http404
    return people[one], people[two]


def doubles_of(resident: Resident) -> Likely[Resident]:
    """Return the records of the scope that may be the same person as ``resident``; three queries."""
    found = Likely[Resident]()
    if resident.birth_date is None:
        return found
    apart = NotSame.objects.filter(Q(first=resident) | Q(second=resident)).values_list("first", "second")
    known = {resident.pk, *(pk for pair in apart for pk in pair)}
    me = _Person.of(resident.pk, resident.first_name, resident.last_name)
    born = Resident.objects.filter(birth_date=resident.birth_date).order_by("pk")
    rows = list(born.values_list("pk", "first_name", "last_name")[: MOST_PEOPLE + 1])
    people = (_Person.of(*row) for row in rows[:MOST_PEOPLE] if row[0] not in known)
    chosen = [each.pk for each in islice(filter(me.may_be, people), MOST_SHOWN + 1)]
    if chosen:
        found.extend(born.filter(pk__in=chosen[:MOST_SHOWN]).select_related("centre"))
    found.is_cut = len(chosen) > MOST_SHOWN or len(rows) > MOST_PEOPLE
    return found


def _shared_birthdays(people: QuerySet[Resident]) -> QuerySet:
    """The days on which two people were born who share the sound of a name."""
    return (
        SearchKey.objects.filter(resident__in=people)
        .exclude(key="")
        .values("key", "resident__birth_date")
        .annotate(people=Count("resident", distinct=True))
        .filter(people__gt=1)
        .order_by("resident__birth_date")
        .values_list("resident__birth_date", flat=True)
        .distinct()
    )


def _compared(rows: list[tuple]) -> Iterator[tuple[_Person, _Person]]:
    """Yield the pairs that are worth comparing: one birthday after the other, the older records first."""
    for _day, born in groupby(rows, key=lambda row: row[0]):
        people = [_Person.of(pk, first, last) for _born, pk, first, last in born]
        yield from _candidates([person for person in people if person.names])


def _candidates(people: list[_Person]) -> Iterator[tuple[_Person, _Person]]:
    """Yield each pair of people born on one day who can be one person by the sound of their names.

    Of the two, every name of the one with fewer names sounds like one of the other; so does its rarest one.
    Which of them has fewer is not known beforehand: either by the rarest name of the first, or by that of
    the second.
    """
    by_sound: dict[str, list[int]] = defaultdict(list)
    by_rarest: dict[str, list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        for sound in person.sounds:
            by_sound[sound].append(place)
    rarest = [
        min((keys(name) for name in person.names), key=lambda sounds: sum(len(by_sound[s]) for s in sounds))
        for person in people
    ]
    for place, sounds in enumerate(rarest):
        for sound in sounds:
            by_rarest[sound].append(place)
    for place, person in enumerate(people):
        others = [by_sound[sound] for sound in rarest[place]] + [by_rarest[sound] for sound in person.sounds]
        later = {other for places in others for other in places[bisect_right(places, place) :]}
        for other in sorted(later):
            yield person, people[other]


@lru_cache(maxsize=20_000)
def _names(full_name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the names of somebody in plain letters, and the keys of all of them; read once for each name."""
    names = tuple(plain(full_name).split())
    return names, frozenset(key for name in names for key in keys(name))
