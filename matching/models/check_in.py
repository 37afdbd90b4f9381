"""A planned contact after the start."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.scoping import DESK, ScopedModel
from matching.models.placement import Placement
from residents.models import Resident


class CheckIn(ScopedModel):
    """A planned contact after the start: still working, paid as agreed, hours, safe, wishes."""

    WEEKS = (1, 4, 13, 26, 52)

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        DONE = "done", _("Done")
        MISSED = "missed", _("Not reached")

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        UNKNOWN = "unknown", _("Not known")

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="check_ins")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="check_ins")
    week = models.PositiveSmallIntegerField(_("week after the start"))
    due_on = models.DateField(_("planned for"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PLANNED)
    done_on = models.DateField(_("spoken on"), null=True, blank=True)
    still_working = models.CharField(_("still at work"), max_length=10, choices=Answer, blank=True)
    paid_as_agreed = models.CharField(_("paid as agreed"), max_length=10, choices=Answer, blank=True)
    hours_as_agreed = models.CharField(_("hours as agreed"), max_length=10, choices=Answer, blank=True)
    feels_safe = models.CharField(_("feels safe at work"), max_length=10, choices=Answer, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["status", "due_on"], name="checkin_status_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "week"],
                name="checkin_week_once",
                violation_error_message=_("This check-in is planned already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} week {self.week}"

    @property
    def troubles(self) -> list[str]:
        """What got a no, in words: the pay, the hours, the safety."""
        fields = [self._meta.get_field(name) for name in ("paid_as_agreed", "hours_as_agreed", "feels_safe")]
        return [str(field.verbose_name) for field in fields if getattr(self, field.name) == self.Answer.NO]
