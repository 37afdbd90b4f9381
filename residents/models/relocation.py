"""A move to another centre: announced by the old desk, accepted by the new one."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jobdesk.codes import CodedQuerySet, ScopedCodedModel
from jobdesk.desks.models import Centre
from jobdesk.trail.scoping import DESK, ScopedManager
from residents.models.resident import Resident


class RelocationQuerySet(CodedQuerySet["Relocation"]):
    """The reads of moves that are asked for often."""

    def under_way(self) -> Self:
        """Moves that were announced and neither handed over, sent back nor called off."""
        return self.filter(status__in=Relocation.UNDER_WAY)


class Relocation(ScopedCodedModel):
    """One move. Both desks see it; the resident's case itself changes hands on ``handover_on``.

    ``moves_on`` is the first day in the new centre. Until the new desk has accepted and the day of the
    handover has come, the case stays with the old desk, so that it never lies between the two.
    """

    code_prefix = "M"

    class Status(models.TextChoices):
        ASKED = "asked", _("Waits for the new desk")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Sent back")
        CANCELLED = "cancelled", _("Called off")
        DONE = "done", _("Handed over")

    UNDER_WAY = (Status.ASKED, Status.ACCEPTED)

    class Decline(models.TextChoices):
        """Why the new desk sends a case back, as it can say it."""

        NOT_HERE = "not_here", _("The resident does not come to this centre")
        OTHER_CENTRE = "other_centre", _("It must be another centre")
        NOT_COMPLETE = "not_complete", _("Something must be finished first")
        OTHER = "other", _("Another reason")

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="relocations")
    from_centre = models.ForeignKey(
        Centre, models.PROTECT, related_name="relocations_out", verbose_name=_("old centre")
    )
    to_centre = models.ForeignKey(
        Centre, models.PROTECT, related_name="relocations_in", verbose_name=_("new centre")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ASKED)
    moves_on = models.DateField(_("first day in the new centre"))
    handover_on = models.DateField(_("the new desk has the case from"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_on = models.DateField(_("announced on"))
    answer_due_on = models.DateField(_("answer due on"))
    note = models.CharField(_("what the new desk must know"), max_length=1000, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    declined_why = models.CharField(_("why it was sent back"), max_length=12, choices=Decline, blank=True)
    answer_note = models.CharField(_("remark"), max_length=500, blank=True)
    # Who takes the case over; chosen by the new desk when it accepts.
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("new coach"),
    )

    scope_lenses = {DESK: (("from_centre", "to_centre"), "centres")}

    objects = ScopedManager.from_queryset(RelocationQuerySet)()

    class Meta:
        verbose_name = _("move between centres")
        verbose_name_plural = _("moves between centres")
        ordering = ["-moves_on", "-id"]
        indexes = [
            models.Index(fields=["to_centre", "status"], name="relocation_to_status"),
            models.Index(fields=["from_centre", "status"], name="relocation_from_status"),
            models.Index(fields=["status", "handover_on"], name="relocation_status_handover"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["resident"],
                condition=Q(status__in=["asked", "accepted"]),
                name="relocation_one_at_a_time",
                violation_error_message=_("A move of this resident has been announced already."),
            ),
            models.CheckConstraint(
                condition=Q(handover_on__gte=F("moves_on")),
                name="relocation_handover_after_move",
                violation_error_message=_("The new desk takes over on the day of the move or later."),
            ),
            models.CheckConstraint(
                condition=~Q(from_centre=F("to_centre")),
                name="relocation_other_centre",
                violation_error_message=_("Choose another centre than the present one."),
            ),
        ]

    def __str__(self) -> str:
        return self.code
