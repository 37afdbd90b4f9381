"""The same person goes on with another employer, for example through an agency."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.models import Company
from jobdesk.trail.audit import record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from matching.integrity.standing import check_may_propose
from matching.models import Match, Placement
from matching.services.agreements import end_of_terms
from matching.services.matches import MatchDetails, check_agreed, match_fell_through, plan_work
from matching.services.placements import end_placement


@transaction.atomic
def change_employer(
    placement: Placement, company: Company, details: MatchDetails, last_day: date | None = None
) -> Placement:
    """Let the work go on with another employer; return the new, planned placement that follows this one.

    A planned placement does not start and its match falls through; one that runs ends on ``last_day``, now
    or (a day to come) when that day is recorded. A new match and placement are saved and the steps of the
    new employer opened: a work permit holds for one employer only, so the new one asks for their own,
    and the start is refused without it. Records ``placement.employer_changed``; what was stays.

    Raises RuleBroken when the work is over, goes on already, the new company is under a pause or ban, or what
    was agreed cannot be.
    """
    hold(placement)
    check_may_propose(company)
    _check(placement, company)
    check_agreed(placement.resident, details)
    if placement.status == Placement.Status.STARTED:
        _leave(placement, details, last_day)
    else:
        match_fell_through(placement.match, str(Placement.EndReason.OTHER_EMPLOYER.label))
    follower = plan_work(
        Match(resident=placement.resident, company=company),
        details,
        job_title=placement.job_title,
        sector=placement.sector,
        follows=placement,
    )
    changes = {"company": [placement.match.company_id, company.pk], "placement": follower.code}
    record("placement.employer_changed", placement, changes)
    return follower


def _check(placement: Placement, company: Company) -> None:
    if placement.status not in Placement.UNDER_WAY:
        raise RuleBroken(_("This placement is over."))
    if Placement.objects.filter(follows=placement).exists():
        raise RuleBroken(_("This work goes on with another employer already."))
    if company.pk == placement.match.company_id:
        raise RuleBroken(_("This is the employer already. Choose another one."), "company")
    if company.organisation.country != placement.resident.centre.country:
        raise RuleBroken(_("This employer is in another country."), "company")


def _leave(placement: Placement, details: MatchDetails, last_day: date | None) -> None:
    """End the running work, or note the day on which it will end: that needs no new permit."""
    if last_day is None:
        raise RuleBroken(_("Fill in the last day with the employer of now."), "last_day")
    if placement.started_on and last_day < placement.started_on:
        raise RuleBroken(_("The last day cannot be before the first."), "last_day")
    if details.planned_start_on <= last_day:
        raise RuleBroken(_("The new work starts after the last day of the work of now."), "planned_start_on")
    if last_day <= timezone.localdate():
        end_placement(placement, last_day, Placement.EndReason.OTHER_EMPLOYER)
        return
    end_of_terms(placement, last_day)
