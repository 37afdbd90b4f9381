"""Who was proposed for a vacancy, as its employer sees them; who could be, as the desk sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from employers.models import Vacancy
from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.models import Scheme
from law.rules import working_days_between
from matching.employer_side.blind import BlindProfile, blind_profile
from matching.interview_words import state_of
from matching.models import Interview, Proposal
from matching.queries import NO_DAY_YET, may_work
from matching.right_to_work import decision_for_vacancy
from residents.consents import agrees
from residents.models import Consent, Intake, Resident, WishedWork, WorkExperience


@dataclass(frozen=True)
class Candidate:
    """A proposal with its blind profile. ``days_left``: working days to answer; 0 on the last one."""

    proposal: Proposal
    profile: BlindProfile
    days_left: int
    asks: bool = False  # waits itself for the desk's answer to a question: its days stand still
    interview: Interview | None = None

    @property
    def is_waiting(self) -> bool:
        return self.proposal.status == Proposal.Status.PROPOSED

    @property
    def badge(self) -> tuple[str, str]:
        """Kind and words of the badge on the card."""
        if self.proposal.status == Proposal.Status.INVITED:
            is_agreed = self.interview and self.interview.status == Interview.Status.AGREED
            return "go", _("Talk agreed") if is_agreed else _("Invited")
        if self.proposal.status == Proposal.Status.MATCHED:
            return "go", _("Match")
        if self.proposal.status != Proposal.Status.PROPOSED:
            return "", self.proposal.get_status_display()
        if self.asks:
            return "", _("The job coach answers your question")
        if self.days_left < 1:
            return "wait", _("Last day to answer")
        words = ngettext("%(days)d working day left", "%(days)d working days left", self.days_left)
        return "wait", words % {"days": self.days_left}

    @property
    def talk(self) -> str:
        """Where the talk stands, in one line; empty without one."""
        return state_of(self.interview) if self.interview else ""


def candidates_in_play(vacancy: Vacancy, today: date) -> list[Candidate]:
    """Return those who wait for an answer, were invited or are matched, the most urgent first.

    The vacancy must have been fetched in the employer's scope. What is read of the residents is read here,
    with everything open, and leaves as a blind profile only.
    """
    with system_scope("blind profile"):
        in_play = vacancy.proposals.in_play()
        proposals = may_be_shown(in_play, today).order_by("answer_due_on", "id")
        candidates = [_candidate(each, vacancy, today) for each in _with_profile(proposals)]
    return sorted(candidates, key=lambda each: Proposal.IN_PLAY.index(each.proposal.status))


def may_be_shown(proposals: QuerySet[Proposal], today: date) -> QuerySet[Proposal]:
    """Leave out those who wait for an answer and do not, or no longer, agree to be shown to employers."""
    with system_scope("blind profile"):
        has_agreed = agrees(Consent.Purpose.PROFILE, today, "resident")
        return proposals.filter(has_agreed | ~Q(status=Proposal.Status.PROPOSED))


def candidate(proposal: Proposal, today: date) -> Candidate:
    """Return one candidate; the proposal must have been fetched in the employer's scope."""
    with system_scope("blind profile"):
        found = _with_profile(Proposal.objects.filter(pk=proposal.pk)).get()
        return _candidate(found, proposal.vacancy, today)


def _with_profile(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    complete = Intake.objects.filter(status=Intake.Status.COMPLETE).order_by("-completed_on", "-pk")
    return proposals.select_related("resident__centre", "interview").prefetch_related(
        "questions",
        "resident__legal_events",
        "resident__documents",
        "resident__language_skills",
        "resident__certificates__skill",
        Prefetch("resident__intakes", queryset=complete),
    )


def _candidate(proposal: Proposal, vacancy: Vacancy, today: date) -> Candidate:
    intakes = proposal.resident.intakes.all()
    decision = decision_for_vacancy(proposal.resident, vacancy, today)
    profile = blind_profile(proposal, intakes[0] if intakes else None, decision, today)
    left = working_days_between(today, proposal.answer_due_on, vacancy.company.organisation.country)
    asks = any(each.answered_at is None for each in proposal.questions.all())
    return Candidate(proposal, profile, left, asks, getattr(proposal, "interview", None))


def proposable_residents(vacancy: Vacancy, today: date) -> QuerySet[Resident]:
    """Residents of the scope who may be proposed: in guidance, agreed to be shown, not proposed before.

    Annotated with what the list is ordered by, never null: ``readiness`` (0: may work on the first day),
    ``open_proposals`` and ``allowed_on``.
    """
    before = Proposal.objects.barring().filter(resident=OuterRef("pk"), vacancy=vacancy)
    first_day = vacancy.first_day(today)
    soon = Q(work_allowed_from__lte=first_day)
    return (
        Resident.objects.filter(
            status=Resident.Status.GUIDANCE, centre__country=vacancy.company.organisation.country
        )
        .filter(agrees(Consent.Purpose.PROFILE, today), ~Exists(before))
        .annotate(
            readiness=Case(
                When(may_work(first_day) | soon, then=Value(0)), default=Value(1), output_field=IntegerField()
            ),
            open_proposals=Count(
                "proposals", filter=Q(proposals__status__in=Proposal.UNDECIDED), distinct=True
            ),
            allowed_on=Coalesce(F("work_allowed_from"), Value(NO_DAY_YET)),
        )
    )


def who_knows_or_wishes(residents: QuerySet[Resident], vacancy: Vacancy) -> QuerySet[Resident]:
    """Keep those who have done work of the vacancy's occupation, or wish to: of the same group of ISCO-08."""
    group = vacancy.occupation.unit_group
    same = Q(occupation__parent__code__startswith=group) | Q(
        occupation__scheme=Scheme.ISCO, occupation__code__startswith=group
    )
    rows = [
        Exists(model.objects.filter(same, resident=OuterRef("pk"))) for model in (WorkExperience, WishedWork)
    ]
    return residents.filter(rows[0] | rows[1])


PROPOSABLE_ORDER = ("readiness", "open_proposals", "allowed_on", "id")


def with_hints(residents: QuerySet[Resident]) -> QuerySet[Resident]:
    """Fetch what a row of the list of possible candidates shows; the latest complete intake comes first."""
    complete = Intake.objects.filter(status=Intake.Status.COMPLETE).order_by("-completed_on", "-pk")
    return residents.select_related("centre").prefetch_related(
        "legal_events", "documents", "language_skills", Prefetch("intakes", queryset=complete)
    )
