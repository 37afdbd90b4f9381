"""A talk of a company and a candidate, and the times offered for it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.scoping import COMPANY, DESK, ScopedModel
from matching.models.proposal import Proposal
from residents.models import Appointment


class Interview(ScopedModel):
    """The talk that a company offers a candidate it invited: one for a proposal, moved when it must be.

    ``due_on`` is the last day for whoever's turn it is: the desk says which time the resident takes, the
    company offers other times, or says what came of the talk. ``uid`` and ``sequence`` are what the calendar
    of the company knows it by.
    """

    class Status(models.TextChoices):
        OFFERED = "offered", _("Times offered")
        AGREED = "agreed", _("Agreed")
        OTHER_TIMES = "other_times", _("Other times asked for")
        WANTED = "wanted", _("The company wants to hire")
        OVER = "over", _("Called off or over")

    class Way(models.TextChoices):
        PLACE = "place", _("At the company")
        PHONE = "phone", _("By telephone")
        VIDEO = "video", _("By video")

    class Bring(models.TextChoices):
        """What to take along, as the step card can say it in every language."""

        CV = "cv", _("A CV")
        CERTIFICATES = "certificates", _("Diplomas and certificates")
        CLOTHES = "clothes", _("Clothes and shoes that may get dirty")

    MOST_TIMES = 3

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="interview")
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.OFFERED)
    way = models.CharField(_("kind of talk"), max_length=6, choices=Way, default=Way.PLACE)
    place = models.CharField(_("where"), max_length=160)
    ask_for = models.CharField(_("whom to ask for"), max_length=80)
    bring = models.JSONField(_("to take along"), default=list, blank=True)
    starts_at = models.DateTimeField(_("starts at"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    due_on = models.DateField()
    # Why it was moved, or other times are asked for: in the words of who did.
    reason = models.CharField(_("why"), max_length=300, blank=True)
    appointment = models.OneToOneField(Appointment, models.PROTECT, null=True, related_name="+")
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)

    scope_lenses = {
        DESK: ("proposal__resident__centre", "centres"),
        COMPANY: ("proposal__vacancy__company__organisation", "organisations"),
    }

    class Meta:
        verbose_name = _("talk with a company")
        verbose_name_plural = _("talks with companies")
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["status", "due_on"], name="interview_status_due")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="agreed") | Q(starts_at__isnull=False, ends_at__gt=models.F("starts_at")),
                name="interview_agreed_has_time",
                violation_error_message=_("A talk that is agreed has a time, and ends after it starts."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.status}"

    @property
    def resident_id(self) -> int:
        """The resident whose case it is about, as the trail keeps it."""
        return self.proposal.resident_id


class InterviewTime(ScopedModel):
    """One of the times that a company offers for a talk."""

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="times")
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))

    scope_lenses = {
        DESK: ("interview__proposal__resident__centre", "centres"),
        COMPANY: ("interview__proposal__vacancy__company__organisation", "organisations"),
    }

    class Meta:
        verbose_name = _("time offered for a talk")
        verbose_name_plural = _("times offered for a talk")
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "starts_at"],
                name="interviewtime_once",
                violation_error_message=_("This time is offered twice."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.interview_id} {self.starts_at:%Y-%m-%d %H:%M}"
