"""Every profile held against the file, once a night: what the calendar changes, no service writes about.

In batches with a checkpoint in the same transaction: a worker that was killed leaves its last batch undone.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from matching.models import ProfileRound
from matching.profiles.keeping import BATCH, build_profiles, keep_with_profiles
from residents.models import Resident


def reconcile(on: date) -> ProfileRound:
    """Hold every profile against the file as of a day, from the checkpoint on; return the finished round."""
    while (found := reconcile_batch(on)).finished_at is None:
        pass
    return found


@transaction.atomic
def reconcile_batch(on: date, size: int = BATCH) -> ProfileRound:
    """Do so for the next batch of the round of a day; two workers take turns at its row."""
    ProfileRound.objects.get_or_create(on=on)
    found = ProfileRound.objects.select_for_update().get(on=on)
    if found.finished_at:
        return found
    later = Resident.objects.filter(pk__gt=found.last_resident).order_by("pk")
    pks = list(later.values_list("pk", flat=True)[:size])
    if pks:
        found.drifted += build_profiles(pks, on)
        keep_with_profiles(pks, on)
        found.done += len(pks)
        found.last_resident = pks[-1]
    if len(pks) < size:
        found.finished_at = timezone.now()
    found.save()
    return found
