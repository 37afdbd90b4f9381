"""Reminders: the outbox, the e-mail of the day, and what a user wants of it.

Not scoped: a row belongs to its recipient. It holds keys and days, never a name; what a recipient may still
see of a subject is decided when the e-mail is written, through the scoped managers.
"""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Digest(models.Model):
    """The one e-mail with reminders that a person gets in a day.

    ``last_error`` is a class and a code, never an address. ``try_at``: not before; for one that is being
    sent, when its sender may be taken for dead.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        EMPTY = "empty", _("Nothing to say any more")
        FAILED = "failed", _("The mail server did not take it")
        BOUNCED = "bounced", _("The address was refused")

    UNDELIVERED = (Status.FAILED, Status.BOUNCED)

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests")
    day = models.DateField(_("day"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    try_at = models.DateTimeField(default=timezone.now)
    last_error = models.CharField(_("what went wrong"), max_length=80, blank=True)
    sent_at = models.DateTimeField(_("sent on"), null=True, blank=True)

    class Meta:
        verbose_name = _("e-mail with reminders")
        verbose_name_plural = _("e-mails with reminders")
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["status", "try_at"], name="digest_status_try")]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "day"],
                name="digest_once_a_day",
                violation_error_message=_("This person has an e-mail of this day already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id} {self.day}"


class Reminder(models.Model):
    """One thing that one person is reminded of, once. ``kind`` says which table ``subject_id`` points to."""

    # Every index costs at each of the night's rows: these two are the unique key, and the partial one below.
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminders", db_index=False
    )
    kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    due_on = models.DateField()
    created_at = models.DateTimeField(default=timezone.now)
    digest = models.ForeignKey(Digest, models.PROTECT, null=True, related_name="reminders", db_index=False)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                fields=["recipient"], condition=models.Q(digest=None), name="reminder_without_digest"
            ),
            models.Index(fields=["digest"], condition=models.Q(digest__isnull=False), name="reminder_digest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "subject_id", "due_on"],
                name="reminder_once",
                violation_error_message=_("This person is reminded of this already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id} {self.kind} {self.subject_id} {self.due_on}"


class ReminderRun(models.Model):
    """How far the collecting of a kind on a day has come: the next worker begins after ``last_subject``."""

    on = models.DateField()
    kind = models.CharField(max_length=20)
    last_subject = models.BigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("collecting of reminders")
        verbose_name_plural = _("collecting of reminders")
        ordering = ["-on", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["on", "kind"],
                name="reminder_run_once",
                violation_error_message=_("This kind is being collected for this day already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"


class ReminderSettings(models.Model):
    """The hour from which a user wants the e-mail; without a row it is ``DEFAULT_HOUR``."""

    DEFAULT_HOUR = 7

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminder_settings")
    hour = models.PositiveSmallIntegerField(
        _("hour"), default=DEFAULT_HOUR, validators=[MaxValueValidator(23)]
    )

    class Meta:
        verbose_name = _("wishes about reminders")
        verbose_name_plural = _("wishes about reminders")

    def __str__(self) -> str:
        return f"{self.user_id} {self.hour}"


class ReminderMute(models.Model):
    """A topic that a user wants no reminders of."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminder_mutes")
    topic = models.CharField(max_length=20)

    class Meta:
        verbose_name = _("muted topic")
        verbose_name_plural = _("muted topics")
        ordering = ["user", "topic"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "topic"],
                name="reminder_mute_once",
                violation_error_message=_("This topic is muted already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.topic}"
