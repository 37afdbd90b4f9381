"""Reads of the clashes that are kept."""

from __future__ import annotations

from django.db.models import Case, IntegerField, QuerySet, Value, When

from matching.clashes.records import ORDER, Severity
from matching.models import Placement, Proposal, WorkClash
from residents.models import Resident

_WITH = ("resident__centre", "resident__coach", "placement__match__company__organisation", "said_by")
_OF_PROPOSAL = "proposal__vacancy__company__organisation"
_WORST_FIRST = Case(
    *(When(severity=severity, then=Value(place)) for place, severity in enumerate(ORDER)),
    output_field=IntegerField(),
)


def clashes_of(work: Placement | Proposal) -> QuerySet[WorkClash]:
    """All that was found about one piece of work and is there, the worst first; unknown facts last."""
    return _ordered(work.clashes.exclude(status=WorkClash.Status.SETTLED))


def settled_of(work: Placement | Proposal) -> QuerySet[WorkClash]:
    """What was there and asked somebody to act, and has gone, the last first."""
    gone = work.clashes.filter(status=WorkClash.Status.SETTLED, is_known=True)
    return gone.exclude(severity=Severity.TO_KNOW).order_by("-settled_on", "-pk")


def serious_clashes() -> QuerySet[WorkClash]:
    """What asks somebody to act and of which nobody said anything, the worst first."""
    found = WorkClash.objects.filter(status=WorkClash.Status.OPEN, is_known=True)
    return _ordered(found.exclude(severity=Severity.TO_KNOW))


def serious_of(resident: Resident) -> QuerySet[WorkClash]:
    """The same of one resident."""
    return serious_clashes().filter(resident=resident)


def _ordered(rows: QuerySet[WorkClash]) -> QuerySet[WorkClash]:
    return rows.select_related(*_WITH, _OF_PROPOSAL).order_by("-is_known", _WORST_FIRST, "found_on", "pk")
