"""A start that was recorded although something stood in its way, and the asking for it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.scoping import DESK, ScopedModel
from matching.models.placement import Placement


class StartOverride(ScopedModel):
    """What stood in the way of a start that a coordinator recorded all the same. Never changed or deleted.

    It keeps a fact, that somebody worked a day; it permits nothing. ``hindrances`` are the codes of
    ``matching.services.hindrances`` as of ``started_on``.
    """

    class Reason(models.TextChoices):
        FILED = "filed", _("Filed in time, but not confirmed by the authority yet")
        SAID = "said", _("The authority said so by telephone or e-mail")
        ELSEWHERE = "elsewhere", _("It is in order, and recorded in another system")
        WAS_AT_WORK = "was_at_work", _("The person was at work before the desk knew")
        OTHER = "other", _("Another reason")

    placement = models.OneToOneField(Placement, models.PROTECT, related_name="start_override")
    started_on = models.DateField(_("first day worked"))
    hindrances = models.JSONField(_("what stood in the way"), default=list)
    reason = models.CharField(_("why it is recorded all the same"), max_length=12, choices=Reason)
    words = models.TextField(_("in words"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"), default=timezone.now)

    scope_lenses = {DESK: ("placement__resident__centre", "centres")}

    class Meta:
        verbose_name = _("start recorded all the same")
        verbose_name_plural = _("starts recorded all the same")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.started_on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a new one. Raises TypeError for one that is there."""
        if self.pk is not None:
            raise TypeError("What was overridden is not changed.")
        super().save(*args, **kwargs)


class StartRequest(ScopedModel):
    """A coach asks the coordinators to record a start all the same; it is theirs until one answers.

    ``seen_on``: when the coach read the answer.
    """

    class Status(models.TextChoices):
        ASKED = "asked", _("Asked")
        RECORDED = "recorded", _("The start is recorded")
        DECLINED = "declined", _("Not recorded")

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="start_requests")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ASKED)
    started_on = models.DateField(_("first day worked"))
    words = models.CharField(_("in words"), max_length=500, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_on = models.DateField(_("asked on"))
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    seen_on = models.DateField(_("read on"), null=True, blank=True)

    scope_lenses = {DESK: ("placement__resident__centre", "centres")}

    class Meta:
        verbose_name = _("question to record a start all the same")
        verbose_name_plural = _("questions to record a start all the same")
        ordering = ["-asked_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(status="asked"),
                name="start_request_asked_once",
                violation_error_message=_("The coordinators have been asked already."),
            ),
            models.CheckConstraint(
                condition=Q(status="asked", answered_on=None)
                | (~Q(status="asked") & Q(answered_on__isnull=False)),
                name="start_request_answered_has_day",
                violation_error_message=_("An answer has a day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.status}"

    @property
    def resident_id(self) -> int:
        """The person it is about, for the trail."""
        return self.placement.resident_id
