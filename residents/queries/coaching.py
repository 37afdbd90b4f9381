"""Reads of who is at a desk, when: a day, a week, and a coach's own days."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from jobdesk.accounts.models import User
from jobdesk.desks.models import Centre
from residents.models import CoachAbsence, CoachDay, CoachPair

WORKING_DAYS = 5  # of a week in which somebody should be at a desk
WEEK = 7


@dataclass(frozen=True)
class Week:
    """One desk in one week: for each person its seven days, and the working days on which nobody is there."""

    centre: Centre
    days: tuple[date, ...]
    rows: tuple[tuple[User, tuple[Cell, ...]], ...]
    gaps: tuple[date, ...]


@dataclass(frozen=True)
class Cell:
    """Somebody's day at a desk: the hours, empty when they are not there; ``is_away``: they should be."""

    day: date
    hours: str = ""
    is_away: bool = False


def days_on(day: date, centres: Iterable[Centre | int]) -> QuerySet[CoachDay]:
    """The weekdays of active people at desks as they are on and around a day, by name."""
    return _in_force(day, day).filter(centre__in=centres)


def _in_force(first: date, last: date) -> QuerySet[CoachDay]:
    return (
        CoachDay.objects.filter(
            Q(until_on=None) | Q(until_on__gte=first), from_on__lte=last, user__is_active=True
        )
        .select_related("user")
        .order_by("user__name", "user_id", "weekday", "begins_at")
    )


def absences_between(users: Collection[int], first: date, last: date) -> list[CoachAbsence]:
    """The absences of people that touch a period."""
    return list(CoachAbsence.objects.filter(user__in=users, from_on__lte=last, until_on__gte=first))


def present_on(day: date, centres: Iterable[Centre | int]) -> dict[int, list[CoachDay]]:
    """Return, by the key of the centre, the days of those who are at its desk on a day."""
    found: dict[int, list[CoachDay]] = {}
    rows = [row for row in days_on(day, centres) if row.weekday == day.weekday()]
    away = {each.user_id for each in absences_between({row.user_id for row in rows}, day, day)}
    for row in rows:
        if row.user_id not in away:
            found.setdefault(row.centre_id, []).append(row)
    return found


def week_of(centre: Centre, monday: date, people: Iterable[User]) -> Week:
    """Return one week of a desk: a row for each of ``people`` and whoever else has days there."""
    days = tuple(monday + timedelta(days=at) for at in range(WEEK))
    rows = list(_in_force(days[0], days[-1]).filter(centre=centre))
    users = {each.pk: each for each in people} | {row.user_id: row.user for row in rows}
    away = absences_between(set(users), days[0], days[-1])

    def cell(user: User, day: date) -> Cell:
        hours = ", ".join(
            row.hours
            for row in rows
            if row.user_id == user.pk and row.weekday == day.weekday() and _holds(row, day)
        )
        is_away = bool(hours) and any(
            each.user_id == user.pk and each.from_on <= day <= each.until_on for each in away
        )
        return Cell(day, hours, is_away)

    by_name = sorted(users.values(), key=lambda each: (each.name, each.pk))
    table = tuple((user, tuple(cell(user, day) for day in days)) for user in by_name)
    gaps = tuple(
        day
        for at, day in enumerate(days[:WORKING_DAYS])
        if not any(cells[at].hours and not cells[at].is_away for _user, cells in table)
    )
    return Week(centre, days, table, gaps)


def _holds(row: CoachDay, day: date) -> bool:
    return row.from_on <= day and (row.until_on is None or day <= row.until_on)


def own_days(user: User, centre: Centre, on: date) -> list[CoachDay]:
    """The days of somebody at a desk as they are on a day."""
    return list(_in_force(on, on).filter(user=user, centre=centre))


def days_ahead(user: User, on: date) -> QuerySet[CoachDay]:
    """Days of somebody that begin after a day, of every desk in the open scope: a change that was planned."""
    return CoachDay.objects.filter(user=user, from_on__gt=on).select_related("centre")


def absences_of(user: User, on: date) -> QuerySet[CoachAbsence]:
    """The absences of somebody that last, or are to come."""
    return CoachAbsence.objects.filter(user=user, until_on__gte=on)


def pairs_at(centre: Centre) -> QuerySet[CoachPair]:
    """The pairs of a desk, with their names."""
    return CoachPair.objects.filter(centre=centre).select_related("first", "second")


def other_of_pair(user: User, centre: Centre) -> User | None:
    """Return with whom somebody takes new cases at a desk, if with anybody who works there still."""
    pair = pairs_at(centre).filter(Q(first=user) | Q(second=user)).first()
    if pair is None:
        return None
    return User.objects.serving([centre]).filter(pk=pair.other(user.pk)).first()
