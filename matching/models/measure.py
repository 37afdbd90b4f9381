"""What the desks decide about a company, whom it touches, and what the company answers."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from employers.models import Company
from jobdesk.trail.scoping import COMPANY, DESK, ScopedManager, ScopedModel
from residents.models import Resident


class MeasureQuerySet(models.QuerySet["Measure"]):
    """The reads of measures that are asked for often."""

    def holding(self, on: date) -> Self:
        """Those that hold on a day: decided and not over, or an urgent pause that still waits."""
        decided = Q(Q(until_on=None) | Q(until_on__gte=on), status=Measure.Status.IN_FORCE)
        urgent = Q(status=Measure.Status.PROPOSED, urgent_until_on__gte=on)
        return self.filter(decided | urgent)

    def barring(self, on: date) -> Self:
        """Those that keep people from being proposed on a day: a pause or a ban."""
        return self.holding(on).filter(kind__in=Measure.BARRING)


class Measure(ScopedModel):
    """A warning, a pause or a ban: proposed by one coordinator, decided by another, ended the same way.

    Never a company's: what it reads is made by ``matching/integrity/told.py``. The desks of its country see
    it; the words are for the coordinators.
    """

    class Kind(models.TextChoices):
        WARNING = "warning", _("Warning")
        PAUSE = "pause", _("Pause")
        BAN = "ban", _("Ban")

    BARRING = (Kind.PAUSE, Kind.BAN)

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Waits for a second coordinator")
        IN_FORCE = "in_force", _("In force")
        REFUSED = "refused", _("Not agreed to")
        ENDED = "ended", _("Ended")

    company = models.ForeignKey(Company, models.PROTECT, related_name="measures", verbose_name=_("company"))
    kind = models.CharField(_("measure"), max_length=10, choices=Kind)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PROPOSED)
    # Codes of Topic.
    grounds = models.JSONField(_("grounds"), default=list)
    text = models.TextField(_("in words, for the coordinators"), max_length=2000)
    until_on = models.DateField(_("until and including"), null=True, blank=True)
    # An urgent pause holds until this day while nobody has decided.
    urgent_until_on = models.DateField(_("holds at once until"), null=True, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_on = models.DateField(_("proposed on"), default=timezone.localdate)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    # What the company may read of why: the topics that enough different residents were concerned by.
    told = models.JSONField(default=list, editable=False)
    # The measure of the company that came back as this one.
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="carried")
    # Somebody asks to end it, and why; another decides.
    end_asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    end_text = models.TextField(_("why it ends"), max_length=2000, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    scope_lenses = {DESK: ("company__organisation__country", "countries")}

    objects = ScopedManager.from_queryset(MeasureQuerySet)()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["-proposed_on", "-id"]
        indexes = [models.Index(fields=["status", "kind"], name="measure_status_kind")]
        constraints = [
            models.UniqueConstraint(
                fields=["company"],
                condition=Q(status="proposed"),
                name="measure_proposed_once",
                violation_error_message=_("A measure waits for a decision already."),
            ),
            models.UniqueConstraint(
                fields=["company"],
                condition=Q(status="in_force"),
                name="measure_in_force_once",
                violation_error_message=_("A measure is in force already."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["in_force", "ended"]) | Q(decided_on__isnull=False),
                name="measure_decided_on_a_day",
                violation_error_message=_("What was decided has a day."),
            ),
            models.CheckConstraint(
                condition=Q(kind="pause") | Q(until_on=None),
                name="measure_only_a_pause_until",
                violation_error_message=_("Only a pause has a last day."),
            ),
            models.CheckConstraint(
                condition=~Q(status="in_force")
                | ~Q(decided_by=models.F("proposed_by"))
                | ~Q(carried_from=None),
                name="measure_by_two",
                violation_error_message=_("Another coordinator decides."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} {self.kind} {self.status}"

    @property
    def is_barring(self) -> bool:
        """Whether it keeps people from being proposed."""
        return self.kind in self.BARRING

    @property
    def is_decided(self) -> bool:
        """Whether two people agreed to it: an urgent pause that waits is not told to the company."""
        return self.status == self.Status.IN_FORCE

    @property
    def ground_labels(self) -> list[str]:
        """The grounds in words."""
        from matching.models.company_concern import Topic

        return [str(Topic(code).label) for code in self.grounds]


class MeasureTalk(ScopedModel):
    """A resident whom a pause or ban touches: their coach talks with them."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="talks")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="measure_talks")
    due_on = models.DateField(_("to be spoken to by"))
    spoken_on = models.DateField(_("spoken to on"), null=True, blank=True)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("talk about a measure")
        verbose_name_plural = _("talks about measures")
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "resident"],
                name="measuretalk_once",
                violation_error_message=_("This resident stands there already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.resident_id}"


class MeasureReply(ScopedModel):
    """What a company says of a measure. Rows are only added; coordinators read them."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="replies")
    text = models.TextField(_("what the company says"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"), default=timezone.now)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    scope_lenses = {
        DESK: ("measure__company__organisation__country", "countries"),
        COMPANY: ("measure__company__organisation", "organisations"),
    }

    class Meta:
        verbose_name = _("answer to a measure")
        verbose_name_plural = _("answers to measures")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.at:%Y-%m-%d}"
