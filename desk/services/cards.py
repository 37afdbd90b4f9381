"""The private links to a resident's step card: made and revoked by the desk, opened by whoever holds one."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from desk.models import CardLink
from jobdesk.trail.audit import acting_user, record
from jobdesk.trail.private_links import draw_token, open_link
from residents.models import Resident


@transaction.atomic
def create_card_link(
    resident: Resident, language: str, *, days: int = CardLink.DAYS, net_month: Decimal | None = None
) -> tuple[CardLink, str]:
    """Make a link that works for ``days`` days; return it with its token, which cannot be had again.

    Saves and records ``card.link_made``, never the token. ``net_month``: euros a month, if the desk knows.
    """
    link = CardLink(resident=resident, language=language, net_month=net_month, created_by=acting_user())
    token = draw_token(link, days)
    link.save()
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
    """Return the link of a token, or None when it is unknown, revoked or over. Needs a system scope."""
    return open_link(CardLink.objects.all(), token)
