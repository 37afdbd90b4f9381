"""Scheduled work on proposals, declarations of income and reminders.

Arguments are keys, never names or numbers of persons.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from celery import shared_task
from django.utils import timezone, translation

from desk.lists import LISTS
from desk.reminders.collect import BATCH, collect, is_collected
from desk.reminders.digests import digests_to_send, prepare_digests, send_digest
from jobdesk.accounts.hats import hat_for
from jobdesk.accounts.models import User
from jobdesk.lists.bulk import go_on
from jobdesk.lists.definition import Reader
from jobdesk.lists.exports import build_file, expire_files
from jobdesk.lists.models import BulkRun, ListFile
from jobdesk.trail.scoping import open_scope, system_scope
from matching.services import (
    lapse_unanswered,
    open_declarations,
    open_permit_renewals,
    review_permit_steps,
    withdraw_unconsented,
)
from residents.law_values import read_once
from residents.services import open_document_renewals


@shared_task
def lapse_unanswered_proposals() -> int:
    """Let proposals lapse whose days to answer are over; can be repeated without harm. Returns how many."""
    with system_scope("lapse unanswered proposals"):
        return lapse_unanswered()


@shared_task
def withdraw_unconsented_proposals() -> int:
    """Take back proposals without consent; can be repeated without harm. Returns how many."""
    with system_scope("proposals without consent"):
        return withdraw_unconsented()


@shared_task
def open_income_declarations() -> int:
    """Open the declarations of last month's wage; can be repeated without harm. Returns how many.

    Every night: a start that was recorded late has months to catch up on.
    """
    with system_scope("declarations of income"):
        return open_declarations()


@shared_task
def review_steps() -> int:
    """Open what the calendar and changes of status ask for; can be repeated without harm. Returns how many.

    The renewal of documents and work permits that end soon, and the permits of planned work.
    """
    with system_scope("review of steps"):
        return open_document_renewals() + open_permit_renewals() + review_permit_steps()


@shared_task
def go_on_with_run(run_id: int) -> None:
    """Do the next step of an action on many rows, in the scope of who asked. Harmless when run twice."""
    run = BulkRun.objects.select_related("owner").get(pk=run_id)
    with _as(run.owner, run.role) as reader:
        go_on(run, LISTS[run.list_name], reader)


@shared_task
def make_list_file(file_id: int) -> None:
    """Write the file of a list, in the scope of who asked. Harmless when it is run twice."""
    made = ListFile.objects.select_related("owner").get(pk=file_id)
    with _as(made.owner, made.role) as reader:
        build_file(made, LISTS[made.list_name], reader)


@shared_task
def expire_list_files() -> int:
    """Delete files of lists whose time is over; can be repeated without harm. Returns how many."""
    with system_scope("expire files of lists"):
        return expire_files()


@contextmanager
def _as(user: User, role: str) -> Iterator[Reader]:
    """Open what a person sees in a role, in their language: a task does no more than they could."""
    hat = hat_for(user, role)
    with open_scope(hat.scope), translation.override(user.language), read_once():
        yield Reader(hat, user, timezone.localdate())


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
