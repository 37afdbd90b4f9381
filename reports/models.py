"""Reports that were asked for and built."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobdesk.codes import ScopedCodedModel
from jobdesk.desks.models import Project
from jobdesk.trail.scoping import DESK, FUNDER


class Report(ScopedCodedModel):
    """One report on a project. ``contents`` keeps the figures as they were; every format renders these."""

    code_prefix = "R"

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        BUILDING = "building", _("Being built")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    project = models.ForeignKey(Project, models.PROTECT, related_name="reports", verbose_name=_("project"))
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"))
    cut_off_on = models.DateField(_("cut-off date"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    progress = models.PositiveSmallIntegerField(_("progress (percent)"), default=0)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    requested_at = models.DateTimeField(_("asked for at"), auto_now_add=True)
    ready_at = models.DateTimeField(_("ready at"), null=True)
    contents = models.JSONField(default=dict)
    pdf = models.BinaryField(null=True)
    xlsx = models.BinaryField(null=True)

    scope_lenses = {FUNDER: ("project", "projects"), DESK: ("project", "projects")}

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__gte=models.F("from_on")) & Q(cut_off_on__gte=models.F("to_on")),
                name="report_dates_in_order",
                violation_error_message=_(
                    "The period ends after it begins, and the cut-off date is not before its end."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.code
