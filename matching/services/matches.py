"""A match: recorded, fallen through, or recorded in error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.services import settle_places
from jobdesk.desks.models import Project
from jobdesk.trail.audit import change_status, record, record_status
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from law.steps import ON_MATCH, ON_PLAN, step_kinds
from matching.integrity.standing import check_may_propose
from matching.models import Match, Placement, Proposal
from matching.queries import places_taken
from matching.services.permits import open_permit_steps
from matching.services.placements import cancel_placement
from matching.services.stages import move_proposal
from matching.services.terms import keep_first_terms
from matching.transitions import MATCH
from matching.wages.floor import agreed_wage_test
from residents.law_values import parameters_in_force
from residents.models import Resident
from residents.services import open_steps_for


@dataclass(frozen=True)
class MatchDetails:
    """What both sides agreed. ``wage_hour`` in EUR gross; calendar days; ``shifts``: bits of a week."""

    project: Project
    matched_on: date
    kind: str
    hours: int
    planned_start_on: date
    wage_hour: Decimal | None = None
    planned_end_on: date | None = None
    shifts: int | None = None


@transaction.atomic
def record_match(proposal: Proposal, details: MatchDetails) -> Placement:
    """Record that resident and employer both intend to contract; return the planned placement.

    The proposal becomes a match; match and placement are saved; the steps that the start needs are opened
    (permit or notification by the employer, number, bank account, declaration); records ``match.recorded``.
    With its last place the vacancy is filled. From here on the employer sees the name, to file the papers
    with. Raises RuleBroken when the candidate was not invited, the places are taken, the company is under a
    pause or ban, or the details cannot be.
    """
    hold(proposal)
    hold(proposal.vacancy)
    check_may_propose(proposal.vacancy.company)
    _check_details(proposal, details)
    move_proposal(proposal, Proposal.Status.MATCHED, on=details.matched_on)
    vacancy = proposal.vacancy
    match = Match(resident=proposal.resident, company=vacancy.company, vacancy=vacancy, proposal=proposal)
    placement = plan_work(match, details, job_title=vacancy.title, sector=vacancy.sector)
    settle_places(vacancy)
    return placement


@transaction.atomic
def match_fell_through(match: Match, reason: str) -> None:
    """Record that one of the two sides withdrew before the start. The day of the match stays.

    Saves, records the change of status; cancels the planned placement and its steps; withdraws the proposal.
    Raises RuleBroken without a reason, and when the person has started.
    """
    also = {"end_reason": Proposal.End.FELL_THROUGH, "end_note": reason.strip()}
    _undo(match, Match.Status.FALLEN_THROUGH, Proposal.Status.WITHDRAWN, reason, also)


@transaction.atomic
def void_match(match: Match, reason: str) -> None:
    """Record that a match was recorded in error: it counts nowhere, and the candidate is invited again.

    Saves, records the change of status; cancels the planned placement and its steps. The proposal is free for
    the right match; ``match.voided`` in the trail keeps its code.
    Raises RuleBroken without a reason, and when the person has started.
    """
    proposal = match.proposal
    _undo(match, Match.Status.RECORDED_IN_ERROR, Proposal.Status.INVITED, reason)
    match.proposal = None
    match.save(update_fields=["proposal"])
    record("match.voided", match, {"proposal": proposal.code if proposal else ""})


def _undo(
    match: Match, to_status: str, proposal_status: str, reason: str, also: Mapping[str, str] | None = None
) -> None:
    hold(match)
    reason = reason.strip()
    if not reason:
        raise RuleBroken(_("Say why."), "reason")
    if match.placements.filter(started_on__isnull=False).exists():
        raise RuleBroken(_("This person has started. End the placement instead."))
    for placement in match.placements.filter(status=Placement.Status.PLANNED):
        cancel_placement(placement, reason)
    change_status(match, to_status, MATCH, reason=reason)
    if match.vacancy is not None:
        settle_places(match.vacancy)
    if match.proposal is not None:
        move_proposal(match.proposal, proposal_status, reason=reason, also=also)


def _check_details(proposal: Proposal, details: MatchDetails) -> None:
    if not proposal.is_talking:
        raise RuleBroken(_("Only a candidate whom the employer has invited can become a match."))
    vacancy = proposal.vacancy
    if places_taken(vacancy) >= vacancy.places:
        raise RuleBroken(_("All places of this vacancy are taken."))
    if proposal.proposed_on and details.matched_on < proposal.proposed_on:
        raise RuleBroken(_("The match cannot be before the proposal."), "matched_on")
    check_agreed(proposal.resident, details)


def check_agreed(resident: Resident, details: MatchDetails) -> None:
    """Refuse days, a project or a wage that cannot be. Raises RuleBroken naming the field."""
    _check_days(details)
    _check_project(resident, details)
    _check_wage(resident, details)


def _check_days(details: MatchDetails) -> None:
    if details.matched_on > timezone.localdate():
        raise RuleBroken(_("A match is recorded on the day itself or later."), "matched_on")
    if details.planned_start_on < details.matched_on:
        raise RuleBroken(_("The start cannot be before the match."), "planned_start_on")
    if details.planned_end_on and details.planned_end_on < details.planned_start_on:
        raise RuleBroken(_("The contract cannot end before the start."), "planned_end_on")


def _check_project(resident: Resident, details: MatchDetails) -> None:
    project = details.project
    if not project.centres.filter(pk=resident.centre_id).exists():
        raise RuleBroken(_("This project does not run in the centre of the resident."), "project")
    if not project.starts_on <= details.matched_on <= project.ends_on:
        raise RuleBroken(_("This project does not run on the day of the match."), "project")


def _check_wage(resident: Resident, details: MatchDetails) -> None:
    if details.kind not in Placement.PAID_KINDS:
        return
    if details.wage_hour is None:
        raise RuleBroken(_("Fill in the wage an hour, for example 15.60."), "wage_hour")
    test = agreed_wage_test(resident, details.wage_hour, details.planned_start_on, parameters_in_force())
    if test.is_below:
        raise RuleBroken(test.text, "wage_hour")


def plan_work(
    match: Match, details: MatchDetails, *, job_title: str, sector: str, follows: Placement | None = None
) -> Placement:
    """Save a match, the placement it plans and what was agreed; open the steps of its start.

    Records ``match.recorded``.

    Called inside the transaction of a service, which has checked what was agreed.
    """
    match.project, match.matched_on = details.project, details.matched_on
    match.save()
    record_status(match, "", match.status, on=details.matched_on)
    placement = Placement.objects.create(
        match=match,
        resident=match.resident,
        kind=details.kind,
        job_title=job_title,
        sector=sector,
        hours=details.hours,
        wage_hour=details.wage_hour,
        planned_start_on=details.planned_start_on,
        planned_end_on=details.planned_end_on,
        shifts=details.shifts,
        follows=follows,
    )
    record_status(placement, "", placement.status, on=details.matched_on)
    keep_first_terms(placement)
    _open_steps(placement)
    record("match.recorded", match, {"placement": placement.code, "name_shown_to": match.company_id})
    return placement


def _open_steps(placement: Placement) -> None:
    open_permit_steps(placement)
    kinds = step_kinds(placement.resident.centre.country)
    by_start = {code: placement.planned_start_on for code, kind in kinds.items() if kind.due_with_start}
    for event in (ON_MATCH, ON_PLAN) if placement.kind in Placement.PAID_KINDS else (ON_PLAN,):
        open_steps_for(placement.resident, event, subject=placement.code, due_on=by_start)
