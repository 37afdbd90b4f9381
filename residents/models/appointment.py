"""An appointment of one resident with somebody of the desk."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.codes import ScopedCodedModel
from jobdesk.trail.scoping import DESK
from residents.models.contact import OutreachContact
from residents.models.resident import Resident


class Appointment(ScopedCodedModel):
    """When and where somebody of the desk meets a resident. ``contact`` is the one that a kept one logged.

    ``uid``, ``sequence`` and ``changed_at`` are what a calendar knows it by.
    """

    code_prefix = "A"

    class Kind(models.TextChoices):
        TALK = "talk", _("Talk")
        INTAKE = "intake", _("Intake")
        EMPLOYER = "employer", _("Visit to an employer")
        MUNICIPALITY = "municipality", _("Municipality")
        OTHER = "other", _("Other")

    WITH_THE_DESK = (Kind.TALK, Kind.INTAKE)  # kept, they are a contact; the others may go without the desk

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        KEPT = "kept", _("Came")
        MISSED = "missed", _("Did not come")
        CANCELLED = "cancelled", _("Cancelled")

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="appointments")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.TALK)
    with_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="appointments", verbose_name=_("with")
    )
    starts_at = models.DateTimeField(_("starts at"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=30, validators=[MinValueValidator(5), MaxValueValidator(600)]
    )
    place = models.CharField(_("place"), max_length=120, blank=True)
    note = models.CharField(_("remark"), max_length=500, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PLANNED)
    contact = models.OneToOneField(
        OutreachContact, models.PROTECT, null=True, blank=True, related_name="appointment"
    )
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["starts_at", "id"]
        indexes = [
            models.Index(fields=["with_user", "status", "starts_at"], name="appointment_with_starts"),
            models.Index(fields=["resident", "starts_at"], name="appointment_resident"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="kept") | Q(contact__isnull=True),
                name="appointment_kept_has_contact",
                violation_error_message=_("Only an appointment that was kept is a contact."),
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def on(self):
        """The day of the appointment, in the time zone of the site."""
        return timezone.localdate(self.starts_at)
