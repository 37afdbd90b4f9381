"""The trail: who did what, when, and every change of status with its reason. Rows are only ever added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.following import tell_of_cases
from jobdesk.trail.scoping import current_scope

if TYPE_CHECKING:
    from jobdesk.accounts.models import User

# From each status to those that may follow it; the keys are members of a model's choices.
Transitions = Mapping[Any, frozenset[str]]


class MissingActor(RuntimeError):
    """Something was written without a person or a job to answer for it."""


class AppendOnly(models.Model):
    """A row of the trail. It cannot be changed or deleted through the model."""

    at = models.DateTimeField(gettext_lazy("when"), default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=gettext_lazy("who"),
    )
    job = models.CharField(gettext_lazy("job"), max_length=60, blank=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    # The person whose case it is about, where there is one; a plain number: jobdesk knows no app above it.
    resident_id = models.BigIntegerField(null=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("The trail is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *_args, **_kwargs) -> None:
        raise TypeError("The trail is append-only.")


class AuditEntry(AppendOnly):
    """One action on one row, with the fields that changed."""

    action = models.CharField(max_length=60)
    changes = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = gettext_lazy("audit entry")
        verbose_name_plural = gettext_lazy("audit entries")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="audit_subject"),
            models.Index(fields=["resident_id", "-at"], name="audit_resident"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_type} {self.subject_id}"


class StatusChange(AppendOnly):
    """A row went from one status to another, and why. ``on`` is the day it holds from."""

    from_status = models.CharField(max_length=30, blank=True)
    to_status = models.CharField(max_length=30)
    on = models.DateField()
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = gettext_lazy("change of status")
        verbose_name_plural = gettext_lazy("changes of status")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="status_subject"),
            models.Index(fields=["resident_id", "-at"], name="status_resident"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}: {self.from_status} → {self.to_status}"


def _signed(subject: models.Model) -> dict[str, Any]:
    scope = current_scope()
    if scope.actor is None and not scope.job:
        raise MissingActor(f"Nobody answers for a change of {subject._meta.label}.")
    return {
        "actor": scope.actor,
        "job": scope.job,
        "subject_type": subject._meta.label_lower,
        "subject_id": subject.pk,
        "resident_id": getattr(subject, "resident_id", None),
    }


def acting_user() -> User:
    """Return the user of the open scope, for what only a person may do. Raises MissingActor."""
    actor = current_scope().actor
    if actor is None:
        raise MissingActor("Only a user may do this.")
    return actor


def record(action: str, subject: models.Model, changes: Mapping[str, Any] | None = None) -> AuditEntry:
    """Add an audit entry for ``subject``; the actor is that of the open scope. Raises MissingActor."""
    entry = AuditEntry.objects.create(action=action, changes=dict(changes or {}), **_signed(subject))
    tell_of_cases([entry.resident_id])
    return entry


def record_many(action: str, changed: Iterable[tuple[models.Model, Mapping[str, Any]]]) -> None:
    """Add an audit entry for each of many subjects in one statement. Raises MissingActor."""
    entries = AuditEntry.objects.bulk_create(
        AuditEntry(action=action, changes=dict(changes), **_signed(subject)) for subject, changes in changed
    )
    tell_of_cases([entry.resident_id for entry in entries])


def record_status(
    subject: models.Model,
    from_status: str,
    to_status: str,
    *,
    on: date | None = None,
    reason: str = "",
) -> None:
    """Add a change of status that has been saved already (or a first status). Raises MissingActor."""
    change = StatusChange.objects.create(
        from_status=from_status,
        to_status=to_status,
        on=on or timezone.localdate(),
        reason=reason,
        **_signed(subject),
    )
    tell_of_cases([change.resident_id])


def record_status_many(changed: Iterable[tuple[models.Model, str, date | None]]) -> None:
    """Add, in one statement, a change of status of each of many subjects: with what it was, and the day.

    Without a day: today. Raises MissingActor.
    """
    today = timezone.localdate()
    changes = StatusChange.objects.bulk_create(
        StatusChange(from_status=before, to_status=subject.status, on=on or today, **_signed(subject))
        for subject, before, on in changed
    )
    tell_of_cases([change.resident_id for change in changes])


def change_status(
    subject: models.Model,
    to_status: str,
    transitions: Transitions,
    *,
    on: date | None = None,
    reason: str = "",
    also: Mapping[str, Any] | None = None,
) -> None:
    """Move ``subject.status`` along the transition table: checks, saves, records. Call inside a transaction.

    ``also`` are fields that change with it and are saved at once (the day of completion, for example).
    Raises RuleBroken when the table does not lead there.
    """
    from_status = subject.status
    set_status(subject, to_status, transitions)
    for name, value in (also or {}).items():
        setattr(subject, name, value)
    subject.save(update_fields=["status", *(also or {})])
    record_status(subject, from_status, to_status, on=on, reason=reason)


def set_status(subject: models.Model, to_status: str, transitions: Transitions) -> None:
    """Set ``subject.status`` as the transition table allows; saving and recording is left to the caller.

    Raises RuleBroken when the table does not lead there.
    """
    from_status = subject.status
    if to_status not in transitions.get(from_status, frozenset()):
        labels = dict(subject._meta.get_field("status").flatchoices)
        raise RuleBroken(
            _("This cannot go from “%(from)s” to “%(to)s”.")
            % {
                "from": labels.get(from_status, from_status),
                "to": labels.get(to_status, to_status),
            }
        )
    subject.status = to_status
