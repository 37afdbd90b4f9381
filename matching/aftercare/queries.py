"""Reads of what is wrong at work. All of them stay inside the open scope."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from jobdesk.accounts.models import User
from jobdesk.desks.models import Centre
from matching.models import Concern
from residents.models import Resident, held_by

MOST_ROWS = 200  # on a page; a desk with more open than this has another problem


def open_concerns(centre: Centre | None = None) -> QuerySet[Concern]:
    """Open concerns, of a centre or of all in the scope: harm first, then the oldest."""
    return _shown(Concern.objects.open(), centre)


def closed_concerns(centre: Centre | None = None) -> QuerySet[Concern]:
    """Concerns that were dealt with, the last one first."""
    return _shown(Concern.objects.filter(status=Concern.Status.CLOSED).order_by("-closed_on", "-pk"), centre)


def concerns_of(rows: QuerySet[Concern], user: User) -> QuerySet[Concern]:
    """Those that a user deals with, or that are about their cases."""
    return rows.filter(Q(owner=user) | held_by(user, "resident__"))


def concerns_for(user: User, people: QuerySet[Resident]) -> QuerySet[Concern]:
    """Open concerns that are work of a user: of ``people``, and those that were handed to them."""
    return _shown(Concern.objects.open().filter(Q(owner=user) | Q(resident__in=people)), None)


def _shown(rows: QuerySet[Concern], centre: Centre | None) -> QuerySet[Concern]:
    if centre is not None:
        rows = rows.filter(resident__centre=centre)
    return rows.select_related("owner", "resident__centre", "placement__match__company__organisation")
