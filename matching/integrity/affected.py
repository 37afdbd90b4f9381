"""Whom a pause or ban of a company touches: who works there, is to begin, or is on the way there."""

from __future__ import annotations

from employers.models import Company
from matching.models import Match, Placement, Proposal


def residents_touched(company: Company) -> set[int]:
    """Return the keys of these residents, of all desks. Needs a scope that reads them."""
    at_work = Placement.objects.under_way().filter(match__company=company)
    matched = Match.objects.standing().filter(company=company, placements=None)
    proposed = Proposal.objects.running().filter(vacancy__company=company)
    return {
        *at_work.values_list("resident", flat=True),
        *matched.values_list("resident", flat=True),
        *proposed.values_list("resident", flat=True),
    }
