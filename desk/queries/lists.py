"""Reads for the lists of residents and placements."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from jobdesk.desks.models import Centre
from law.steps import NUMBER, codes
from matching.models import Match, Placement
from matching.queries import may_work
from residents.models import (
    Document,
    Resident,
    Step,
)
from residents.queries import of_each

NEVER = date(1, 1, 1)


EXPIRY_DAYS = 90  # how far ahead the list of expiring documents looks


def saved_lists(today: date) -> dict[str, Q]:
    """The lists behind the tabs, as conditions on a resident."""
    steps = of_each(Step).filter(status=Step.Status.OPEN)
    standing = of_each(Match).filter(status=Match.Status.STANDING)
    expiring = of_each(Document).filter(
        until_on__gte=today, until_on__lte=today + timedelta(days=EXPIRY_DAYS)
    )
    later = of_each(Document).filter(Q(until_on__gt=today + timedelta(days=EXPIRY_DAYS)) | Q(until_on=None))
    at_work = of_each(Placement).filter(status=Placement.Status.STARTED)
    present = ~Q(status=Resident.Status.EXITED)
    return {
        "mine": present,
        "number": present & Exists(steps.filter(kind__in=codes(lambda kind: kind.purpose == NUMBER))),
        "unmatched": Q(status__in=Resident.GUIDED) & may_work(today) & ~Exists(standing),
        "expiring": present & Exists(expiring) & ~Exists(later),
        "aftercare": present & Exists(at_work),
        "all": Q(),
    }


def with_waiting_since(residents: QuerySet[Resident]) -> QuerySet[Resident]:
    """Add ``waiting_since``: since when the oldest open step waits, None without one."""
    steps = of_each(Step).filter(status=Step.Status.OPEN)
    return residents.annotate(waiting_since=Subquery(steps.order_by("opened_on").values("opened_on")[:1]))


def with_seen_on(residents: QuerySet[Resident]) -> QuerySet[Resident]:
    """Add ``seen_on``, to sort by: those who were never seen come before all others."""
    return residents.annotate(seen_on=Coalesce("last_contact_on", Value(NEVER)))


def placements_at(centre: Centre | None) -> QuerySet[Placement]:
    """Placements at the picked centre, or at all centres of the scope, with what a list shows."""
    placements = Placement.objects.select_related(
        "resident__centre", "resident__coach", "match__company__organisation", "follows"
    ).prefetch_related("check_ins")
    return placements.filter(resident__centre=centre) if centre else placements
