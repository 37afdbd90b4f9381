"""A match: both sides intend to contract."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from employers.models import Company, Vacancy
from jobdesk.desks.models import Project
from jobdesk.trail.scoping import COMPANY, DESK, ScopedManager, ScopedModel
from matching.models.proposal import Proposal
from residents.models import Resident


class MatchQuerySet(models.QuerySet["Match"]):
    """The reads of matches that are asked for often."""

    def standing(self) -> Self:
        """Matches that neither fell through nor were a mistake."""
        return self.filter(status=Match.Status.STANDING)


class Match(ScopedModel):
    """Resident and employer both intend to contract. ``matched_on`` is the day they both said so."""

    class Status(models.TextChoices):
        STANDING = "standing", _("Standing")
        FALLEN_THROUGH = "fallen_through", _("Fell through")
        RECORDED_IN_ERROR = "recorded_in_error", _("Recorded in error")

    class FoundBy(models.TextChoices):
        RESIDENT = "resident", _("The resident")
        NETWORK = "network", _("Family, friends or a volunteer")
        MENTOR = "mentor", _("The mentor")
        SCHOOL = "school", _("A school or a course")
        PARTICIPATION_DESK = "participation_desk", _("The participation desk of the centre")
        MUNICIPALITY = "municipality", _("The municipality or an employment service")
        COACH = "coach", _("The job coach, without a vacancy")
        OTHER = "other", _("Somebody else")

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="matches")
    company = models.ForeignKey(Company, models.PROTECT, related_name="matches", verbose_name=_("company"))
    vacancy = models.ForeignKey(
        Vacancy,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="matches",
        verbose_name=_("vacancy"),
    )
    proposal = models.OneToOneField(Proposal, models.PROTECT, null=True, blank=True, related_name="match")
    project = models.ForeignKey(Project, models.PROTECT, related_name="matches", verbose_name=_("project"))
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.STANDING)
    matched_on = models.DateField(_("matched on"))
    # Only of work that no vacancy led to. Empty too for what was filled in afterwards from a list.
    found_by = models.CharField(_("found by"), max_length=20, choices=FoundBy, blank=True)

    scope_lenses = {
        DESK: ("resident__centre", "centres"),
        COMPANY: ("company__organisation", "organisations"),
    }

    objects = ScopedManager.from_queryset(MatchQuerySet)()

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        ordering = ["-matched_on", "-id"]
        indexes = [models.Index(fields=["project", "matched_on"], name="match_project_on")]
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "vacancy"],
                condition=Q(status="standing") & Q(vacancy__isnull=False),
                name="match_standing_once",
                violation_error_message=_("This match has been recorded already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.company_id} {self.matched_on}"
