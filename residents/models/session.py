"""A group session, and who was invited and came."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.codes import ScopedCodedModel
from jobdesk.desks.models import Centre, Project
from jobdesk.trail.scoping import DESK, ScopedModel
from residents.choices import Interpreter, Language
from residents.models.contact import OutreachContact
from residents.models.resident import Resident


class GroupSession(ScopedCodedModel):
    """Information about work, a meeting with employers or a training, for several residents at once."""

    code_prefix = "G"

    class Kind(models.TextChoices):
        INFORMATION = "information", _("Information about work")
        MEET_GREET = "meet_greet", _("Meet and greet with employers")
        JOB_FAIR = "job_fair", _("Job fair")
        WORK_SESSION = "work_session", _("Work session at an employer")
        TRAINING = "training", _("Training")

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.INFORMATION)
    title = models.CharField(_("title"), max_length=120)
    project = models.ForeignKey(Project, models.PROTECT, related_name="sessions", verbose_name=_("project"))
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="sessions", verbose_name=_("centre"))
    place = models.CharField(_("place"), max_length=120)
    starts_at = models.DateTimeField(_("starts at"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=90, validators=[MinValueValidator(10), MaxValueValidator(600)]
    )
    capacity = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    language = models.CharField(_("language"), max_length=5, choices=Language, blank=True)
    interpreter = models.CharField(
        _("interpreter"), max_length=10, choices=Interpreter, default=Interpreter.NONE
    )
    led_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="sessions", verbose_name=_("led by")
    )
    guest = models.CharField(
        _("guest"),
        max_length=120,
        blank=True,
        help_text=_("An employer who comes, for example."),
    )
    note = models.TextField(_("remark"), max_length=1000, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PLANNED)

    scope_lenses = {DESK: ("centre", "centres")}

    class Meta:
        verbose_name = _("group session")
        verbose_name_plural = _("group sessions")
        ordering = ["starts_at", "id"]
        indexes = [
            models.Index(fields=["centre", "starts_at"], name="session_centre_starts"),
            models.Index(fields=["led_by", "status", "starts_at"], name="session_leader_starts"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def on(self):
        """The day of the session, in the time zone of the site."""
        return timezone.localdate(self.starts_at)

    @property
    def has_come(self) -> bool:
        """Whether its day has come: from then on attendance can be ticked."""
        return self.on <= timezone.localdate()


class Attendance(ScopedModel):
    """One resident at one session. ``invited_on`` is empty for those who walked in.

    Being invited counts for nothing. Being present is one contact, ``contact``: the database holds one row
    for a person in a session, and a present row without its contact cannot be.
    """

    class Status(models.TextChoices):
        INVITED = "invited", _("Invited")
        PRESENT = "present", _("Present")
        ABSENT = "absent", _("Did not come")

    class Outcome(models.TextChoices):
        COMPLETED = "completed", _("Completed")
        CERTIFICATE = "certificate", _("Completed with a certificate")
        STOPPED = "stopped", _("Stopped before the end")

    session = models.ForeignKey(GroupSession, models.PROTECT, related_name="attendances")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="attendances")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.INVITED)
    invited_on = models.DateField(_("invited on"), null=True, blank=True)
    contact = models.OneToOneField(
        OutreachContact, models.PROTECT, null=True, blank=True, related_name="attendance"
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["resident__first_name", "resident__last_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "resident"],
                name="attendance_once",
                violation_error_message=_("This resident is on the list of this session already."),
            ),
            models.CheckConstraint(
                condition=Q(status="present", contact__isnull=False)
                | (~Q(status="present") & Q(contact__isnull=True)),
                name="attendance_present_is_a_contact",
                violation_error_message=_("Who was present at a session has one contact, and nobody else."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.resident_id} {self.status}"
