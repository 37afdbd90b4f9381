"""Everybody is assessed again when the law changes: in batches, each with its checkpoint in one transaction.

A killed worker leaves the last batch undone and nothing else; the next one begins after the checkpoint. Two
workers at once take turns at the row of the round, so that nobody is assessed twice.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from jobdesk.jobs.running import say_how_far
from jobdesk.jobs.services import enqueue
from jobdesk.trail import audit
from law.rules import Parameters
from residents.models import LawValue, Reassessment, Resident
from residents.services.assessment import assess_many

BATCH = 500  # residents in one transaction: short enough not to keep a coach waiting


@transaction.atomic
def ask_for_reassessment(cause: str, *, law_value: LawValue | None = None, digest: str = "") -> Reassessment:
    """Have everybody assessed again, once: a second call for the same cause finds the first round.

    Records ``reassessment.asked`` and queues the round after the commit.
    """
    today = timezone.localdate()
    key: dict[str, Any] = {"law_value": law_value} if law_value else {"digest": digest, "on": today}
    asked, is_new = Reassessment.objects.get_or_create(
        cause=cause, **key, defaults={"on": today, "digest": digest}
    )
    if is_new:
        audit.record("reassessment.asked", asked, {"cause": [None, cause]})
        enqueue("law-round", asked.pk)
    return asked


def ask_for_due_reassessments() -> None:
    """Ask for the rounds that a day or a release makes due: a value that begins, other shipped rules."""
    today = timezone.localdate()
    begun = (
        LawValue.objects.filter(status=LawValue.Status.APPROVED, from_on__lte=today)
        .exclude(Q(reassessments__cause=Reassessment.Cause.BEGINS))
        .filter(from_on__gt=F("decided_at__date"))
    )
    for value in begun:
        ask_for_reassessment(Reassessment.Cause.BEGINS, law_value=value)
    digest = Parameters.shipped().digest
    last = Reassessment.objects.filter(cause=Reassessment.Cause.RELEASE).first()
    if last is None or last.digest != digest:
        ask_for_reassessment(Reassessment.Cause.RELEASE, digest=digest)


@transaction.atomic
def reassess_batch(pk: int, size: int = BATCH) -> bool:
    """Assess the next batch of a round; return whether there may be more.

    The first batch counts the residents and records ``reassessment.started``, the last one records
    ``reassessment.finished`` with how many decisions changed.
    """
    asked = Reassessment.objects.select_for_update(of=("self",)).get(pk=pk)
    if asked.finished_at:
        return False
    if asked.started_at is None:
        asked.started_at = timezone.now()
        asked.total = Resident.objects.count()
        audit.record("reassessment.started", asked, {"total": [None, asked.total]})
    later = Resident.objects.filter(pk__gt=asked.last_resident).order_by("pk")
    pks = list(later.values_list("pk", flat=True)[:size])
    if pks:
        asked.changed += assess_many(pks, timezone.localdate())
        asked.done += len(pks)
        asked.last_resident = pks[-1]
    if len(pks) < size:
        asked.finished_at = timezone.now()
        asked.total = asked.done  # those who came or went meanwhile count as it was found
        audit.record("reassessment.finished", asked, {"done": [0, asked.done], "changed": [0, asked.changed]})
    asked.save()
    say_how_far(asked.done, asked.total)
    return asked.finished_at is None
