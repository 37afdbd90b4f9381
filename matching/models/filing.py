"""What a company sent of one paper."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.scoping import COMPANY, DESK, ScopedManager, ScopedModel
from matching.models.placement import Placement
from residents.models import Step, StepEvidence


class FilingQuerySet(models.QuerySet["Filing"]):
    """The reads of filed papers that are asked for often."""

    def waiting(self) -> Self:
        """Papers that the desk still has to look at: not those whose step was closed in another way."""
        return self.filter(status=Filing.Status.SENT, step__status=Step.Status.OPEN)


class Filing(ScopedModel):
    """What a company says it has filed for somebody whom it hires: a step that the desk checks.

    ``filed_on`` is the day on which it went to the authority; of the confirmation of a start, the first day
    worked. The company sees that files were sent and by whom; only the desk opens them.
    """

    class Status(models.TextChoices):
        SENT = "sent", _("Waits for the desk")
        SEEN = "seen", _("Seen, waits for the authority")
        COMPLETE = "complete", _("Complete")
        ASKED_AGAIN = "asked_again", _("Asked again")
        TAKEN_BACK = "taken_back", _("Taken back")

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="filings")
    step = models.ForeignKey(Step, models.PROTECT, related_name="filings")
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.SENT)
    filed_on = models.DateField(_("filed on"))
    reference = models.CharField(_("reference of the authority"), max_length=60, blank=True)
    files = models.ManyToManyField(StepEvidence, related_name="filings", blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now)
    check_due_on = models.DateField(_("checked by"))
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    reason = models.CharField(_("why it is asked again"), max_length=500, blank=True)

    scope_lenses = {
        DESK: ("placement__resident__centre", "centres"),
        COMPANY: ("placement__match__company__organisation", "organisations"),
    }

    objects = ScopedManager.from_queryset(FilingQuerySet)()

    class Meta:
        verbose_name = _("filed paper")
        verbose_name_plural = _("filed papers")
        ordering = ["-sent_at", "-id"]
        indexes = [models.Index(fields=["status", "check_due_on"], name="filing_status_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["step"],
                condition=Q(status="sent"),
                name="filing_waits_once",
                violation_error_message=_("This has been sent already, and waits for the desk."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.step_id} {self.status}"

    @property
    def resident_id(self) -> int:
        """The person it is about, for the trail."""
        return self.placement.resident_id
