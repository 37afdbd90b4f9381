"""Work that follows a match."""

from typing import Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from employers.models import Sector
from jobdesk.codes import CodedQuerySet, ScopedCodedModel
from jobdesk.trail.scoping import COMPANY, DESK, ScopedManager
from jobdesk.web.amounts import MOST_HOURS
from jobdesk.web.week import WHOLE_WEEK
from matching.models.match import Match
from residents.choices import WorkKind
from residents.models import Resident


class PlacementQuerySet(CodedQuerySet["Placement"]):
    """The reads of placements that are asked for often."""

    def under_way(self) -> Self:
        """Placements that are planned or at work: neither over nor called off."""
        return self.filter(status__in=Placement.UNDER_WAY)


class Placement(ScopedCodedModel):
    """What follows a match. It has *started* only when the person has worked a day: ``started_on``.

    ``hours``, ``wage_hour``, ``shifts``, ``job_title`` and ``planned_end_on`` repeat the terms of today, for
    lists; what was agreed for another day is asked of ``matching/terms/``.
    """

    code_prefix = "P"

    class Kind(models.TextChoices):
        PAID_JOB = "paid_job", _("Paid job")
        TEMP_AGENCY = "temp_agency", _("Temp agency work")
        INTERNSHIP = "internship", _("Internship")
        WORK_EXPERIENCE = "work_experience", _("Work experience")
        APPRENTICESHIP = "apprenticeship", _("Apprenticeship")
        VOLUNTEERING = "volunteering", _("Volunteering")
        EDUCATION = "education", _("Education")

    PAID_KINDS = (Kind.PAID_JOB, Kind.TEMP_AGENCY, Kind.APPRENTICESHIP)

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        STARTED = "started", _("At work")
        ENDED = "ended", _("Ended")
        CANCELLED = "cancelled", _("Did not start")

    UNDER_WAY = (Status.PLANNED, Status.STARTED)
    WORKED = (Status.STARTED, Status.ENDED)  # at least a day

    class EndReason(models.TextChoices):
        CONTRACT_END = "contract_end", _("Contract ended")
        RESIDENT_LEFT = "resident_left", _("Resident stopped")
        EMPLOYER_ENDED = "employer_ended", _("Employer stopped")
        RIGHT_TO_WORK_ENDED = "right_to_work_ended", _("Right to work ended")
        MOVED = "moved", _("Moved away")
        BETTER_JOB = "better_job", _("Found other work")
        EDUCATION = "education", _("Goes to school or a course")
        HEALTH = "health", _("Health or family")
        HARM = "harm", _("Not safe, or not paid as agreed")
        OTHER_EMPLOYER = "other_employer", _("Goes on with another employer")
        OTHER = "other", _("Other reason")

    match = models.ForeignKey(Match, models.PROTECT, related_name="placements")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="placements")
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.PLANNED)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PAID_JOB)
    job_title = models.CharField(_("job title"), max_length=120)
    sector = models.CharField(_("sector"), max_length=30, choices=Sector)
    hours = models.PositiveSmallIntegerField(_("hours a week"), validators=[MaxValueValidator(MOST_HOURS)])
    wage_hour = models.DecimalField(
        _("gross wage an hour (EUR)"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
    )
    # Bits by day and part of the day: jobdesk/web/week.py. None: not known.
    shifts = models.PositiveIntegerField(
        _("parts of the week"), null=True, blank=True, validators=[MaxValueValidator(WHOLE_WEEK)]
    )
    # The day on which the wage was found to be below the legal minimum; the coach has it corrected.
    wage_low_on = models.DateField(null=True, blank=True, editable=False)
    planned_start_on = models.DateField(_("planned start"))
    started_on = models.DateField(_("first day worked"), null=True, blank=True)
    planned_end_on = models.DateField(_("contract ends on"), null=True, blank=True)
    ended_on = models.DateField(_("last day"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=20, choices=EndReason, blank=True)
    # The same work with another employer, which began when the earlier placement stopped.
    follows = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("goes on from"),
    )

    scope_lenses = {
        DESK: ("resident__centre", "centres"),
        COMPANY: ("match__company__organisation", "organisations"),
    }

    objects = ScopedManager.from_queryset(PlacementQuerySet)()

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        ordering = ["-planned_start_on", "-id"]
        indexes = [
            models.Index(fields=["status", "planned_start_on"], name="placement_status_start"),
            models.Index(fields=["started_on"], name="placement_started"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["started", "ended"]) | Q(started_on__isnull=False),
                name="placement_started_has_day",
                violation_error_message=_("A placement has started only when the first day worked is known."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("started_on")),
                name="placement_ends_after_start",
                violation_error_message=_("A placement ends on or after its first day."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def work_kind(self) -> str:
        """The kind of work as the rules on the right to work name it."""
        return {
            self.Kind.TEMP_AGENCY: WorkKind.TEMP_AGENCY,
            self.Kind.INTERNSHIP: WorkKind.INTERNSHIP,
            self.Kind.WORK_EXPERIENCE: WorkKind.INTERNSHIP,
            self.Kind.VOLUNTEERING: WorkKind.VOLUNTEERING,
            self.Kind.EDUCATION: WorkKind.EDUCATION,
        }.get(self.kind, WorkKind.EMPLOYEE)
