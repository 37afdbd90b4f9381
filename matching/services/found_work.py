"""Work that did not come through a vacancy: the resident, a school or a participation desk found it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from employers.models import Company
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from matching.models import Match, Placement
from matching.services.matches import MatchDetails, check_agreed, plan_work
from residents.models import Resident


@dataclass(frozen=True)
class FoundWork:
    """What the work is, and who found it (``Match.FoundBy``)."""

    job_title: str
    sector: str
    found_by: str


@transaction.atomic
def record_found_work(
    resident: Resident, company: Company, details: MatchDetails, work: FoundWork
) -> Placement:
    """Record that a resident goes to work that no vacancy of Jobdesk led to; return the planned placement.

    The rules are those of every match: a match without a vacancy and its placement are saved, the steps that
    the start needs are opened, and the employer sees the name, to file the papers with. Records
    ``match.recorded``. Raises RuleBroken for an employer of another country, for work that is planned or
    under way with this employer already, and for what cannot be agreed.
    """
    hold(resident)
    if work.found_by not in Match.FoundBy.values:
        raise RuleBroken(_("Choose how this work was found."), "found_by")
    if company.organisation.country != resident.centre.country:
        raise RuleBroken(_("This employer is in another country."), "company")
    check_agreed(resident, details)
    same = resident.placements.under_way().filter(match__company=company, job_title=work.job_title)
    if same.exists():
        raise RuleBroken(_("This work is recorded already: record there what changes."), "company")
    return plan_work(
        Match(resident=resident, company=company, found_by=work.found_by),
        details,
        job_title=work.job_title,
        sector=work.sector,
    )
