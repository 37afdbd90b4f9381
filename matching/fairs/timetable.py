"""The clock of a job fair: which round a conversation has, and who is not there in which rounds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time, timedelta

from django.utils import timezone

from matching.assignment.rounds import schedule
from matching.models import Fair, FairMeeting


def timed(fair: Fair, meetings: Sequence[FairMeeting]) -> list[int | None]:
    """Return the round of each conversation; a company has one at a time, also for two vacancies."""
    pairs = [(each.guest_id, each.table.vacancy.company_id) for each in meetings]
    residents = {each.guest_id: _away(fair, each.guest.since, each.guest.until) for each in meetings}
    companies: dict[int, frozenset[int]] = {}
    for each in meetings:  # of two vacancies, the company leaves with the earlier one
        company = each.table.vacancy.company_id
        companies[company] = companies.get(company, frozenset()) | _away(fair, None, each.table.until)
    return list(schedule(pairs, fair.rounds, residents, companies))


def _away(fair: Fair, since: time | None, until: time | None) -> frozenset[int]:
    """The rounds that somebody misses who comes at ``since`` and leaves at ``until``."""
    if since is None and until is None:
        return frozenset()
    missed = set()
    for number in range(fair.rounds):
        begins = timezone.localtime(fair.begins(number))
        ends = begins + timedelta(minutes=fair.minutes_each)
        if (since and begins.time() < since) or (until and ends.time() > until):
            missed.add(number)
    return frozenset(missed)
