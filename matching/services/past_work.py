"""Work that was found without a vacancy or before Jobdesk was there: filled in afterwards, or taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models.deletion import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.models import Company
from jobdesk.trail.audit import record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from matching.models import CheckIn, Match, Placement
from matching.services.hindrances import steps_in_the_way
from matching.services.matches import MatchDetails, check_agreed, plan_work
from matching.services.permits import open_steps_of
from matching.services.placements import end_placement
from matching.services.starting import start_placement
from residents.models import Resident, Step
from residents.services import close_step


@dataclass(frozen=True)
class PastWork:
    """What became of work: first and last day, and why it ended; empty while it has not come to that."""

    job_title: str
    sector: str
    started_on: date | None = None
    ended_on: date | None = None
    end_reason: str = ""


@transaction.atomic
def record_past_work(
    resident: Resident, company: Company, details: MatchDetails, work: PastWork
) -> Placement:
    """Record a match without a vacancy and what came of it; the rules are those of every match and start.

    What is filled in afterwards is history: a step that had to be done before the first day, such as a
    declaration of the employer, is not asked for any more; the right to work and the wage are. Check-ins
    whose day has passed are not planned any more, and steps of work that is over are not needed.
    Raises RuleBroken.
    """
    check_agreed(resident, details)
    placement = plan_work(
        Match(resident=resident, company=company), details, job_title=work.job_title, sector=work.sector
    )
    if work.started_on:
        for step in steps_in_the_way(placement):
            close_step(step, Step.Status.NOT_NEEDED, note=_("Filled in afterwards."))
        start_placement(placement, work.started_on)
        placement.check_ins.filter(status=CheckIn.Status.PLANNED, due_on__lt=timezone.localdate()).delete()
    if work.ended_on:
        if not work.started_on:
            raise RuleBroken(_("Work that ended has a first day."), "started_on")
        end_placement(placement, work.ended_on, work.end_reason or Placement.EndReason.OTHER)
    if work.started_on:
        is_over = work.ended_on is not None
        for step in open_steps_of(placement, lambda kind: is_over or kind.is_for_start):
            close_step(step, Step.Status.NOT_NEEDED, note=_("Filled in afterwards."))
    return placement


@transaction.atomic
def take_back_past_work(placement: Placement) -> None:
    """Remove a placement and its match that were filled in by mistake; the trail keeps them.

    Raises RuleBroken once a check-in was done or something else rests on it.
    """
    hold(placement)
    if placement.check_ins.exclude(status=CheckIn.Status.PLANNED).exists():
        raise RuleBroken(_("Somebody has checked in on this work."))
    match = placement.match
    record("placement.taken_back", placement, {"code": placement.code, "match": match.pk})
    try:
        with transaction.atomic():
            placement.check_ins.all().delete()
            placement.terms.all().delete()
            placement.resident.steps.filter(subject=placement.code).delete()
            placement.delete()
            match.delete()
    except ProtectedError:
        raise RuleBroken(_("There is more that rests on this work.")) from None
