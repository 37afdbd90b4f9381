"""Who deals with a concern: somebody who is there today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jobdesk.accounts.models import User
from jobdesk.trail.access import who_may
from residents.models import Resident
from residents.queries.coaching import absences_between


def owner_for(resident: Resident, on: date) -> User | None:
    """Return who deals with a concern about a resident that is opened on a day.

    The coach of the case; if there is none, or they left or are away that day, the second coach, then a
    coordinator of the centre, then anybody of its desk. Is everybody away, the first of these all the same,
    for it must be somebody's. None only where a desk has nobody.
    """
    candidates = list(dict.fromkeys(_candidates(resident)))
    away = {each.user_id for each in absences_between({each.pk for each in candidates}, on, on)}
    present = (each for each in candidates if each.pk not in away)
    return next(present, candidates[0] if candidates else None)


def colleagues_for(resident: Resident) -> list[User]:
    """Return whom a concern about a resident can be handed to: the people of the desk, by name."""
    return list(User.objects.serving([resident.centre_id]))


def _candidates(resident: Resident) -> Iterator[User]:
    desk = User.objects.serving([resident.centre_id])
    at_desk = set(desk)
    yield from (each for each in resident.coaches if each in at_desk)
    overseeing = User.objects.filter(
        who_may("cases.oversee", "memberships"), is_active=True, memberships__centres=resident.centre_id
    )
    yield from overseeing.distinct().order_by("name", "pk")
    yield from desk
