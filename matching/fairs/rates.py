"""What meetings bring: of the conversations that were held, how many led to a proposal, a match and a start.

A conversation counts as held unless it is written down that it did not take place; those without an outcome
are not counted. A proposal counts from the meeting's own on: one that was made before it does not.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from matching.models import Fair, FairMeeting, Match, Placement
from residents.models import GroupSession

WHOLE = 100


@dataclass(frozen=True)
class Rate:
    """The meetings of one kind: how many days, conversations, and what became of them."""

    kind: str
    fairs: int
    held: int
    both: int
    proposed: int
    matched: int
    started: int

    @property
    def percent(self) -> int | None:
        """The share of conversations after which somebody started work; None without one."""
        return round(self.started * WHOLE / self.held) if self.held else None


def rates_by_kind() -> list[Rate]:
    """Return the rates of the fairs in the scope, for each kind that there is one of."""
    match = Match.objects.filter(proposal=OuterRef("proposal"))
    began = Placement.objects.filter(match__proposal=OuterRef("proposal"), started_on__isnull=False)
    held = FairMeeting.objects.exclude(outcome__in=("", FairMeeting.Outcome.NOT_HELD))
    counted = held.annotate(is_matched=Exists(match), is_started=Exists(began)).values(
        "table__fair__session__kind"
    )
    rows = counted.order_by("table__fair__session__kind").annotate(
        held=Count("pk"),
        fairs=Count("table__fair", distinct=True),
        both=Count("pk", filter=Q(outcome=FairMeeting.Outcome.BOTH)),
        proposed=Count("pk", filter=Q(proposal__isnull=False)),
        matched=Count("pk", filter=Q(is_matched=True)),
        started=Count("pk", filter=Q(is_started=True)),
    )
    found = {row.pop("table__fair__session__kind"): row for row in rows}
    return [
        Rate(kind=str(GroupSession.Kind(kind).label), **found[kind]) for kind in Fair.KINDS if kind in found
    ]
