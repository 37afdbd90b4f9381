"""A desk asks the desk that already has a number to hand the case over."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobdesk.codes import ScopedCodedModel
from jobdesk.desks.models import Centre
from jobdesk.trail.scoping import DESK
from residents.models.resident import Resident


class NumberRequest(ScopedCodedModel):
    """One question. The asking desk sees its own words and the answer, never ``resident`` nor their desk.

    ``number`` is what the asking desk typed. The request follows the case: the desk that has it answers.
    """

    code_prefix = "N"

    class Status(models.TextChoices):
        ASKED = "asked", _("Waits for an answer")
        HANDED = "handed", _("The case comes to you")
        REFUSED = "refused", _("No")

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="number_requests")
    number = models.CharField(_("number"), max_length=30)
    asking_centre = models.ForeignKey(
        Centre, models.PROTECT, related_name="number_requests", verbose_name=_("centre that asks")
    )
    why = models.CharField(_("why you ask"), max_length=500)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_on = models.DateField(_("asked on"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer_note = models.CharField(_("why not"), max_length=500, blank=True)

    scope_lenses = {DESK: (("asking_centre", "resident__centre"), "centres")}

    class Meta:
        verbose_name = _("question about a number")
        verbose_name_plural = _("questions about numbers")
        ordering = ["-asked_on", "-id"]
        indexes = [models.Index(fields=["asking_centre", "status"], name="numberrequest_centre_status")]
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "asking_centre"],
                condition=Q(status="asked"),
                name="numberrequest_open_once",
                violation_error_message=_("Your desk has asked about this number already."),
            ),
            models.CheckConstraint(
                condition=Q(status="asked", answered_on__isnull=True)
                | (~Q(status="asked") & Q(answered_on__isnull=False)),
                name="numberrequest_answered_has_day",
                violation_error_message=_("An answer has a day."),
            ),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(answer_note=""),
                name="numberrequest_refused_says_why",
                violation_error_message=_("Say why you do not hand the case over."),
            ),
        ]

    def __str__(self) -> str:
        return self.code
