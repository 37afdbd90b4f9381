"""The private address of a user's calendar: made, renewed, stopped, and opened by whoever holds it."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from desk.models import CalendarLink
from jobdesk.accounts.models import User
from jobdesk.trail.audit import record

TOKEN_BYTES = 24  # 192 bits: nobody guesses one


@transaction.atomic
def make_calendar_link(user: User, role: str, *, has_names: bool) -> str:
    """Make the address of a user's calendar, and stop the one before; return its token, which is not kept.

    Saves, records ``calendar.link_made``.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    made = {
        "role": role,
        "token_hash": calendar_hash(token),
        "has_names": has_names,
        "created_at": timezone.now(),
        "last_read_at": None,
    }
    link, _is_new = CalendarLink.objects.update_or_create(user=user, defaults=made)
    record("calendar.link_made", link, {"role": role, "has_names": has_names})
    return token


@transaction.atomic
def show_names_in_calendar(link: CalendarLink, *, has_names: bool) -> None:
    """Choose whether the calendar has names; the address stays. Saves, records ``calendar.names_chosen``."""
    if link.has_names != has_names:
        link.has_names = has_names
        link.save(update_fields=["has_names"])
        record("calendar.names_chosen", link, {"has_names": has_names})


@transaction.atomic
def stop_calendar_link(link: CalendarLink) -> None:
    """Make the address stop working. Deletes, records ``calendar.link_stopped``."""
    record("calendar.link_stopped", link)
    link.delete()


def open_calendar_link(token: str) -> CalendarLink | None:
    """Return the link of a token whose user may still sign in, or None. Notes when it was read."""
    link = CalendarLink.objects.select_related("user").filter(token_hash=calendar_hash(token)).first()
    if link is None or not link.user.is_active:
        return None
    CalendarLink.objects.filter(pk=link.pk).update(last_read_at=timezone.now())
    return link


def calendar_hash(token: str) -> str:
    """The hash of a token. It is random and long: a slow hash would add nothing."""
    return hashlib.sha256(token.encode()).hexdigest()
