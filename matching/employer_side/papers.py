"""The papers of an employer's matches: which to file next, whose turn it is, by when and why then."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jobdesk.accounts.models import User
from jobdesk.trail.scoping import system_scope
from law.steps import BY_START, OfficialForm, StepKind, codes
from matching.employer_side.form_values import FilledField, filled_fields
from matching.models import Filing, Match, Placement, PlacementQuerySet
from residents.law_values import parameters_in_force
from residents.models import Step
from residents.steps.usual_duration import consequence_text, duration_sentence, source_text

OWN, AT_DESK, OTHERS, LATER, WAITS, DONE = "own", "desk", "others", "later", "waits", "done"
_ORDER = (OWN, AT_DESK, OTHERS, LATER, WAITS, DONE)
LAST_DAY_OF_YEAR = (12, 31)


@dataclass(frozen=True)
class Paper:
    """One step as the employer sees it: no remarks, no numbers, no files.

    ``state``: whose turn it is, a word of this module. ``due_why``: why it is due on that day.
    ``sent``: what was sent last and is not taken back, with ``file_count``. ``keep``: how long they keep it.
    """

    step: Step
    kind: StepKind
    state: str
    name: str
    whose_turn: str
    is_late: bool
    due_why: str
    keep: str
    sent: Filing | None

    @property
    def due_on(self) -> date | None:
        """The day on which it should be there."""
        return self.step.due_on

    @property
    def closed_on(self) -> date | None:
        """The day on which it was done."""
        return self.step.closed_on

    @property
    def is_own(self) -> bool:
        """Whether the employer must act now."""
        return self.state == OWN

    @property
    def may_be_sent(self) -> bool:
        """Whether the employer can say now that it was filed: also when the authority has answered."""
        is_open = self.kind.is_filed_by_employer and self.step.status == Step.Status.OPEN
        return is_open and self.state != AT_DESK

    @property
    def asked_again(self) -> Filing | None:
        """What the desk asks once more, and why; None when it does not."""
        is_again = self.sent and self.sent.status == Filing.Status.ASKED_AGAIN and self.is_own
        return self.sent if is_again else None

    @property
    def is_start(self) -> bool:
        """Whether it confirms the first day worked."""
        return self.kind.ended_by == BY_START

    @property
    def is_decided(self) -> bool:
        """Whether an authority decides on it after it was filed."""
        return self.kind.is_decided

    @property
    def form(self) -> OfficialForm | None:
        """The official form, or what they copy and keep."""
        return self.kind.form

    @property
    def how(self) -> str:
        """What to do, in a few sentences; of what others do nothing."""
        return _(self.kind.how_to_file) if self.kind.how_to_file else ""

    @property
    def source(self) -> str:
        """Where the fields of the form and the address come from."""
        return _(self.kind.form.source) if self.kind.form else ""

    @property
    def anchor(self) -> str:
        """Where it stands on the page of the hire."""
        return f"paper-{self.step.pk}"


@dataclass(frozen=True)
class PaperCase:
    """One match with its papers: whose turn it is first, and what is done last."""

    placement: Placement
    papers: tuple[Paper, ...]

    @property
    def name(self) -> str:
        """Who is hired. From the match on the employer knows it: nothing can be filed without it."""
        return self.placement.resident.full_name

    @property
    def open(self) -> list[Paper]:
        """The papers that are not done."""
        return [paper for paper in self.papers if paper.state != DONE]

    @property
    def done(self) -> list[Paper]:
        """The papers that are done."""
        return [paper for paper in self.papers if paper.state == DONE]

    @property
    def next_own(self) -> Paper | None:
        """The paper that the employer files next, or None when others are at turn."""
        return next((paper for paper in self.papers if paper.is_own), None)

    @property
    def coach(self) -> User | None:
        """Who helps with the papers and checks what was sent: the person's job coach of today."""
        return self.placement.resident.coach

    def fields_of(self, paper: Paper) -> list[FilledField]:
        """The fields of its official form, filled in for this hire."""
        return filled_fields(paper.form, self.placement) if paper.form else []


def paper_cases(today: date) -> list[PaperCase]:
    """Return the planned and running placements of the company whose scope is open, late papers first."""
    placements = list(_placements().order_by("planned_start_on", "id"))
    return sorted(_cases(placements, today), key=_urgency)


def paper_case(code: str, today: date) -> PaperCase | None:
    """Return one placement of the company whose scope is open with its papers; None when it has none."""
    placement = _placements().filter(code=code).first()
    return next(iter(_cases([placement], today)), None) if placement else None


def _placements() -> PlacementQuerySet:
    return (
        Placement.objects.under_way()
        .filter(match__status=Match.Status.STANDING)
        .select_related(
            "resident__centre", "resident__coach", "match__vacancy__client", "match__company__organisation"
        )
    )


def _urgency(case: PaperCase) -> tuple[bool, date, bool]:
    own = case.next_own
    return own is None, (own.due_on if own else None) or date.max, not case.open


def _cases(placements: list[Placement], today: date) -> list[PaperCase]:
    steps = _steps_by_placement(placements)
    sent = _sent_by_step([step for each in steps.values() for step in each])
    cases = []
    for placement in placements:
        papers = [_paper(step, sent.get(step.pk), placement, today) for step in steps[placement.pk]]
        papers.sort(key=lambda paper: _ORDER.index(paper.state))  # within a state by day, as they came
        cases.append(PaperCase(placement, tuple(papers)))
    return cases


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


def _sent_by_step(steps: Collection[Step]) -> dict[int, Filing]:
    """What was sent last of each step, with the number of its files."""
    filings = (
        Filing.objects.filter(step__in=[step.pk for step in steps])
        .exclude(status=Filing.Status.TAKEN_BACK)
        .select_related("sent_by")
        .annotate(file_count=Count("files"))
        .order_by("sent_at", "id")
    )
    return {filing.step_id: filing for filing in filings}


def _paper(step: Step, sent: Filing | None, placement: Placement, today: date) -> Paper:
    kind, state = step.entry, _state(step, sent, placement, today)
    return Paper(
        step=step,
        kind=kind,
        state=state,
        name=step.get_kind_display(),
        whose_turn=_whose_turn(step, state, sent),
        is_late=state == OWN and step.due_on is not None and step.due_on < today,
        due_why=_due_why(kind, placement) if kind.is_filed_by_employer else "",
        keep=_keep(kind, placement, today),
        sent=sent,
    )


def _state(step: Step, sent: Filing | None, placement: Placement, today: date) -> str:
    if step.status == Step.Status.DONE:
        return DONE
    if step.status == Step.Status.WAITS:
        return WAITS
    if sent is not None and sent.status == Filing.Status.SENT:
        return AT_DESK
    if step.entry.ended_by == BY_START and placement.planned_start_on > today:
        return LATER
    return OWN if step.party == Step.Party.EMPLOYER else OTHERS


def _whose_turn(step: Step, state: str, sent: Filing | None) -> str:
    if state == OWN:
        return _("It is your turn")
    if state == WAITS:
        return _("Not possible yet")
    if state == LATER:
        return _("When the first day has been worked")
    if state == AT_DESK and sent:
        return _("Your job coach checks it by %(day)s") % {"day": date_format(sent.check_due_on, "l j F")}
    if step.party == Step.Party.AUTHORITY and step.entry.authority and step.entry.is_filed_by_employer:
        return _("%(authority)s decides") % {"authority": _(step.entry.authority)}
    return {
        Step.Party.RESIDENT: _("The candidate must act"),
        Step.Party.COACH: _("The job coach must act"),
        Step.Party.EMPLOYER: _("It is your turn"),
        Step.Party.AGENCY: _("The reception agency must act"),
        Step.Party.MUNICIPALITY: _("The municipality must act"),
        Step.Party.AUTHORITY: _("The authority must act"),
    }[Step.Party(step.party)]


def _due_why(kind: StepKind, placement: Placement) -> str:
    """Why it is due on its day: the first day of the work, or how long it takes by law or by experience."""
    if kind.due_with_start:
        day = date_format(placement.started_on or placement.planned_start_on, "j F Y")
        return _("The first day of work is %(day)s.") % {"day": day}
    parts = (
        duration_sentence(kind),
        consequence_text(kind),
        _("Source: %(source)s.") % {"source": source_text(kind)},
    )
    return " ".join(part for part in parts if part)


def _keep(kind: StepKind, placement: Placement, today: date) -> str:
    """Until when the company keeps it itself; empty where it need not."""
    name = kind.form.keep_years if kind.form else ""
    found = parameters_in_force().find(name, today) if name else None
    if found is None:
        return ""
    ends_on = placement.ended_on or placement.planned_end_on
    if ends_on is None:
        return _("Keep it until %(years)d years after the end of the year in which the work ends.") % {
            "years": found.value
        }
    last = date(ends_on.year + found.value, *LAST_DAY_OF_YEAR)
    return _("Keep it until %(day)s: %(years)d years after the end of the year in which the work ends.") % {
        "day": date_format(last, "j F Y"),
        "years": found.value,
    }
