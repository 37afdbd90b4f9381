"""What a ranking reads of residents, one narrow row each; and whose row is to be built again.

Repeats what stands in the file, so that the database can leave out who cannot do a job. There is no column
for nationality, gender, birth date, faith or family, nor for a language that nobody here works in, which
would tell of an origin: what is not there cannot weigh.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobdesk.desks.models import Centre
from jobdesk.trail.scoping import DESK, ScopedModel
from residents.models import Resident


class MatchProfile(ScopedModel):
    """One resident as a ranking reads them (``matching/profiles``); NULL is "not known", never "no".

    ``consent_until``: the last day on which they agree to be shown, ``date.max`` without an end.
    ``at_work_at``: the companies of the work they have or were promised, by their codes, spaces between.
    ``eligible_from``: the first day they may and want to work, ``date.max`` for never; ``lead_days`` more are
    taken by a permit or notification, and ``first_on`` is the day after those.
    ``nl`` … ``de``: 0 not spoken, then 1 for A0 to 7 for C2.
    ``certificates``: ``{code: last day, "never", or null where it is not known}``.
    ``availability``: 21 bits, ``lessons`` taken out.
    ``means``: bits of ``MEANS``. ``isco_1`` …: unit groups of ISCO-08 of work done, the longest first.
    ``read_units``: those of them, and of the wishes, that were read from own words; nobody confirmed them.
    """

    MEANS = ("bicycle", "public_transport", "car")  # in the order of the bits
    LANGUAGES = ("nl", "fr", "en", "de")
    OCCUPATIONS, WISHES = 3, 5  # at most, of each resident

    resident = models.OneToOneField(
        # A copy, built again from the file whenever needed: it goes with its resident.
        Resident,
        models.CASCADE,
        primary_key=True,
        related_name="match_profile",
        verbose_name=_("resident"),
    )
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+", verbose_name=_("centre"))
    country = models.CharField(_("country"), max_length=2)
    is_guided = models.BooleanField(_("in guidance"), default=False)
    consent_until = models.DateField(_("agrees until"), null=True)
    at_work_at = models.CharField(_("works at"), max_length=120, blank=True)
    is_looking = models.BooleanField(_("looks for work"), default=True)
    open_proposals = models.PositiveSmallIntegerField(_("open proposals"), default=0)

    eligible_from = models.DateField(_("may work from"), null=True)
    lead_days = models.PositiveSmallIntegerField(_("days for a permit or notification"), null=True)
    first_on = models.DateField(_("first day without a permit yet"), null=True)
    permit_employer = models.CharField(_("has a permit for"), max_length=40, blank=True)
    work_until = models.DateField(_("may work until"), null=True)

    isco_1 = models.CharField(max_length=4, blank=True)
    isco_2 = models.CharField(max_length=4, blank=True)
    isco_3 = models.CharField(max_length=4, blank=True)
    years_1 = models.FloatField(null=True)
    years_2 = models.FloatField(null=True)
    years_3 = models.FloatField(null=True)
    # Unit groups too, the dearest wish first; NULL: nobody asked, "": none of the list.
    wishes = models.CharField(_("wishes"), max_length=24, null=True)  # noqa: DJ001
    read_units = models.CharField(_("read from own words"), max_length=40, blank=True)

    # The minor groups of all of these (matching/profiles/groups.py). A row that was not built again since the
    # column came has every bit, and is found by its codes.
    work_bits = models.BigIntegerField(default=-1)

    nl = models.PositiveSmallIntegerField(_("Dutch"), null=True)
    fr = models.PositiveSmallIntegerField(_("French"), null=True)
    en = models.PositiveSmallIntegerField(_("English"), null=True)
    de = models.PositiveSmallIntegerField(_("German"), null=True)
    skills = models.JSONField(_("skills"), null=True)
    certificates = models.JSONField(_("certificates"), null=True)

    availability = models.PositiveIntegerField(_("parts of the week"), null=True)
    lessons = models.PositiveIntegerField(_("parts of the week with lessons"), default=0)
    hours_max = models.PositiveSmallIntegerField(_("hours a week"), null=True)
    travel_max = models.PositiveSmallIntegerField(_("longest journey, one way (minutes)"), null=True)
    means = models.PositiveSmallIntegerField(_("means of transport"), null=True)

    scope_lenses = {DESK: ("centre", "centres")}

    class Meta:
        verbose_name = _("match profile")
        verbose_name_plural = _("match profiles")
        ordering = ["resident"]
        indexes = [
            # Reach first; the rest so that the conditions are asked without a look at the rows. What leaves
            # most out comes first, what has no fixed length last: a row is read no further than needed.
            models.Index(
                fields=["centre", "consent_until"],
                include=[
                    *("work_bits", "resident", "is_looking", "eligible_from", "first_on", "work_until"),
                    *("availability", "lead_days", "nl", "fr", "en", "de", "travel_max", "means"),
                    *("hours_max", "at_work_at", "permit_employer", "isco_1", "isco_2", "isco_3", "wishes"),
                ],
                condition=Q(is_guided=True),
                name="match_profile_work",
            )
        ]

    def __str__(self) -> str:
        return str(self.resident_id)


class ProfileChange(models.Model):
    """Something was written about a resident: their profile is built again before it is next read.

    Written in the transaction of the change, one row for each, and removed by whoever built the profile
    after reading it; so a change that comes in between keeps its own row, and none waits for another.
    """

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("change of a profile")
        verbose_name_plural = _("changes of profiles")
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.resident_id)


class ProfileRound(models.Model):
    """One night in which every profile was held against the file, and how far it has come.

    ``last_resident`` is the checkpoint. ``drifted``: profiles that the calendar or the law had changed, or
    that something had changed unseen.
    """

    on = models.DateField(_("day"), unique=True)
    done = models.PositiveIntegerField(_("residents"), default=0)
    drifted = models.PositiveIntegerField(_("profiles that were another"), default=0)
    last_resident = models.BigIntegerField(default=0)
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        verbose_name = _("round over all profiles")
        verbose_name_plural = _("rounds over all profiles")
        ordering = ["-on"]

    def __str__(self) -> str:
        return str(self.on)
