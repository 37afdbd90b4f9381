"""What is to be done after a commit, and the e-mails that wait to be sent."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.jobs.kinds import KINDS, Kind
from jobdesk.jobs.words import reason

BEAT = timedelta(seconds=10)  # how often a worker says that it lives
SILENCE = timedelta(seconds=60)  # a worker that says nothing for so long is dead


class Job(models.Model):
    """One piece of work that somebody asked for.

    Written in the transaction of the change that it follows, so that neither is there without the other.
    ``kind`` names an entry of ``jobdesk.jobs.kinds.KINDS``; ``arguments`` are keys and addresses of the site,
    never names; ``error`` is a code, never a message. ``attempts`` also tells one run of a job from the next.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Under way")
        STOPPED = "stopped", _("Stopped")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    TO_DO = (Status.WAITING, Status.STOPPED)
    OPEN = (*TO_DO, Status.RUNNING)
    NOT_DONE = (Status.FAILED, Status.CANCELLED)

    kind = models.CharField(_("kind of work"), max_length=40)
    arguments = models.JSONField(default=list)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("asked by")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    not_before = models.DateTimeField(default=timezone.now)
    handed_out_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=80, blank=True)
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(fields=["status", "not_before"], name="job_due"),
            models.Index(fields=["kind", "status"], name="job_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, status__in=["waiting", "running", "stopped"])
                | Q(ended_at__isnull=False, status__in=["done", "failed", "cancelled"]),
                name="job_ended_at",
                violation_error_message=_("A job that has ended has a time at which it ended, no other has."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def as_kind(self) -> Kind | None:
        """The kind of this job; None for one that a later release does not know any more."""
        return KINDS.get(self.kind)

    @property
    def label(self) -> str:
        """What it is, in the words of the reader."""
        return str(self.as_kind.label) if self.as_kind else self.kind

    @property
    def reason(self) -> str:
        """Why it failed or stopped, in the words of the reader; empty when nothing went wrong."""
        return reason(self.error) if self.error else ""

    @property
    def is_silent(self) -> bool:
        """Whether it is said to run, but its worker must have died."""
        return self.status == self.Status.RUNNING and self.heartbeat_at < timezone.now() - SILENCE

    @property
    def state(self) -> str:
        """The status as it is, also before the sweeper has noticed that a worker died."""
        return self.Status.STOPPED if self.is_silent else self.status

    @property
    def is_at_rest(self) -> bool:
        """Whether nobody is busy with it and it will be taken up."""
        return self.state in self.TO_DO

    @property
    def can_try_again(self) -> bool:
        """Whether it can be tried again from here: now, if it waits or stopped."""
        if self.as_kind is None:
            return False
        return self.status in self.TO_DO or (self.status in self.NOT_DONE and self.as_kind.can_try_again)

    @property
    def can_cancel(self) -> bool:
        """Whether somebody can call it off: what nobody asked for is the site's own.

        Work that is under way is called off only where its kind knows how to leave things (``on_end``).
        """
        if self.as_kind is None or not self.as_kind.can_cancel or self.actor_id is None:
            return False
        return self.status in self.TO_DO or (
            self.status == self.Status.RUNNING and self.as_kind.on_end is not None
        )


class SealedMail(models.Model):
    """An e-mail that waits to be sent, encrypted: it may hold a secret link. Deleted once it is sent."""

    content = models.TextField()
    sealed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("e-mail that waits")
        verbose_name_plural = _("e-mails that wait")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)
