"""What is said of people beside a ranking: where they work, who said no to them, who else looks at them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from employers.models import Vacancy
from matching.models import Match, Placement, Proposal


@dataclass(slots=True)
class Marks:
    """Of one resident and one vacancy.

    ``proposed_as``: the status of the proposal for this very vacancy after which there cannot be another;
    empty: none. ``declined_on``: the last day on which this company said no, for whichever vacancy.
    ``works_at``: names of the companies of paid work, under way or planned; ``promised_by``: of matches that
    stand and have no placement yet. ``open_proposals``: how many run, here or at a company.
    """

    proposed_as: str = ""
    declined_on: date | None = None
    works_at: tuple[str, ...] = ()
    promised_by: tuple[str, ...] = ()
    open_proposals: int = 0

    @property
    def is_promised(self) -> bool:
        """Whether they have work, or are about to."""
        return bool(self.works_at or self.promised_by)


def marks_for(vacancy: Vacancy, residents: Collection[int]) -> dict[int, Marks]:
    """Return the marks of each of these residents for a vacancy, by their key; three queries."""
    marks = {pk: Marks() for pk in residents}
    proposals = Proposal.objects.filter(resident__in=residents).order_by("pk")
    for pk, status, asked, company, answered_on in proposals.values_list(
        "resident_id", "status", "vacancy_id", "vacancy__company_id", "answered_on"
    ):
        mark = marks[pk]
        if asked == vacancy.pk and status in Proposal.BARRING:
            mark.proposed_as = status
        if company == vacancy.company_id and status == Proposal.Status.NO_FIT:
            mark.declined_on = max(filter(None, (mark.declined_on, answered_on)), default=None)
        mark.open_proposals += status in Proposal.RUNNING
    for pk, name in _work(residents):
        marks[pk].works_at += (name,)
    for pk, name in _promises(residents):
        marks[pk].promised_by += (name,)
    return marks


def _work(residents: Collection[int]) -> Iterable[tuple[int, str]]:
    return (
        Placement.objects.under_way()
        .filter(resident__in=residents, kind__in=Placement.PAID_KINDS)
        .order_by("pk")
        .values_list("resident_id", "match__company__organisation__name")
    )


def _promises(residents: Collection[int]) -> Iterable[tuple[int, str]]:
    return (
        Match.objects.standing()
        .filter(~Exists(Placement.objects.filter(match=OuterRef("pk"))), resident__in=residents)
        .order_by("pk")
        .values_list("resident_id", "company__organisation__name")
    )
