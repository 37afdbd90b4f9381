"""A private link to a resident's step card."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.private_links import PrivateLink
from jobdesk.trail.scoping import DESK
from residents.models import Resident


class CardLink(PrivateLink):
    """A private link to a resident's step card."""

    DAYS = 90  # how long a link works

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="card_links")
    # What the resident gets, when the desk knows it; the card says what is left of it.
    net_month = models.DecimalField(
        _("net wage a month (EUR)"), max_digits=8, decimal_places=2, null=True, blank=True
    )

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta(PrivateLink.Meta):
        verbose_name = _("link to a step card")
        verbose_name_plural = _("links to step cards")

    def __str__(self) -> str:
        return f"{self.resident_id} {self.language}"
