"""A change of an open vacancy that waits for the desk."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from employers.models.vacancy import Vacancy
from jobdesk.trail.scoping import COMPANY, DESK, ScopedModel


class VacancyChange(ScopedModel):
    """What a company wants to change of what the desk approved; the vacancy stays as it is until then.

    ``values`` and ``was`` hold fields of the vacancy by name, as JSON writes them.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting for approval")
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Sent back")
        WITHDRAWN = "withdrawn", _("Taken back")

    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="proposed_changes")
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.WAITING)
    values = models.JSONField(encoder=DjangoJSONEncoder)
    was = models.JSONField(encoder=DjangoJSONEncoder)
    proposed_on = models.DateField(_("proposed on"), default=timezone.localdate)
    returned_for = models.CharField(
        _("what has to change"), max_length=12, choices=Vacancy.ReturnReason, blank=True
    )
    returned_reason = models.CharField(_("why it was sent back"), max_length=500, blank=True)

    scope_lenses = {
        DESK: ("vacancy__company__organisation__country", "countries"),
        COMPANY: ("vacancy__company__organisation", "organisations"),
    }

    class Meta:
        verbose_name = _("change of a vacancy")
        verbose_name_plural = _("changes of vacancies")
        ordering = ["-proposed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy"],
                condition=Q(status="waiting"),
                name="vacancychange_waiting_once",
                violation_error_message=_("A change of this vacancy waits already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.vacancy_id}, {self.status}"
