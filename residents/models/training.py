"""A training group: people who share a wish or an experience, with its own sessions and outcomes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jobdesk.codes import ScopedCodedModel
from jobdesk.desks.models import Centre, Project
from jobdesk.trail.scoping import DESK, ScopedModel
from residents.models.resident import Resident
from residents.models.session import GroupSession


class TrainingGroup(ScopedCodedModel):
    """A programme made for a group. ``shared``: what its members share, in words, when it was made."""

    code_prefix = "T"

    class Status(models.TextChoices):
        RUNNING = "running", _("Running")
        ENDED = "ended", _("Ended")

    title = models.CharField(_("title"), max_length=120)
    shared = models.CharField(_("what they share"), max_length=200, blank=True)
    project = models.ForeignKey(Project, models.PROTECT, related_name="trainings", verbose_name=_("project"))
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="trainings", verbose_name=_("centre"))
    led_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("led by")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.RUNNING)
    started_on = models.DateField(_("made on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    sessions = models.ManyToManyField(
        GroupSession, related_name="trainings", blank=True, verbose_name=_("sessions")
    )

    scope_lenses = {DESK: ("centre", "centres")}

    class Meta:
        verbose_name = _("training group")
        verbose_name_plural = _("training groups")
        ordering = ["-started_on", "-id"]

    def __str__(self) -> str:
        return self.code


class TrainingMember(ScopedModel):
    """Somebody in a training group, and what it brought them."""

    class Outcome(models.TextChoices):
        COMPLETED = "completed", _("Completed")
        CERTIFICATE = "certificate", _("Completed with a certificate")
        STOPPED = "stopped", _("Stopped before the end")

    group = models.ForeignKey(TrainingGroup, models.PROTECT, related_name="members")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="trainings")
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("member of a training group")
        verbose_name_plural = _("members of training groups")
        ordering = ["resident__first_name", "resident__last_name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "resident"],
                name="training_member_once",
                violation_error_message=_("This resident is in the group already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.resident_id}"
