"""Doing a job: with a sign of life for as long as it runs, and what came of it written down."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar

from django.db import DatabaseError, connection
from django.utils import timezone

from jobdesk.jobs import services
from jobdesk.jobs.kinds import GiveUpError, TakenBack, TryLaterError
from jobdesk.jobs.models import BEAT, Job
from jobdesk.trail.errors import RuleBroken

logger = logging.getLogger(__name__)


class Heartbeat:
    """Says every few seconds that the worker of a job lives, and how far it is.

    In a thread with a database connection of its own: the work may be inside one long transaction, which
    would hide it. Stops when the work takes longer than its kind may, so that a job that hangs is taken back.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self.done, self.total = 0, 0
        self.is_taken_back = False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat_on, name=f"heartbeat-{job.pk}", daemon=True)

    def __enter__(self) -> Heartbeat:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join(timeout=1)  # on SQLite it may be waiting for its turn to write

    def _beat_on(self) -> None:
        until = time.monotonic() + self.job.as_kind.longest.total_seconds()
        try:
            while not self._over.wait(BEAT.total_seconds()) and time.monotonic() < until:
                try:
                    self.beat()
                except DatabaseError as error:
                    logger.warning("Heartbeat of job %s: %s.", self.job.pk, type(error).__name__)
                    connection.close()
        finally:
            connection.close()

    def beat(self) -> None:
        """Write the sign of life; notice whether the job was cancelled or given to another worker."""
        mine = Job.objects.filter(pk=self.job.pk, status=Job.Status.RUNNING, attempts=self.job.attempts)
        if not mine.update(heartbeat_at=timezone.now(), done=self.done, total=self.total):
            self.is_taken_back = Job.objects.filter(pk=self.job.pk).exists()


_heartbeat: ContextVar[Heartbeat | None] = ContextVar("jobdesk_heartbeat", default=None)


def say_how_far(done: int, total: int) -> None:
    """Say how far the job is that is being done; nothing outside one.

    Raises TakenBack when it was cancelled or given to another worker: what is not committed by now is not.
    """
    heartbeat = _heartbeat.get()
    if heartbeat is None:
        return
    if heartbeat.is_taken_back:
        raise TakenBack
    heartbeat.done, heartbeat.total = done, total


@contextmanager
def doing(job: Job) -> Iterator[None]:
    """Do a claimed job in the block; write down what came of it. What the block raises is raised again."""
    with Heartbeat(job) as heartbeat:
        token = _heartbeat.set(heartbeat)
        try:
            yield
        except TakenBack:
            raise
        except TryLaterError as error:
            services.put_back(job, error.code, error.after and timezone.now() + error.after)
            raise
        except GiveUpError as error:
            services.give_up(job, error.code)
            raise
        except RuleBroken as error:  # a rule is not mended by waiting
            services.give_up(job, type(error).__name__)
            raise
        except Exception as error:
            services.put_back(job, type(error).__name__)
            raise
        else:
            services.finish(job)
        finally:
            _heartbeat.reset(token)


def run_here(job: Job) -> None:
    """Do a short job in the request that asked for it with ``at_commit=False``. Raises what its work raises.

    What gives up has told those who wait already. If this process dies, the sweeper has the job done.
    """
    claimed = services.claim(job.pk, is_early=True)
    if claimed is None:
        return
    with suppress(GiveUpError), doing(claimed):
        claimed.as_kind.work(*claimed.arguments)


def run(pk: int) -> None:
    """Do a job, unless it is done, not due, or somebody else has it."""
    job = services.claim(pk)
    if job is None:
        return
    kind = job.as_kind
    if kind is None:  # of a release before or after this one
        services.give_up(job, "unknown kind")
        return
    try:
        with doing(job):
            kind.work(*job.arguments)
    except (TakenBack, TryLaterError, GiveUpError, RuleBroken) as error:
        logger.warning("Job %s (%s): %s.", pk, job.kind, getattr(error, "code", "") or type(error).__name__)
    except Exception:
        logger.exception("Job %s (%s) broke off.", pk, job.kind)
