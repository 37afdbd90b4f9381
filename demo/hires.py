"""The vacancies that people at work were hired for, filled since, and their way from proposal to match."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from demo.cases import CaseWriter
from employers.models import Vacancy
from jobdesk.vocabulary.models import Occupation
from jobdesk.web.week import WORKING_DAYS_BY_DAY
from matching.models import Match, Placement, Proposal

# In days before the match.
HANDED_IN, PROPOSED, REMINDED, INVITED, LAST_DAY = 40, 24, 17, 14, 10
AFTER_MATCH = 21  # days until the work was to begin


def add_ways_to_work(writer: CaseWriter, occupations: dict[str, Occupation]) -> None:
    """Give the standing matches of the writer's batch their vacancy, where they have none, and a proposal.

    Of one company and job there is one vacancy, with as many places as people were hired. ``occupations``: by
    the title of the job. The codes come from the writer.
    """
    hired: dict[tuple[str, str], list[Placement]] = defaultdict(list)
    for placement in writer.batch.rows(Placement):
        match = placement.match
        if match.vacancy is None and match.status == Match.Status.STANDING:
            hired[match.company.organisation.name, placement.job_title].append(placement)
    for (_company, title), placements in sorted(hired.items()):
        vacancy = _filled(writer, placements, occupations.get(title))
        for placement in placements:
            _way(writer, placement, vacancy)


def _filled(writer: CaseWriter, placements: list[Placement], occupation: Occupation | None) -> Vacancy:
    first = min(placements, key=lambda each: each.match.matched_on)
    company, handed_in_on = first.match.company, _before(first, HANDED_IN)
    published_on = handed_in_on + timedelta(days=1)
    last = max(each.match.matched_on for each in placements)
    vacancy: Vacancy = writer.batch.add(
        Vacancy(
            company=company,
            code=writer.code("V"),
            status=Vacancy.Status.FILLED,
            title=first.job_title,
            occupation=occupation,
            description="Werk in een vast team. Een collega werkt u in.",
            sector=first.sector,
            municipality=company.municipality,
            places=len(placements),
            hours=first.hours,
            wage_hour=first.wage_hour,
            shifts=WORKING_DAYS_BY_DAY,
            starts_on=last + timedelta(days=AFTER_MATCH),
            submitted_on=handed_in_on,
            published_on=published_on,
            expires_on=max(published_on + timedelta(days=Vacancy.OPEN_DAYS), last),
        )
    )
    statuses = Vacancy.Status
    writer.batch.status(vacancy, statuses.DRAFT, statuses.SUBMITTED, handed_in_on, None)
    writer.batch.status(vacancy, statuses.SUBMITTED, statuses.OPEN, published_on, writer.coach)
    writer.batch.status(vacancy, statuses.OPEN, statuses.FILLED, last, writer.coach)
    return vacancy


def _way(writer: CaseWriter, placement: Placement, vacancy: Vacancy) -> None:
    match, statuses = placement.match, Proposal.Status
    coach, proposed_on = placement.resident.coach, _before(placement, PROPOSED)
    proposal: Proposal = writer.batch.add(
        Proposal(
            resident=placement.resident,
            vacancy=vacancy,
            code=writer.code("K"),
            status=statuses.MATCHED,
            proposed_by=coach,
            suggested_on=proposed_on,
            proposed_on=proposed_on,
            since_on=match.matched_on,
            remind_on=_before(placement, REMINDED),
            answered_on=_before(placement, INVITED),
            answer_due_on=_before(placement, LAST_DAY),
        )
    )
    writer.batch.status(proposal, "", statuses.PROPOSED, proposed_on, coach)
    writer.batch.status(proposal, statuses.PROPOSED, statuses.INVITED, _before(placement, INVITED), None)
    writer.batch.status(proposal, statuses.INVITED, statuses.MATCHED, match.matched_on, coach)
    match.vacancy, match.proposal = vacancy, proposal


def _before(placement: Placement, days: int) -> date:
    return placement.match.matched_on - timedelta(days=days)
