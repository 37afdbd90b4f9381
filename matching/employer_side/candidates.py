"""Who was proposed for a vacancy, as its employer sees them, and who would be."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from employers.models import Vacancy
from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.models import Scheme
from law.rules import working_days_between
from matching.employer_side.blind import BlindProfile, blind_profile
from matching.employer_side.card_words import approved_words, card_language, mark_of
from matching.employer_side.released import labels
from matching.interviews.words import state_of
from matching.models import CardText, Interview, Proposal, Release
from matching.queries import agreed_to
from matching.right_to_work import decision_for_vacancy
from residents.models import Certificate, Intake, Resident, WishedWork, WorkExperience


@dataclass(frozen=True)
class Candidate:
    """A proposal with its blind profile. ``days_left``: working days to answer; 0 on the last one.

    ``release``: what the company may see besides, on a page of its own. ``text``: the coach's own words, also
    those that nobody approved, with the mark that an approval of them would keep now.
    """

    proposal: Proposal
    profile: BlindProfile
    days_left: int
    release: Release | None
    text: CardText | None
    mark: str
    asks: bool = False  # waits itself for the desk's answer to a question: its days stand still
    interview: Interview | None = None

    @property
    def released(self) -> str:
        """What is released, by name: not what it says."""
        return ", ".join(labels(self.release.fields)) if self.release else ""

    @property
    def text_waits(self) -> bool:
        """Whether there are words that the company does not read until a coach looks at the card again."""
        return bool(self.text and self.text.text and not self.profile.words.text)

    @property
    def is_waiting(self) -> bool:
        return self.proposal.status == Proposal.Status.PROPOSED

    @property
    def badge(self) -> tuple[str, str]:
        """Kind and words of the badge on the card."""
        if self.proposal.status == Proposal.Status.OFFERED:
            return "go", _("You want to hire")
        if self.proposal.status == Proposal.Status.INVITED:
            is_agreed = self.interview and self.interview.status == Interview.Status.AGREED
            return "go", _("Talk agreed") if is_agreed else _("Invited")
        if self.proposal.status == Proposal.Status.MATCHED:
            return "go", _("Match")
        if self.proposal.status != Proposal.Status.PROPOSED:
            return "", self.proposal.status_for_company
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
        # By the code, which is drawn by lot: the order of proposing would say who came to the desk first.
        proposals = may_be_shown(in_play, today).order_by("answer_due_on", "code")
        asked = _languages_asked(vacancy)
        candidates = [_candidate(each, vacancy, today, asked) for each in _with_profile(proposals, today)]
    return sorted(candidates, key=lambda each: Proposal.IN_PLAY.index(each.proposal.status))


def may_be_shown(proposals: QuerySet[Proposal], today: date) -> QuerySet[Proposal]:
    """Leave out those who wait for an answer and do not, or no longer, agree to be shown to employers."""
    with system_scope("blind profile"):
        return proposals.filter(agreed_to(today) | ~Q(status=Proposal.Status.PROPOSED))


def candidate(proposal: Proposal, today: date) -> Candidate:
    """Return one candidate; the proposal must have been fetched in the employer's scope."""
    with system_scope("blind profile"):
        found = _with_profile(Proposal.objects.filter(pk=proposal.pk), today).get()
        return _candidate(found, proposal.vacancy, today, _languages_asked(proposal.vacancy))


def previews(people: Sequence[Resident], vacancy: Vacancy, today: date) -> list[BlindProfile]:
    """Return the cards that the company would get of people who are not proposed yet, in their order.

    The code of a candidate is drawn when they are proposed: none stands on these.
    """
    keys = [each.pk for each in people]
    with system_scope("blind profile"):
        asked = _languages_asked(vacancy)
        rows = (
            Resident.objects.filter(pk__in=keys)
            .select_related("centre")
            .prefetch_related(*read_for_profile(""))
        )
        cards = {}
        for resident in rows:
            proposal = Proposal(resident=resident, vacancy=vacancy, code=CODE_TO_BE_DRAWN)
            decision = decision_for_vacancy(resident, vacancy, today)
            cards[resident.pk] = blind_profile(proposal, _latest(resident), decision, today, asked)
    return [cards[key] for key in keys]


def _with_profile(proposals: QuerySet[Proposal], today: date) -> QuerySet[Proposal]:
    running = Release.objects.running(today).select_related("consent")
    return proposals.select_related("resident__centre", "interview", "card_text").prefetch_related(
        "questions",
        *read_for_profile(),
        Prefetch("releases", queryset=running, to_attr="running"),
    )


def read_for_profile(path: str = "resident__") -> list[Prefetch[str] | str]:
    """What a blind profile reads, to be fetched with many rows; ``path`` leads from a row to its resident."""
    complete = Intake.objects.filter(status=Intake.Status.COMPLETE).order_by("-completed_on", "-pk")
    return [
        f"{path}legal_events",
        f"{path}documents",
        f"{path}language_skills",
        Prefetch(f"{path}work_experience", _with_work(WorkExperience)),
        Prefetch(f"{path}wished_work", _with_work(WishedWork)),
        Prefetch(f"{path}certificates", Certificate.objects.select_related("skill")),
        Prefetch(f"{path}intakes", queryset=complete),
    ]


def _latest(resident: Resident) -> Intake | None:
    """The latest complete intake, of those that were fetched."""
    return next(iter(resident.intakes.all()), None)


def _with_work(model: type[WorkExperience] | type[WishedWork]) -> QuerySet:
    """Rows with their occupation and the two groups above it, by which it may have to be named."""
    return model.objects.select_related("occupation__parent__parent")


def _languages_asked(vacancy: Vacancy) -> set[str]:
    return set(vacancy.languages.values_list("language", flat=True))


def profile_for(resident: Resident, vacancy: Vacancy, number: str, today: date) -> BlindProfile:
    """Return the blind profile of somebody who is not proposed, by a number instead of a code.

    The resident must have been fetched with ``read_for_profile``.
    """
    with system_scope("blind profile"):
        intakes = resident.intakes.all()
        decision = decision_for_vacancy(resident, vacancy, today)
        asked = {each.language for each in vacancy.languages.all()}
        row = Proposal(resident=resident, vacancy=vacancy, code=number)
        return blind_profile(row, intakes[0] if intakes else None, decision, today, asked)


def _candidate(proposal: Proposal, vacancy: Vacancy, today: date, asked: set[str]) -> Candidate:
    intake = _latest(proposal.resident)
    decision = decision_for_vacancy(proposal.resident, vacancy, today)
    profile = blind_profile(proposal, intake, decision, today, asked)
    text, mark = getattr(proposal, "card_text", None), ""
    if text is not None:
        with card_language():
            mark = mark_of(text, blind_profile(proposal, intake, decision, today, asked), intake)
        profile = replace(profile, words=approved_words(text, mark))
    return Candidate(
        proposal=proposal,
        profile=profile,
        days_left=working_days_between(today, proposal.answer_due_on, vacancy.company.organisation.country),
        release=next(iter(proposal.running), None),
        text=text,
        mark=mark,
        asks=any(each.answered_at is None for each in proposal.questions.all()),
        interview=getattr(proposal, "interview", None),
    )


CODE_TO_BE_DRAWN = "K-······"
LIKE_FEW = 3  # fewer of one kind of work in a region, and who knows the region may know who it is


def few_alike(people: Collection[Resident]) -> set[int]:
    """Return the keys of those of whom fewer than ``LIKE_FEW`` in guidance in the region did the same work.

    Of all desks; the same unit group of ISCO-08 as the last work. Who has no work on the card is not
    recognised by it.
    """
    with system_scope("people with the same work"):
        rows = WorkExperience.objects.filter(resident__in=people).exclude(occupation=None)
        last: dict[int, str] = {}
        for row in rows.select_related("occupation__parent"):
            last.setdefault(row.resident_id, row.occupation.unit_group)
        kinds = {(last[each.pk], each.centre.region_id) for each in people if each.pk in last}
        few = {(group, region) for group, region in kinds if _how_many(group, region) < LIKE_FEW}
        return {each.pk for each in people if (last.get(each.pk), each.centre.region_id) in few}


def _how_many(group: str, region: int) -> int:
    same = Q(work_experience__occupation__parent__code=group) | Q(
        work_experience__occupation__scheme=Scheme.ISCO, work_experience__occupation__code=group
    )
    alike = Resident.objects.filter(
        same,
        status=Resident.Status.GUIDANCE,
        centre__region=region,
        work_experience__removed_at=None,
    )
    return alike.values("pk").distinct().count()
