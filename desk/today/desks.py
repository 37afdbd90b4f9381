"""Who is at the desks today and on the next working day, and what a colleague did in shared cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from desk.case.history import trail
from desk.queries.today import done_by_others
from desk.today.jobs import Duty
from jobdesk.desks.models import Centre
from residents.models import CoachDay
from residents.queries.coaching import WORKING_DAYS, present_on


@dataclass(frozen=True)
class DeskDay:
    """A desk on a day, and who is there."""

    centre: Centre
    people: tuple[CoachDay, ...]


@dataclass(frozen=True)
class Presence:
    """One day and who is where; ``is_today``, or the working day after it. ``without``: desks with nobody."""

    day: date
    is_today: bool
    desks: tuple[DeskDay, ...]
    without: tuple[Centre, ...]


def presence(centres: Iterable[Centre], on: date) -> list[Presence]:
    """Return who is at these desks today and on the next working day."""
    centres = list(centres)
    following = on + timedelta(days=1)
    while following.weekday() >= WORKING_DAYS:
        following += timedelta(days=1)
    found = []
    for day in (on, following):
        there = present_on(day, centres)
        desks = tuple(DeskDay(each, tuple(there[each.pk])) for each in centres if each.pk in there)
        without = tuple(each for each in centres if each.pk not in there)
        found.append(Presence(day, day == on, desks, without))
    return found


def done_together(duty: Duty) -> list[dict]:
    """What the other coach of the reader's shared cases did today, in sentences with the person."""
    changes = done_by_others(duty.user, duty.on)
    names = {each.pk: each for each in duty.people.filter(pk__in={row.resident_id for row in changes})}
    return [
        {**line, "resident": names.get(row.resident_id)}
        for row, line in zip(changes, trail([], changes), strict=True)
    ]
