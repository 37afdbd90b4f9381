"""From "asked for" to "done": every write to a job.

A job is written in the transaction of the change that it follows (``enqueue``), handed to the queue after
the commit, and handed out again by the sweeper for as long as nobody has done it. So a queue that is away, or
that has lost what it was given, costs time and nothing else. Whoever takes a job up claims it by a
conditional update: two workers never have one job at the same moment. A worker says every few seconds that it
lives; one that falls silent has died, and the sweeper takes its job back.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError as QueueAway

from jobdesk.accounts.models import User
from jobdesk.jobs.kinds import KINDS
from jobdesk.jobs.models import SILENCE, Job
from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import ScopeNotOpen, current_scope

logger = logging.getLogger(__name__)

Status = Job.Status
MINUTE = timedelta(minutes=1)
LONGEST_BACK_OFF = 60 * MINUTE
SKEW = timedelta(seconds=30)  # by which the clocks of two machines may differ
HANDED_OUT_FOR = 10 * MINUTE  # what the queue was given so long ago, it is given again
AT_A_SWEEP = 500  # jobs handed out by one sweep
WEEK = timedelta(days=7)
KEPT = {Status.DONE: WEEK, Status.CANCELLED: WEEK, Status.FAILED: 4 * WEEK}
WORKER_LOST = "worker lost"


def enqueue(kind: str, *arguments: int | str, at_commit: bool = True) -> Job:
    """Have a job done after the commit of the open transaction; return it.

    ``arguments`` are keys, never names. A job of the same kind and arguments that still waits is not doubled:
    it becomes due now. With ``at_commit=False`` the caller does it, or hands it out, as soon as the
    transaction has ended; the sweeper does if the caller dies before that. Raises RuntimeError outside a
    transaction: what is asked for must not outlive, nor miss, the change that it follows.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"A job ({kind}) is asked for in the transaction of the change that it follows.")
    if kind not in KINDS:
        raise KeyError(f"There is no kind of job named {kind}.")
    same = Job.objects.select_for_update(of=("self",)).filter(
        kind=kind, arguments=list(arguments), status__in=Job.TO_DO
    )
    job = same.first() or Job(kind=kind, arguments=list(arguments), actor=_actor())
    job.not_before = timezone.now() + (timedelta(0) if at_commit else MINUTE)
    job.handed_out_at = None
    job.save()
    if at_commit:
        transaction.on_commit(partial(hand_out, job.pk))
    return job


def enqueue_at_once(kind: str, *arguments: int | str) -> None:
    """Have a job done that follows no change of this process: one that a scheduled task found to be due."""
    with transaction.atomic():
        job = enqueue(kind, *arguments, at_commit=False)
        Job.objects.filter(pk=job.pk).update(not_before=timezone.now())
    hand_out(job.pk)


def hand_out(pk: int) -> bool:
    """Give a job to the queue; say whether the queue took it. If not, the sweeper tries again."""
    from jobdesk.jobs.tasks import run_job  # the task calls this module

    now = timezone.now()
    # Before the queue has it: a quick worker may have put it back by the time that the queue has answered.
    Job.objects.filter(pk=pk).update(handed_out_at=now)
    try:
        run_job.apply_async((pk,), retry=False)
    except (QueueAway, OSError) as error:
        logger.warning("The queue does not answer (%s): job %s waits.", type(error).__name__, pk)
        Job.objects.filter(pk=pk, handed_out_at=now).update(handed_out_at=None)
        return False
    return True


def claim(pk: int, *, is_early: bool = False) -> Job | None:
    """Take a job up; None when it is not to be done (yet), or somebody else has it.

    ``is_early``: by the one who asked for it with ``at_commit=False``.
    """
    now = timezone.now()
    free = Job.objects.filter(pk=pk, status__in=Job.TO_DO)
    if not is_early:
        free = free.filter(not_before__lte=now + SKEW)
    is_mine = free.update(
        status=Status.RUNNING, attempts=F("attempts") + 1, heartbeat_at=now, done=0, total=0, error=""
    )
    return Job.objects.get(pk=pk) if is_mine else None


def finish(job: Job) -> None:
    """Note that a claimed job is done, unless it was taken back meanwhile."""
    _mine(job).update(status=Status.DONE, ended_at=timezone.now())


@transaction.atomic
def give_up(job: Job, error: str) -> None:
    """Note that a claimed job failed for good, and let its kind put things in order (``Kind.on_end``)."""
    is_mine = _mine(job).update(status=Status.FAILED, ended_at=timezone.now(), error=error[:80])
    kind = job.as_kind
    if is_mine and kind and kind.on_end:
        kind.on_end(*job.arguments)


def put_back(job: Job, error: str, at: datetime | None = None) -> None:
    """Have a claimed job that broke off tried again: ``at`` that moment, or after a pause that grows.

    After the last attempt it fails for good.
    """
    kind = job.as_kind
    if kind is None or job.attempts >= kind.attempts:
        give_up(job, error)
        return
    if at is None:
        at = timezone.now() + min(MINUTE * 2 ** (job.attempts - 1), LONGEST_BACK_OFF)
    _mine(job).update(status=Status.STOPPED, not_before=at, handed_out_at=None, error=error[:80])


@transaction.atomic
def try_again(job: Job) -> None:
    """Have a job done now that waits, stopped or was not done; records ``job.tried_again``.

    Lets the kind of a job that ended put things in order (``Kind.again``). Raises RuleBroken for a job that
    is under way or done.
    """
    hold(job)
    if not job.can_try_again:
        raise RuleBroken(_("This is under way, or it has ended."))
    if job.status in Job.NOT_DONE:
        kind = job.as_kind
        if kind and kind.again:
            kind.again(*job.arguments)
        job.status, job.attempts, job.ended_at, job.error = Status.WAITING, 0, None, ""
    job.not_before, job.handed_out_at = timezone.now(), None
    job.save()
    audit.record("job.tried_again", job, {"kind": job.kind})
    transaction.on_commit(partial(hand_out, job.pk))


@transaction.atomic
def cancel(job: Job) -> None:
    """Call a job off; records ``job.cancelled`` and lets its kind put things in order (``Kind.on_end``).

    Work that is under way stops when it next says how far it is. Raises RuleBroken for a job that has ended,
    or that cannot be called off.
    """
    hold(job)
    if not job.can_cancel:
        raise RuleBroken(_("This cannot be cancelled any more."))
    job.status, job.ended_at = Status.CANCELLED, timezone.now()
    job.save(update_fields=["status", "ended_at"])
    audit.record("job.cancelled", job, {"kind": job.kind})
    kind = job.as_kind
    if kind and kind.on_end:
        kind.on_end(*job.arguments)


def sweep(now: datetime) -> None:
    """Take back the jobs of workers that died, and hand out what is due and in nobody's hands."""
    silent = Job.objects.filter(status=Status.RUNNING, heartbeat_at__lt=now - SILENCE)
    for pk in list(silent.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            job = silent.select_for_update(of=("self",)).filter(pk=pk).first()
            if job:  # its worker has said nothing since
                logger.warning("The worker of job %s (%s) is silent: taken back.", job.pk, job.kind)
                put_back(job, WORKER_LOST, now)
    in_nobodys_hands = Q(handed_out_at=None) | Q(handed_out_at__lt=now - HANDED_OUT_FOR)
    due = Job.objects.filter(in_nobodys_hands, status__in=Job.TO_DO, not_before__lte=now)
    for pk in list(due.order_by("not_before", "pk").values_list("pk", flat=True)[:AT_A_SWEEP]):
        if not hand_out(pk):
            break  # the queue is away for all of them


def delete_old_jobs() -> int:
    """Delete the jobs that ended some time ago; return how many. What they did stands in the trail."""
    now, count = timezone.now(), 0
    for status, kept in KEPT.items():
        deleted, _by_model = Job.objects.filter(status=status, ended_at__lt=now - kept).delete()
        count += deleted
    return count


def _mine(job: Job) -> QuerySet[Job]:
    """The row of a job, if this run of it is still the one that counts."""
    return Job.objects.filter(pk=job.pk, status=Status.RUNNING, attempts=job.attempts)


def _actor() -> User | None:
    try:
        return current_scope().actor
    except ScopeNotOpen:
        return None
