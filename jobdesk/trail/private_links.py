"""Pages that whoever holds a private link may open, without login: the link, its token, how it ends.

The token is kept nowhere: only its hash. A room adds to ``PrivateLink`` what its link opens.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TypeVar

from django.conf import settings
from django.db import models
from django.http import HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.scoping import ScopedModel

TOKEN_BYTES = 24  # 192 bits: nobody guesses one, and the QR code stays small
# Whoever holds the link may read the page; nobody else is to find it, keep it or learn its address.
HEADERS = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store, private",
}
Link = TypeVar("Link", bound="PrivateLink")


class PrivateLink(ScopedModel):
    """A private link, in a language, that works until a day unless it is revoked."""

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=5)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("made on"), default=timezone.now)
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(_("revoked on"), null=True, blank=True)
    last_opened_at = models.DateTimeField(_("last opened on"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-created_at", "-id"]

    @property
    def is_open(self) -> bool:
        """Whether the link still works."""
        return self.revoked_at is None and self.expires_at > timezone.now()


def draw_token(link: PrivateLink, days: int) -> str:
    """Give an unsaved link a token that works for ``days`` days; return it, for it cannot be had again."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link.token_hash = _hash(token)
    link.expires_at = timezone.now() + timedelta(days=days)
    return token


def open_link(links: models.QuerySet[Link], token: str) -> Link | None:
    """Return the link of a token among these, or None when it is unknown, revoked or over.

    Notes that it was opened and when; not by whom or from where.
    """
    wanted = _hash(token)
    link = links.filter(token_hash=wanted).first()
    if link is None or not constant_time_compare(link.token_hash, wanted) or not link.is_open:
        return None
    link.last_opened_at = timezone.now()
    link.save(update_fields=["last_opened_at"])
    return link


def keep_private(response: HttpResponse, *, has_form: bool = False) -> HttpResponse:
    """Return a page behind a private link with what keeps it from being found, kept or told on.

    ``has_form``: what is sent from it says where it comes from, but to this site only. Without that a browser
    sends "Origin: null", which the protection against forged requests refuses.
    """
    for name, value in HEADERS.items():
        response[name] = value
    if has_form:
        response["Referrer-Policy"] = "same-origin"
    return response


def _hash(token: str) -> str:
    # The token is random and long: a slow hash would add nothing.
    return hashlib.sha256(token.encode()).hexdigest()
