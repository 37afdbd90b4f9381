"""Who is at which desk on which day, and which two coaches take new cases together."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jobdesk.desks.models import Centre
from jobdesk.trail.scoping import DESK, ScopedModel


class CoachDay(ScopedModel):
    """A weekday (0 is Monday) on which somebody is at a desk, from a day on until one that ended it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="desk_days")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="desk_days", verbose_name=_("centre"))
    weekday = models.PositiveSmallIntegerField(_("day of the week"))
    begins_at = models.TimeField(_("from"))
    ends_at = models.TimeField(_("to"))
    from_on = models.DateField(_("from which day on"))
    until_on = models.DateField(_("until"), null=True)

    scope_lenses = {DESK: ("centre", "centres")}

    class Meta:
        verbose_name = _("day at a desk")
        verbose_name_plural = _("days at a desk")
        ordering = ["weekday", "begins_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "centre", "weekday", "from_on"],
                name="coachday_once",
                violation_error_message=_("This day is there already."),
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=6),
                name="coachday_weekday",
                violation_error_message=_("A week has seven days."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")),
                name="coachday_ends_after_start",
                violation_error_message=_("Choose an end after the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="coachday_until_after_from",
                violation_error_message=_("A day at a desk ends on or after the day it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.centre_id} {self.weekday}"

    @property
    def hours(self) -> str:
        """The hours as they are written in every language here: ``09:00–12:30``."""
        return f"{self.begins_at:%H:%M}–{self.ends_at:%H:%M}"


class CoachAbsence(models.Model):
    """Days on which somebody is at no desk, the last one included. Why is nobody's business here."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="absences")
    from_on = models.DateField(_("away from"))
    until_on = models.DateField(_("until"))

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["from_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name="coachabsence_ends_after_start",
                violation_error_message=_("Choose a last day on or after the first."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.from_on}"


class CoachPair(ScopedModel):
    """Two coaches of a desk who hold cases together: a case that one of them gets is also the other's."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="coach_pairs", verbose_name=_("centre"))
    first = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("one")
    )
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("the other")
    )

    scope_lenses = {DESK: ("centre", "centres")}

    class Meta:
        verbose_name = _("pair of coaches")
        verbose_name_plural = _("pairs of coaches")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(first=F("second")),
                name="coachpair_two_people",
                violation_error_message=_("Choose two different people."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.first_id} {self.second_id}"

    def other(self, user_id: int) -> int:
        """Return the key of the one that is not ``user_id``."""
        return self.second_id if self.first_id == user_id else self.first_id
