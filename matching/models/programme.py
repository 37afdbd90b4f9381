"""Programmes that lead to work by steps: what they are, when they run, who takes part and what came of it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from employers.models import Company
from jobdesk.codes import ScopedCodedModel
from jobdesk.desks.models import Centre, Project
from jobdesk.trail.scoping import DESK, ScopedModel
from jobdesk.vocabulary.models import Occupation
from residents.choices import Afterwards, WorkKind
from residents.models import PlanAction, Resident

MOST_SEATS = 200
OUTCOME_MONTHS = (3, 12)  # after the end, when it is asked what they do now


class Programme(ScopedCodedModel):
    """A way to work that is offered again and again. ``closed_on``: no further run is planned.

    ``seats``: of a run, unless the run says otherwise. ``companies``: where people learn or begin, if known.
    """

    code_prefix = "Q"

    class Kind(models.TextChoices):
        THREE_PART = "three_part", _("Three-part trajectory")
        PRE_APPRENTICESHIP = "pre_apprenticeship", _("Pre-apprenticeship")
        FAST_TRACK = "fast_track", _("Fast track into a shortage occupation")
        WORK_EXPERIENCE = "work_experience", _("Work experience")
        SCHOOL = "school", _("School or course")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=120)
    about = models.TextField(_("what it is, and for whom"), max_length=1000, blank=True)
    occupation = models.ForeignKey(
        Occupation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("occupation")
    )
    companies = models.ManyToManyField(
        Company, related_name="programmes", blank=True, verbose_name=_("companies")
    )
    project = models.ForeignKey(Project, models.PROTECT, related_name="programmes", verbose_name=_("project"))
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="programmes", verbose_name=_("centre"))
    seats = models.PositiveSmallIntegerField(
        _("places in a run"), default=10, validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)

    scope_lenses = {DESK: ("centre", "centres")}

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.code


class ProgrammeStep(ScopedModel):
    """One step on the way, in order. ``weeks``: how long it usually takes; ``party``: who acts in it."""

    class Kind(models.TextChoices):
        LANGUAGE = "language", _("Language course")
        TRAINING = "training", _("Training or course")
        NETWORK = "network", _("Meeting people in the field")
        INTERNSHIP = "internship", _("Internship")
        WORK_EXPERIENCE = "work_experience", _("Work experience")
        APPRENTICESHIP = "apprenticeship", _("Apprenticeship")
        CONTRACT = "contract", _("Employment contract")

    # The steps in which somebody works, by what the rules on the right to work call it.
    WORK = {
        Kind.INTERNSHIP: WorkKind.INTERNSHIP,
        Kind.WORK_EXPERIENCE: WorkKind.INTERNSHIP,
        Kind.APPRENTICESHIP: WorkKind.EMPLOYEE,
        Kind.CONTRACT: WorkKind.EMPLOYEE,
    }

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("what"), max_length=120)
    weeks = models.PositiveSmallIntegerField(
        _("usual weeks"), validators=[MinValueValidator(1), MaxValueValidator(156)]
    )
    party = models.CharField(_("who acts"), max_length=12, choices=PlanAction.Owner)

    scope_lenses = {DESK: ("programme__centre", "centres")}

    class Meta:
        verbose_name = _("step of a programme")
        verbose_name_plural = _("steps of programmes")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "position"],
                name="programmestep_position_once",
                violation_error_message=_("Another step stands in this place."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.position}"

    @property
    def work(self) -> str:
        """The kind of work by the rules; empty where nobody works in it."""
        return self.WORK.get(self.Kind(self.kind), "")


class ProgrammeRun(ScopedModel):
    """A programme from a first to a last day, with so many places."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="runs")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    seats = models.PositiveSmallIntegerField(
        _("places"), validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )

    scope_lenses = {DESK: ("programme__centre", "centres")}

    class Meta:
        verbose_name = _("run of a programme")
        verbose_name_plural = _("runs of programmes")
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "starts_on"],
                name="programmerun_start_once",
                violation_error_message=_("A run of this programme begins that day already."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="programmerun_ends_after_start",
                violation_error_message=_("A run ends after the day it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.starts_on}"


class Enrolment(ScopedModel):
    """Somebody in a run. ``step``: at which step, ``since_on``: since when there, or in this status.

    ``follows``: an earlier time in the same programme, which stays as it was.
    """

    class Status(models.TextChoices):
        ASKED = "asked", _("Asked")
        WAITING = "waiting", _("On the waiting list")
        ENROLLED = "enrolled", _("Takes part")
        COMPLETED = "completed", _("Completed")
        STOPPED = "stopped", _("Stopped")

    OPEN = (Status.ASKED, Status.WAITING, Status.ENROLLED)

    class Stop(models.TextChoices):
        DECLINED = "declined", _("Did not want to")
        WORK = "work", _("Found work")
        OTHER_COURSE = "other_course", _("Went to another programme or school")
        MOVED = "moved", _("Moved away")
        HEALTH = "health", _("Health")
        CARE = "care", _("Cares for children or family")
        LANGUAGE = "language", _("The language was too hard")
        RIGHT = "right", _("May not work, or not yet")
        EMPLOYER = "employer", _("The employer stopped")
        NOT_HELD = "not_held", _("The run did not go on")
        OTHER = "other", _("Other reason")

    run = models.ForeignKey(ProgrammeRun, models.PROTECT, related_name="enrolments")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="enrolments")
    status = models.CharField(_("status"), max_length=10, choices=Status)
    step = models.ForeignKey(
        ProgrammeStep,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="enrolments",
        verbose_name=_("step"),
    )
    since_on = models.DateField(_("since"))
    asked_on = models.DateField(_("asked on"))
    enrolled_on = models.DateField(_("takes part since"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    stop_reason = models.CharField(_("why they stopped"), max_length=12, choices=Stop, blank=True)
    note = models.CharField(_("remark"), max_length=500, blank=True)
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", editable=False
    )

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("enrolment in a programme")
        verbose_name_plural = _("enrolments in programmes")
        ordering = ["since_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "resident"],
                condition=Q(status__in=("asked", "waiting", "enrolled")),
                name="enrolment_open_once",
                violation_error_message=_("This resident is in this run already."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=("asked", "waiting", "enrolled"), ended_on__isnull=True)
                | Q(status__in=("completed", "stopped"), ended_on__isnull=False),
                name="enrolment_ended_has_day",
                violation_error_message=_("Who completed it or stopped has the day of it."),
            ),
            models.CheckConstraint(
                condition=(Q(status="stopped") & ~Q(stop_reason=""))
                | (~Q(status="stopped") & Q(stop_reason="")),
                name="enrolment_stopped_has_reason",
                violation_error_message=_("Who stopped has a reason, and nobody else has."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("enrolled", "completed")) | Q(enrolled_on__isnull=False),
                name="enrolment_taken_part_has_day",
                violation_error_message=_("Who takes part has the day on which that began."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.resident_id}"

    @property
    def is_open(self) -> bool:
        """Whether it goes on: neither completed nor stopped."""
        return self.status in self.OPEN


class EnrolmentOutcome(ScopedModel):
    """What somebody does so many months after they completed it, as the desk was told on ``told_on``."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="outcomes")
    months = models.PositiveSmallIntegerField()
    outcome = models.CharField(_("what they do"), max_length=15, choices=Afterwards)
    told_on = models.DateField(_("told on"))

    scope_lenses = {DESK: ("enrolment__resident__centre", "centres")}

    class Meta:
        verbose_name = _("outcome of a programme")
        verbose_name_plural = _("outcomes of programmes")
        ordering = ["months", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "months"],
                name="enrolmentoutcome_once",
                violation_error_message=_("This is said already. Change it."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.months}"
