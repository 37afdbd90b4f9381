"""The private links to a resident's step card: made and revoked by the desk, opened by whoever holds one."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from desk.models import CardLink
from jobdesk.trail.audit import acting_user, record
from residents.models import Resident

TOKEN_BYTES = 24  # 192 bits: nobody guesses one, and the QR code stays small


@transaction.atomic
def create_card_link(
    resident: Resident, language: str, *, days: int = CardLink.DAYS, net_month: Decimal | None = None
) -> tuple[CardLink, str]:
    """Make a link that works for ``days`` days; return it with its token, which cannot be had again.

    Saves and records ``card.link_made``, never the token. ``net_month``: euros a month, if the desk knows.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = CardLink.objects.create(
        resident=resident,
        token_hash=_hash(token),
        language=language,
        net_month=net_month,
        created_by=acting_user(),
        expires_at=timezone.now() + timedelta(days=days),
    )
    record("card.link_made", link, {"language": language, "expires_at": link.expires_at})
    return link, token


@transaction.atomic
def revoke_card_link(link: CardLink) -> None:
    """Make a link stop working at once. Saves and records ``card.link_revoked``; again: nothing."""
    if link.revoked_at is not None:
        return
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])
    record("card.link_revoked", link)


def open_card_link(token: str) -> CardLink | None:
    """Return the link of a token, or None when it is unknown, revoked or over. Needs a system scope.

    Notes that it was opened and when; not by whom or from where.
    """
    wanted = _hash(token)
    link = CardLink.objects.filter(token_hash=wanted).first()
    if link is None or not constant_time_compare(link.token_hash, wanted) or not link.is_open:
        return None
    CardLink.objects.filter(pk=link.pk).update(last_opened_at=timezone.now())
    return link


def _hash(token: str) -> str:
    # The token is random and long: a slow hash would add nothing.
    return hashlib.sha256(token.encode()).hexdigest()
