"""Scheduled work of the desk: reminders. Arguments are keys, never names or numbers of persons."""

from celery import shared_task
from django.utils import timezone

from desk.reminders.collect import BATCH, collect, is_collected
from desk.reminders.digests import digests_to_send, prepare_digests, send_digest
from jobdesk.trail.scoping import system_scope


@shared_task
def remind(batch: int = BATCH) -> None:
    """Fill the outbox of the day unless that is done, and queue the e-mails of those whose hour has come.

    Every hour; takes up what a killed run left. ``batch`` is how many subjects are done in one transaction.
    """
    now = timezone.now()
    with system_scope("reminders"):
        if not is_collected(timezone.localdate(now)):
            collect(timezone.localdate(now), batch)
    prepare_digests(now)
    for pk in digests_to_send(now).values_list("pk", flat=True):
        send_reminders_to.delay(pk)


@shared_task
def send_reminders_to(digest_id: int) -> None:
    """Send one digest; tries again after growing pauses.

    How often was tried, and from when to try again, is kept on the digest: should this task get lost, the
    next ``remind`` queues it.
    """
    again_after = send_digest(digest_id)
    if again_after is not None:
        send_reminders_to.apply_async([digest_id], countdown=again_after.total_seconds() + 1)
