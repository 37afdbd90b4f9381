"""What waits in the files of companies, and whom a measure touches. All of it stays inside the open scope."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from jobdesk.accounts.models import User
from matching.models import CompanyConcern, Measure, MeasureReply, MeasureTalk, Resemblance
from residents.models import Resident


def talks_due(people: QuerySet[Resident]) -> QuerySet[MeasureTalk]:
    """Talks about a measure that nobody has held, with these people; the first due first."""
    return (
        MeasureTalk.objects.filter(resident__in=people, spoken_on=None)
        .select_related("resident", "measure__company__organisation")
        .order_by("due_on", "pk")
    )


def measures_to_decide(user: User) -> QuerySet[Measure]:
    """Measures that wait for another coordinator than who asked: to hold, or to end."""
    proposed = Q(status=Measure.Status.PROPOSED) & ~Q(proposed_by=user)
    ending = Q(status=Measure.Status.IN_FORCE, end_asked_by__isnull=False) & ~Q(end_asked_by=user)
    return (
        Measure.objects.filter(proposed | ending)
        .select_related("company__organisation", "proposed_by", "end_asked_by")
        .order_by("proposed_on", "pk")
    )


def resemblances_to_decide() -> QuerySet[Resemblance]:
    """Companies that may have come back, which nobody has looked at; the oldest first."""
    return (
        Resemblance.objects.filter(status=Resemblance.Status.OPEN)
        .select_related("company__organisation", "measure__company__organisation")
        .order_by("found_on", "pk")
    )


def concerns_to_look_at() -> QuerySet[CompanyConcern]:
    """Open concerns about companies themselves, the first due first."""
    return (
        CompanyConcern.objects.filter(status=CompanyConcern.Status.OPEN)
        .select_related("company__organisation")
        .order_by("look_by_on", "pk")
    )


def replies_to_read() -> QuerySet[MeasureReply]:
    """What companies said of a measure and no coordinator has read; the oldest first."""
    return (
        MeasureReply.objects.filter(read_by=None)
        .select_related("measure__company__organisation")
        .order_by("at", "pk")
    )
