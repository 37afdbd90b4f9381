"""The papers of an employer's matches: which to file next, whose turn it is, by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from jobdesk.accounts.models import User
from jobdesk.trail.scoping import system_scope
from law.steps import codes
from matching.models import Match, Placement
from residents.models import Step


@dataclass(frozen=True)
class Paper:
    """One step as the employer sees it: no remarks, no numbers."""

    name: str
    is_own: bool
    is_late: bool
    whose_turn: str
    how: str
    due_on: date | None
    closed_on: date | None
    link: str


@dataclass(frozen=True)
class PaperCase:
    """One match with the papers that are open and those that are done."""

    placement: Placement
    name: str
    open: tuple[Paper, ...]
    done: tuple[Paper, ...]

    @property
    def next_own(self) -> Paper | None:
        """The paper that the employer files next, or None when others are at turn."""
        return next((paper for paper in self.open if paper.is_own), None)

    @property
    def coach(self) -> User | None:
        """Who helps with the papers and gets the proof: the person's job coach of today."""
        return self.placement.resident.coach


def paper_cases(today: date) -> list[PaperCase]:
    """Return the planned and running placements of the company whose scope is open, its own turn first.

    From the match on the employer knows the name: a permit cannot be asked for without it.
    """
    placements = list(
        Placement.objects.under_way()
        .filter(match__status=Match.Status.STANDING)
        .select_related("resident__centre", "resident__coach", "match__vacancy")
        .order_by("planned_start_on", "id")
    )
    steps = _steps_by_placement(placements)
    cases = [_case(placement, steps[placement.pk], today) for placement in placements]
    return sorted(cases, key=lambda case: (case.next_own is None, not case.open))


def _steps_by_placement(placements: list[Placement]) -> dict[int, list[Step]]:
    found: dict[int, list[Step]] = {placement.pk: [] for placement in placements}
    # The papers of the job, and whether the number and the account are there: an employer knows of no others.
    shown = codes(lambda kind: kind.is_filed_by_employer or kind.shown_to_employer)
    with system_scope("papers of a match"):
        steps = list(
            Step.objects.filter(resident__in=[each.resident_id for each in placements], kind__in=shown)
            .exclude(status=Step.Status.NOT_NEEDED)
            .select_related("resident__centre")
            .order_by("due_on", "id")
        )
    for placement in placements:
        found[placement.pk] = [
            step for step in steps if step.resident_id == placement.resident_id and _belongs(step, placement)
        ]
    return found


def _belongs(step: Step, placement: Placement) -> bool:
    """Papers of another job are not this employer's business; number and account are, for paid work."""
    if step.entry.is_filed_by_employer:
        return step.subject == placement.code
    return placement.kind in Placement.PAID_KINDS


def _case(placement: Placement, steps: list[Step], today: date) -> PaperCase:
    papers = [(step, _paper(step, today)) for step in steps]
    return PaperCase(
        placement=placement,
        name=placement.resident.full_name,
        open=tuple(
            sorted(
                (paper for step, paper in papers if step.status == Step.Status.OPEN),
                key=lambda paper: not paper.is_own,
            )
        ),
        done=tuple(paper for step, paper in papers if step.status == Step.Status.DONE),
    )


def _paper(step: Step, today: date) -> Paper:
    is_own, kind = step.party == Step.Party.EMPLOYER, step.entry
    return Paper(
        name=step.get_kind_display(),
        is_own=is_own,
        is_late=step.due_on is not None and step.due_on < today,
        whose_turn=_("It is your turn") if is_own else _whose_turn(step),
        how=_(kind.how_to_file) if is_own and kind.how_to_file else "",
        due_on=step.due_on,
        closed_on=step.closed_on,
        link=kind.link if is_own else "",
    )


def _whose_turn(step: Step) -> str:
    return {
        Step.Party.RESIDENT: _("The candidate must act"),
        Step.Party.COACH: _("The job coach must act"),
        Step.Party.AGENCY: _("The reception agency must act"),
        Step.Party.MUNICIPALITY: _("The municipality must act"),
        Step.Party.AUTHORITY: _("The authority must act"),
    }[step.party]
