"""From the outbox to one e-mail a day for each person, sent at the hour they chose.

A reminder stands in the outbox exactly once. Its e-mail is sent *at least* once: a worker that dies between
the mail server's "accepted" and our commit leaves the digest as being sent, and after ``LEASE`` it is sent
again. The same e-mail twice is a nuisance, a deadline missed is worse; both copies carry one Message-ID, so
that most programs show one.

Each digest is sent by a job (``jobdesk.jobs``), as is all work that follows a commit. What the e-mail says,
and whether it arrived, stays in tables of its own: a reminder is unique by recipient, kind, subject and day,
many make one e-mail, and what could not be delivered is shown to coordinators for longer than a job is kept.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from desk.models import Digest, Reminder, ReminderSettings
from desk.reminders.mails import digest_mail
from jobdesk.jobs.mails import transmit

MINUTE = timedelta(minutes=1)
LEASE = 30 * MINUTE  # the time limit of a task: a worker that claimed a digest longer ago is dead
FIRST_BACK_OFF, LONGEST_BACK_OFF = 2 * MINUTE, 50 * MINUTE  # under the hour after which Redis hands out again
MAX_ATTEMPTS = 12  # over about six hours
REFUSED_FOR_GOOD = 500  # SMTP answers from here on are final, under it they are for now


@transaction.atomic
def prepare_digests(now: datetime, *, day: date | None = None, hour: int | None = None) -> int:
    """Put the reminders of those whose hour has come into the digest of the day; return how many.

    Set-wise, and only into digests that nobody is sending: what comes later waits for tomorrow's. ``day`` and
    ``hour`` are those of ``now`` in the time zone of the site, unless somebody sends by hand.
    """
    local = timezone.localtime(now)
    day, hour = day or local.date(), local.hour if hour is None else hour
    waiting = Reminder.objects.filter(digest=None, recipient__is_active=True)
    recipients = waiting.filter(_hour_has_come(hour)).values_list("recipient", flat=True)
    Digest.objects.bulk_create(
        [Digest(recipient_id=pk, day=day, try_at=now) for pk in recipients.order_by("recipient").distinct()],
        batch_size=5_000,
        ignore_conflicts=True,
    )
    open_today = Digest.objects.filter(day=day, status=Digest.Status.WAITING)
    # Held until the commit, so that no sender reads a digest that is being filled.
    list(open_today.select_for_update().order_by("pk").values_list("pk", flat=True))
    mine = open_today.filter(recipient=OuterRef("recipient")).values("pk")[:1]
    return waiting.filter(recipient__in=open_today.values("recipient")).update(digest=Subquery(mine))


def _hour_has_come(hour: int) -> Q:
    chosen = Q(recipient__reminder_settings__hour__lte=hour)
    return chosen | Q(recipient__reminder_settings=None) if hour >= ReminderSettings.DEFAULT_HOUR else chosen


def digests_to_send(now: datetime) -> QuerySet[Digest]:
    """Digests that wait and may be tried, and those whose sender must have died."""
    return Digest.objects.filter(
        status__in=[Digest.Status.WAITING, Digest.Status.SENDING], try_at__lte=now
    ).order_by("pk")


def send_digest(pk: int, now: datetime | None = None) -> timedelta | None:
    """Send one digest unless somebody else does; return after how long to try again, or None.

    Side effects in order: marks it as being sent and commits; e-mails; keeps what came of it. A refused
    address and the last failed attempt stay visible to the coordinators until somebody tries again.
    """
    now = now or timezone.now()
    digest = _claimed(pk, now)
    if digest is None:
        return None
    mail = digest_mail(digest)
    if mail is None:
        return _keep(digest, Digest.Status.EMPTY)
    try:
        transmit(mail)
    except SMTPRecipientsRefused as error:
        code = max(answer[0] for answer in error.recipients.values())
        return _refused(digest, now, f"recipient refused, {code}", code, Digest.Status.BOUNCED)
    except SMTPDataError as error:
        words = f"message refused, {error.smtp_code}"
        return _refused(digest, now, words, error.smtp_code, Digest.Status.FAILED)
    except SMTPResponseException as error:
        # Who may send, and how, is in our own settings: try again until somebody has corrected them.
        return _not_taken(digest, now, f"{type(error).__name__}, {error.smtp_code}")
    except (SMTPException, OSError) as error:
        return _not_taken(digest, now, type(error).__name__)
    with transaction.atomic():
        digest.reminders.update(sent_at=now)
        digest.sent_at = now
        return _keep(digest, Digest.Status.SENT)


def _claimed(pk: int, now: datetime) -> Digest | None:
    """Mark a digest as being sent; None when it is not to be sent, or somebody else has it."""
    is_free = digests_to_send(now).filter(pk=pk)
    # A digest that kills its worker each time ends here, where it is seen.
    is_free.filter(attempts__gte=MAX_ATTEMPTS).update(
        status=Digest.Status.FAILED, last_error="the worker did not finish"
    )
    claimed = is_free.update(status=Digest.Status.SENDING, attempts=F("attempts") + 1, try_at=now + LEASE)
    return Digest.objects.select_related("recipient").get(pk=pk) if claimed else None


def _refused(digest: Digest, now: datetime, error: str, code: int, final: str) -> timedelta | None:
    """What the mail server refuses for good it refuses again: it becomes visible at once."""
    if code < REFUSED_FOR_GOOD:
        return _not_taken(digest, now, error)
    digest.last_error = error
    return _keep(digest, final)


def _not_taken(digest: Digest, now: datetime, error: str) -> timedelta | None:
    digest.last_error = error
    if digest.attempts >= MAX_ATTEMPTS:
        return _keep(digest, Digest.Status.FAILED)
    back_off = min(FIRST_BACK_OFF * 2 ** (digest.attempts - 1), LONGEST_BACK_OFF)
    digest.try_at = now + back_off
    _keep(digest, Digest.Status.WAITING)
    return back_off


def _keep(digest: Digest, status: str) -> None:
    digest.status = status
    if status in (Digest.Status.SENT, Digest.Status.EMPTY):
        digest.last_error = ""
    digest.save(update_fields=["status", "last_error", "sent_at", "try_at"])
