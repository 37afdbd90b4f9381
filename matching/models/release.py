"""What of a candidate one company may read for one vacancy."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.scoping import COMPANY, DESK, ScopedManager, ScopedModel
from matching.models.placement import Placement
from matching.models.proposal import Proposal
from residents.consents import holding_on
from residents.models import Consent


class ReleaseQuerySet(models.QuerySet["Release"]):
    """The reads of releases that are asked for often."""

    def running(self, on: date) -> Self:
        """Those by which a company may see something on a day.

        The consent holds, the candidate is in play for the vacancy, and the work of a match is not over.
        """
        over = Placement.objects.exclude(status__in=Placement.UNDER_WAY).filter(
            match__proposal=OuterRef("proposal")
        )
        return self.filter(
            ~Exists(over), holding_on(on, "consent"), proposal__status__in=Proposal.IN_PLAY
        ).order_by("consent__until_on", "id")


class Release(ScopedModel):
    """What a resident and their coach let one company see of the resident, for one vacancy, until a day.

    It rests on its consent, which says how it was asked and until when, and ends with it.
    ``fields``: codes of ``matching/employer_side/released.py``.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="releases")
    consent = models.OneToOneField(Consent, models.PROTECT, related_name="release")
    fields = models.JSONField(_("what the company sees"), default=list)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    scope_lenses = {
        DESK: ("proposal__resident__centre", "centres"),
        COMPANY: ("proposal__vacancy__company__organisation", "organisations"),
    }

    objects = ScopedManager.from_queryset(ReleaseQuerySet)()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.proposal_id)

    @property
    def resident_id(self) -> int:
        """Who is seen, for the trail."""
        return self.proposal.resident_id
