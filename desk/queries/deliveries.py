"""Reads about reminders that could not be delivered."""

from __future__ import annotations

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery

from desk.models import Digest
from jobdesk.accounts.models import Membership, User
from jobdesk.trail.access import roles_reading
from jobdesk.trail.scoping import COMPANY, Scope


def users_not_reached(scope: Scope) -> QuerySet[User]:
    """Colleagues at the centres of ``scope`` and employers of its countries who did not get their reminders.

    With ``since`` (day of the first that was not), ``failure`` (status of the last) and ``error``.
    """
    around = Q(centres__in=scope.centres) | Q(
        role__in=roles_reading(COMPANY), organisation__country__in=scope.countries
    )
    undelivered = Q(digests__status__in=Digest.UNDELIVERED)
    last = Digest.objects.filter(recipient=OuterRef("pk"), status__in=Digest.UNDELIVERED).order_by("-day")
    return (
        User.objects.filter(Exists(Membership.objects.filter(around, user=OuterRef("pk"))), undelivered)
        .filter(is_active=True)
        .annotate(
            since=Min("digests__day"),
            failure=Subquery(last.values("status")[:1]),
            error=Subquery(last.values("last_error")[:1]),
        )
        .order_by("since", "name", "pk")
    )
