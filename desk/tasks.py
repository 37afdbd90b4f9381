"""Scheduled work of the desk: reminders, shares that end.

Arguments are keys, never names or numbers of persons.
"""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desk.reminders.collect import BATCH, collect, is_collected
from desk.reminders.digests import MAX_ATTEMPTS, digests_to_send, prepare_digests, send_digest
from desk.services import write_down_ends
from jobdesk.jobs.kinds import TryLaterError, job_kind
from jobdesk.jobs.services import enqueue_at_once
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
        enqueue_at_once("reminders", pk)


@shared_task
def end_shares() -> int:
    """Write down which shares with partners opened nothing any more; can be repeated without harm."""
    with system_scope("shares that are over"):
        return write_down_ends(timezone.localdate())


@job_kind("reminders", _("An e-mail with reminders"), attempts=MAX_ATTEMPTS + 1, can_cancel=False)
@shared_task
def send_reminders_to(digest_id: int) -> None:
    """Send one digest; tries again after growing pauses.

    How often was tried, and from when to try again, is kept on the digest, which says it to the coordinators.
    """
    again_after = send_digest(digest_id)
    if again_after is not None:
        raise TryLaterError("not taken", again_after)
