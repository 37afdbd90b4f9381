"""Mentors: volunteers who walk beside a resident for some months, in a duo."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jobdesk.codes import ScopedCodedModel
from jobdesk.desks.models import Centre
from jobdesk.trail.scoping import DESK, ScopedModel
from residents.choices import Afterwards, Language
from residents.models.resident import Resident


class Mentor(ScopedCodedModel):
    """A volunteer of a desk. ``languages``: codes of residents.choices.Language, with commas between."""

    code_prefix = "D"

    class Status(models.TextChoices):
        ACTIVE = "active", _("Available")
        PAUSED = "paused", _("Not now")
        STOPPED = "stopped", _("Stopped")

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="mentors", verbose_name=_("centre"))
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    field = models.CharField(_("field of work"), max_length=120)
    languages = models.CharField(_("languages"), max_length=120, blank=True)
    availability = models.CharField(
        _("when available"), max_length=120, blank=True, help_text=_("For example: Tuesday evenings.")
    )
    duos_at_once = models.PositiveSmallIntegerField(
        _("duos at the same time"), default=1, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ACTIVE)
    since_on = models.DateField(_("mentor since"))
    note = models.TextField(_("remark"), max_length=1000, blank=True)

    scope_lenses = {DESK: ("centre", "centres")}

    class Meta:
        verbose_name = _("mentor")
        verbose_name_plural = _("mentors")
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["centre", "status"], name="mentor_centre_status")]
        constraints = [
            models.CheckConstraint(
                condition=Q(duos_at_once__gte=1, duos_at_once__lte=10),
                name="mentor_duos_at_once",
                violation_error_message=_("A mentor has room for one to ten duos."),
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def language_codes(self) -> list[str]:
        return [code for code in self.languages.split(",") if code]

    @property
    def language_names(self) -> list[str]:
        return [str(Language(code).label) for code in self.language_codes]


class Duo(ScopedModel):
    """A mentor and a resident, for as long as they meet."""

    class Status(models.TextChoices):
        RUNNING = "running", _("Running")
        ENDED = "ended", _("Ended")

    class Outcome(models.TextChoices):
        WORK = "work", _("Found work")
        EDUCATION = "education", _("Began an education or training")
        INTERNSHIP = "internship", _("Found an internship or work experience")
        NETWORK = "network", _("Knows people in the field now")
        LANGUAGE = "language", _("Speaks the language better")
        STOPPED = "stopped", _("Stopped early")

    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="duos", verbose_name=_("mentor"))
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="duos")
    goal = models.CharField(_("what they work on"), max_length=200)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.RUNNING)
    started_on = models.DateField(_("began on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)
    note = models.CharField(_("remark"), max_length=500, blank=True)
    # What the resident does twelve months after the duo began, as the desk was told on that day.
    after_year = models.CharField(
        _("after twelve months"), max_length=15, choices=Afterwards, blank=True, editable=False
    )
    after_year_told_on = models.DateField(null=True, blank=True, editable=False)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("duo")
        verbose_name_plural = _("duos")
        ordering = ["-started_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mentor", "resident"],
                condition=Q(status="running"),
                name="duo_running_once",
                violation_error_message=_("These two are a duo already."),
            ),
            models.CheckConstraint(
                condition=Q(status="running", ended_on__isnull=True, outcome="")
                | (Q(status="ended", ended_on__isnull=False) & ~Q(outcome="")),
                name="duo_ended_has_day_and_outcome",
                violation_error_message=_("A duo that ended has its last day and an outcome."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="duo_ends_after_start",
                violation_error_message=_("A duo ends on or after the day it began."),
            ),
            models.CheckConstraint(
                condition=Q(after_year="", after_year_told_on__isnull=True)
                | (~Q(after_year="") & Q(after_year_told_on__isnull=False)),
                name="duo_after_year_has_day",
                violation_error_message=_("What was told after twelve months has the day of it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor_id} {self.started_on}"


class DuoMeeting(ScopedModel):
    """A time that mentor and resident met."""

    duo = models.ForeignKey(Duo, models.PROTECT, related_name="meetings")
    on = models.DateField(_("day"))
    note = models.CharField(_("remark"), max_length=500, blank=True)

    scope_lenses = {DESK: ("duo__resident__centre", "centres")}

    class Meta:
        verbose_name = _("meeting of a duo")
        verbose_name_plural = _("meetings of duos")
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.duo_id} {self.on}"
