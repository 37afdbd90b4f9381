"""What a payslip says of a month of work."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.scoping import DESK, ScopedModel
from matching.models.placement import Placement


class Payslip(ScopedModel):
    """A payslip as the desk read it: the pay and the hours of one month.

    It is held against what was agreed for that month (``matching/terms/``). A slip that was read wrongly is
    taken back, not changed; a new one takes its place.
    """

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="payslips")
    month_on = models.DateField(_("month"))  # its first day
    gross = models.DecimalField(
        _("gross pay (EUR)"), max_digits=8, decimal_places=2, validators=[MinValueValidator(0)]
    )
    net = models.DecimalField(_("net pay (EUR)"), max_digits=8, decimal_places=2, null=True, blank=True)
    hours = models.DecimalField(_("hours paid"), max_digits=6, decimal_places=2, null=True, blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, editable=False)

    scope_lenses = {DESK: ("placement__resident__centre", "centres")}

    class Meta:
        verbose_name = _("payslip")
        verbose_name_plural = _("payslips")
        ordering = ["-month_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "month_on"],
                condition=Q(taken_back_at=None),
                name="payslip_month_once",
                violation_error_message=_("The payslip of this month is there already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.month_on:%Y-%m}"

    @property
    def resident_id(self) -> int:
        """The person it is about, for the trail."""
        return self.placement.resident_id
