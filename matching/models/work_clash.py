"""What clashes with somebody's work, kept from the day it was found until its cause is gone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.scoping import DESK, ScopedModel
from matching.clashes.records import Clash, Severity
from matching.models.placement import Placement
from matching.models.proposal import Proposal
from residents.models import Resident

SEVERITIES = {
    Severity.STOPS: _("Stops the work"),
    Severity.HURTS: _("Can go wrong"),
    Severity.TO_KNOW: _("Good to know"),
}


class WorkClash(ScopedModel):
    """One thing that does not go together with a placement, or with the work of a proposal.

    ``kind`` is an open code of ``matching/clashes``, ``subject`` what it is about where a kind can be there
    several times. ``fingerprint`` stands for its parameters: what a coach said of it (``words``) holds until
    they change. It is settled by itself when its cause is gone. Never a company's: no lens leads there.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        KNOWN = "known", _("Known, and dealt with")
        SETTLED = "settled", _("Gone")

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="work_clashes")
    placement = models.ForeignKey(Placement, models.PROTECT, null=True, related_name="clashes")
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, related_name="clashes")
    kind = models.CharField(_("what clashes"), max_length=30)
    subject = models.CharField(max_length=40, blank=True)
    severity = models.CharField(
        _("how bad it is"), max_length=10, choices=[(each.value, label) for each, label in SEVERITIES.items()]
    )
    is_known = models.BooleanField(_("the facts are known"), default=True)
    params = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=16)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    found_on = models.DateField(_("found on"), default=timezone.localdate)
    settled_on = models.DateField(_("gone on"), null=True)
    words = models.CharField(_("why it is all right"), max_length=500, blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    said_on = models.DateField(null=True)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("clash with work")
        verbose_name_plural = _("clashes with work")
        ordering = ["-found_on", "-id"]
        indexes = [models.Index(fields=["resident", "status"], name="work_clash_resident_status")]
        constraints = [
            models.CheckConstraint(
                condition=Q(placement__isnull=True, proposal__isnull=False)
                | Q(placement__isnull=False, proposal__isnull=True),
                name="work_clash_of_one_work",
                violation_error_message=_("A clash belongs to a placement or to a proposal."),
            ),
            models.UniqueConstraint(
                fields=["placement", "kind", "subject"],
                condition=~Q(status="settled") & Q(placement__isnull=False),
                name="work_clash_once_a_placement",
                violation_error_message=_("This clash is there already."),
            ),
            models.UniqueConstraint(
                fields=["proposal", "kind", "subject"],
                condition=~Q(status="settled") & Q(proposal__isnull=False),
                name="work_clash_once_a_proposal",
                violation_error_message=_("This clash is there already."),
            ),
            models.CheckConstraint(
                condition=Q(status="settled", settled_on__isnull=False)
                | (~Q(status="settled") & Q(settled_on__isnull=True)),
                name="work_clash_settled_has_day",
                violation_error_message=_("What is gone has the day on which it went."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.work_code}"

    @property
    def work(self) -> Placement | Proposal:
        """The placement or proposal that it is about. Raises ValueError where a row has neither."""
        found = self.placement or self.proposal
        if found is None:
            raise ValueError(f"A clash without work: {self.pk}")
        return found

    @property
    def work_code(self) -> str:
        """The code of its placement or proposal."""
        return self.work.code

    @property
    def clash(self) -> Clash:
        """The clash itself, as it was found."""
        params: dict[str, Any] = self.params
        return Clash(Severity(self.severity), params, self.subject, is_known=self.is_known, kind=self.kind)

    @property
    def is_serious(self) -> bool:
        """Whether somebody must do something, and not only know or ask."""
        return self.clash.is_serious
