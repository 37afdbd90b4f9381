"""What a move to another centre means for a case: journeys, jobs at risk, steps that begin again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.models import CaseShare
from desk.queries.shares import holding_shares
from jobdesk.desks.models import Centre
from jobdesk.desks.travel import minutes_from
from law.steps import RELOCATION, step_kinds
from matching.models import CheckIn, Placement, Proposal
from residents.models import Appointment, Intake, Resident, Step
from residents.queries.appointments import without_their_host

HOURS_FROM = 120  # minutes
LONGEST_MINUTES = 60  # one way, for someone who was never asked how far is too far


@dataclass(frozen=True)
class Journey:
    """The journey to a job before and after the move, in minutes one way; None: not known."""

    now: int | None
    then: int | None
    longest: int
    was_asked: bool

    @property
    def is_too_long(self) -> bool:
        return self.then is not None and self.then > self.longest

    @property
    def text(self) -> str:
        """The journey in a sentence."""
        if self.then is None:
            return _("We do not know how far this place is from the new centre. Look it up.")
        lengths = {"then": _length(self.then), "longest": _length(self.longest)}
        if self.now is None:
            words = _("About %(then)s from the new centre.")
        else:
            words = _("About %(then)s from the new centre, %(now)s from the present one.")
            lengths["now"] = _length(self.now)
        if not self.is_too_long:
            return words % lengths
        if self.was_asked:
            return f"{words} {_('The resident said: at most %(longest)s.')}" % lengths
        return f"{words} {_('That is more than %(longest)s.')}" % lengths


@dataclass(frozen=True)
class JobAffected:
    """A job that is planned or held, with its journey."""

    placement: Placement
    journey: Journey


@dataclass(frozen=True)
class ProposalAffected:
    """A proposal that may still lead to work, with its journey."""

    proposal: Proposal
    journey: Journey


@dataclass(frozen=True)
class Impact:
    """What a move changes. ``restarting``: steps whose clock begins again in the new municipality; ``talks``:
    planned ones with somebody whom the new desk does not have."""

    jobs: list[JobAffected]
    proposals: list[ProposalAffected]
    restarting: list[Step]
    check_ins: int
    talks: list[Appointment]
    shares: list[CaseShare]

    @property
    def is_nothing(self) -> bool:
        return not (
            self.jobs or self.proposals or self.restarting or self.check_ins or self.talks or self.shares
        )

    @property
    def check_ins_text(self) -> str:
        return ngettext(
            "%(count)d talk after the start goes along to the new coach.",
            "%(count)d talks after the start go along to the new coach.",
            self.check_ins,
        ) % {"count": self.check_ins}


def impact_of(resident: Resident, to_centre: Centre) -> Impact:
    """Return what the move of a resident to a centre changes. Needs a scope that sees the case."""
    longest, by_bicycle = _asked(resident)

    def journey(municipality: str) -> Journey:
        return Journey(
            now=minutes_from(resident.centre, municipality, by_bicycle=by_bicycle),
            then=minutes_from(to_centre, municipality, by_bicycle=by_bicycle),
            longest=longest or LONGEST_MINUTES,
            was_asked=longest is not None,
        )

    placements = resident.placements.under_way().select_related(
        "match__company__organisation", "match__vacancy"
    )
    proposals = resident.proposals.running().select_related("vacancy__company__organisation")
    return Impact(
        jobs=[JobAffected(each, journey(place_of(each))) for each in placements],
        proposals=[ProposalAffected(each, journey(each.vacancy.municipality)) for each in proposals],
        restarting=_restarting(resident),
        check_ins=resident.check_ins.filter(
            status=CheckIn.Status.PLANNED, placement__status=Placement.Status.STARTED
        ).count(),
        shares=list(
            holding_shares(timezone.localdate()).filter(resident=resident).select_related("organisation")
        ),
        talks=list(without_their_host(resident, to_centre).filter(kind__in=Appointment.WITH_THE_DESK)),
    )


def _length(minutes: int) -> str:
    """Minutes in words; from two hours on, an estimate is not worth more than whole hours."""
    if minutes < HOURS_FROM:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    hours = round(minutes / 60)
    return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}


def place_of(placement: Placement) -> str:
    """Where the work is: the place of the vacancy, else that of the company."""
    match = placement.match
    return match.vacancy.municipality if match.vacancy else match.company.municipality


def _asked(resident: Resident) -> tuple[int | None, bool]:
    """The longest journey of the last intake in minutes, and whether the resident cycles."""
    intake = resident.intakes.order_by("-started_on", "-id").first()
    if intake is None:
        return None, True
    return intake.travel_minutes, intake.cycling != Intake.Cycling.NO


def _restarting(resident: Resident) -> list[Step]:
    kinds = step_kinds(resident.centre.country)
    return [
        step
        for step in resident.steps.filter(status=Step.Status.OPEN)
        if RELOCATION in getattr(kinds.get(step.kind), "restarts_on", ())
    ]


def days_overdue(answer_due_on: date, on: date) -> int:
    """Return how many days the answer of the new desk is late; 0 while it is not."""
    return max((on - answer_due_on).days, 0)
