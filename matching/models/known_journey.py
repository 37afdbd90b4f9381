"""How long a journey takes, where somebody at a desk knows better than the estimate."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.desks.models import Centre
from jobdesk.trail.scoping import DESK, ScopedManager, ScopedModel

LEAST, MOST = 5, 240  # minutes one way: the intake asks for no longer journey
_MINUTES = [MinValueValidator(LEAST), MaxValueValidator(MOST)]


class KnownJourneyQuerySet(models.QuerySet["KnownJourney"]):
    """The reads of known journeys that are asked for often."""

    def standing(self) -> Self:
        """Those that count now, by centre and place."""
        return self.filter(ended_at=None).order_by("centre__name", "place", "pk")


class KnownJourney(ScopedModel):
    """Minutes one way from a centre to a municipality, as somebody who knows said.

    ``place``: the municipality as it is compared, without case and accents. ``minutes_at_night``: NULL where
    only the day is known. Never changed: another word ends it (``ended_at``) and is a row of its own.
    """

    centre = models.ForeignKey(
        Centre, models.PROTECT, related_name="known_journeys", verbose_name=_("centre")
    )
    municipality = models.CharField(_("place of work"), max_length=80)
    place = models.CharField(max_length=80, editable=False)
    minutes = models.PositiveSmallIntegerField(_("minutes by day"), validators=_MINUTES)
    minutes_at_night = models.PositiveSmallIntegerField(
        _("minutes at night"), null=True, blank=True, validators=_MINUTES
    )
    reason = models.CharField(_("how you know"), max_length=200)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who says so")
    )
    said_at = models.DateTimeField(_("said at"), default=timezone.now)
    ended_at = models.DateTimeField(_("until"), null=True, editable=False)

    scope_lenses = {DESK: ("centre", "centres")}
    objects = ScopedManager.from_queryset(KnownJourneyQuerySet)()

    class Meta:
        verbose_name = _("known journey")
        verbose_name_plural = _("known journeys")
        ordering = ["-said_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "place"],
                condition=Q(ended_at=None),
                name="known_journey_once",
                violation_error_message=_("This journey is known already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.municipality}"
