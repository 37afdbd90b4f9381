"""A company that looks like one that was banned or paused."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from employers.models import Company
from jobdesk.trail.scoping import DESK, ScopedModel
from matching.models.measure import Measure


class Resemblance(ScopedModel):
    """What of a company is the same as of one under a pause or ban. It refuses nothing by itself.

    While it is open, and until a second coordinator approves, the company waits for the check.
    ``evidence``: codes of ``matching/integrity/likeness.py``.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Nobody has looked yet")
        OTHER = "other", pgettext_lazy("resemblance", "Another company")
        SAME = "same", _("The same company")

    company = models.ForeignKey(Company, models.PROTECT, related_name="resemblances")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="resemblances")
    evidence = models.JSONField(default=list)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    found_on = models.DateField(_("found on"), default=timezone.localdate)
    reason = models.TextField(_("why"), max_length=1000, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(_("decided on"), null=True, blank=True)

    scope_lenses = {DESK: ("company__organisation__country", "countries")}

    class Meta:
        verbose_name = _("resemblance")
        verbose_name_plural = _("resemblances")
        ordering = ["found_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "measure"],
                name="resemblance_once",
                violation_error_message=_("These two are compared already."),
            ),
            models.CheckConstraint(
                condition=Q(status="open")
                | (Q(decided_by__isnull=False, decided_on__gte=F("found_on")) & ~Q(reason="")),
                name="resemblance_decided_with_reason",
                violation_error_message=_("Say why they are the same or not."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} {self.measure_id} {self.status}"
