"""A private link to a resident's step card."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.scoping import DESK, ScopedModel
from residents.models import Resident


class CardLink(ScopedModel):
    """A private link to a resident's step card. The token itself is kept nowhere: only its hash."""

    DAYS = 90  # how long a link works

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="card_links")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=5)
    # What the resident gets, when the desk knows it; the card says what is left of it.
    net_month = models.DecimalField(
        _("net wage a month (EUR)"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("made on"), default=timezone.now)
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(_("revoked on"), null=True, blank=True)
    last_opened_at = models.DateTimeField(_("last opened on"), null=True, blank=True)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("link to a step card")
        verbose_name_plural = _("links to step cards")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.language}"

    @property
    def is_open(self) -> bool:
        """Whether the link still leads to the card."""
        return self.revoked_at is None and self.expires_at > timezone.now()
