"""Profiles are as the file is: noted when something is written, built again before they are read.

``note_change`` follows the trail, in the transaction of every service (``jobdesk/trail/following.py``). Who
ranks settles first what was noted (``settle``); what nobody asks for is settled in the background, and what
only the calendar changes is found at night (``matching/profiles/rounds.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from matching.models import MatchProfile, ProfileChange
from matching.profiles.building import profile_row
from matching.profiles.sources import sources_of

BATCH = 500  # residents in one transaction
ON_READING = 200  # at most, before a page: the others are settled in the background
COLUMNS = [field for field in MatchProfile._meta.concrete_fields if not field.primary_key]

Keeper = Callable[[Collection[int], date], object]
_keepers: list[Keeper] = []


def keep_along(keeper: Keeper) -> None:
    """Have ``keeper`` called with the residents whose profiles were just held against the file, and the day.

    In the same transaction: what it keeps of them is never older than their profile.
    """
    if keeper not in _keepers:
        _keepers.append(keeper)


def keep_with_profiles(residents: Collection[int], on: date) -> None:
    """Call everybody who keeps something along with the profiles of these residents."""
    for keeper in _keepers:
        keeper(residents, on)


def note_change(residents: Collection[int]) -> None:
    """Note, in the open transaction, that something was written about these residents."""
    ProfileChange.objects.bulk_create(ProfileChange(resident_id=pk) for pk in residents)


def settle(at_most: int = ON_READING) -> int:
    """Build again the profiles of residents about whom something was written; return of how many.

    The oldest changes first. Of two at once, the second one waits and finds the work done.
    """
    return _settle_noted(at_most) if ProfileChange.objects.exists() else 0


@transaction.atomic
def _settle_noted(at_most: int) -> int:
    waiting = ProfileChange.objects.select_for_update().order_by("pk")[:at_most]
    noted = dict(waiting.values_list("pk", "resident_id"))
    residents = set(noted.values())
    if residents:
        build_profiles(residents)
        keep_with_profiles(residents, timezone.localdate())
    # Only what was noted before the file was read: a change of now has a row of its own.
    ProfileChange.objects.filter(pk__in=noted).delete()
    return len(residents)


def settle_all() -> int:
    """Build again all profiles that wait for it, in batches; return of how many residents."""
    settled = 0
    while number := settle(BATCH):
        settled += number
    return settled


@transaction.atomic
def build_profiles(residents: Collection[int], on: date | None = None) -> int:
    """Build the profiles of these residents from the file; return how many were missing or another before.

    Those of residents who were merged into another record go. Two who build the same take turns at its row.
    """
    on = on or timezone.localdate()
    with system_scope("match profiles"):
        rows = MatchProfile.objects.select_for_update().filter(pk__in=residents).order_by("pk")
        stored = {row.pk: row for row in rows}
        built = {each.resident: profile_row(each, on) for each in sources_of(residents, on)}
        gone = stored.keys() - built.keys()
        MatchProfile.objects.filter(pk__in=gone).delete()
        changed = [row for pk, row in built.items() if not _is_same(stored.get(pk), row)]
        MatchProfile.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["resident"],
            update_fields=[column.name for column in COLUMNS],
        )
    return len(changed) + len(gone)


def _is_same(stored: MatchProfile | None, built: MatchProfile) -> bool:
    return stored is not None and all(
        getattr(stored, column.attname) == getattr(built, column.attname) for column in COLUMNS
    )
