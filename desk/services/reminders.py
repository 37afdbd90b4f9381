"""What a user wants of the reminders, and trying again what could not be delivered."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from desk.models import Digest, Reminder, ReminderMute, ReminderSettings
from jobdesk.accounts.models import User
from jobdesk.jobs.services import enqueue
from jobdesk.trail import audit


@transaction.atomic
def set_reminder_wishes(user: User, *, hour: int, muted: Collection[str]) -> None:
    """Keep from which hour ``user`` wants the e-mail and which topics not at all; records what changed."""
    wishes, _created = ReminderSettings.objects.get_or_create(user=user)
    before = set(user.reminder_mutes.values_list("topic", flat=True))
    changes: dict[str, list[Any]] = {}
    if wishes.hour != hour:
        changes["hour"] = [wishes.hour, hour]
        wishes.hour = hour
        wishes.save(update_fields=["hour"])
    if before != set(muted):
        changes["muted"] = [sorted(before), sorted(muted)]
        user.reminder_mutes.exclude(topic__in=muted).delete()
        ReminderMute.objects.bulk_create(
            [ReminderMute(user=user, topic=topic) for topic in sorted(set(muted) - before)],
            ignore_conflicts=True,
        )
    if changes:
        audit.record("reminders.chosen", wishes, changes)


@transaction.atomic
def try_delivery_again(user: User) -> int:
    """Send what could not be delivered to ``user`` in one e-mail; return of how many days it was.

    Puts the reminders of all these days into the last digest, records ``digest.tried_again``, queues the
    sending. Does nothing when there is nothing (any more).
    """
    undelivered = list(
        Digest.objects.select_for_update()
        .filter(recipient=user, status__in=Digest.UNDELIVERED)
        .order_by("-day", "-pk")
    )
    if not undelivered:
        return 0
    last, older = undelivered[0], undelivered[1:]
    Reminder.objects.filter(digest__in=older).update(digest=last)
    Digest.objects.filter(pk__in=[each.pk for each in older]).update(status=Digest.Status.EMPTY)
    last.status, last.attempts, last.try_at = Digest.Status.WAITING, 0, timezone.now()
    last.save(update_fields=["status", "attempts", "try_at"])
    audit.record("digest.tried_again", last)
    enqueue("reminders", last.pk)
    return len(undelivered)
