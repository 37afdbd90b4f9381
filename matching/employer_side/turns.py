"""What waits for an employer: answers to candidates, papers, vacancies to finish; the most urgent first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from employers.models import Vacancy
from jobdesk.trail.access import Holder, may
from matching.employer_side.candidates import may_be_shown
from matching.employer_side.papers import paper_cases
from matching.models import Interview, Proposal
from matching.queries import waiting_for_company

UNFINISHED = (Vacancy.Status.HELD, Vacancy.Status.RETURNED, Vacancy.Status.DRAFT)


@dataclass(frozen=True)
class Turn:
    """One thing that waits. ``name``: what or who it is.

    ``kind`` is answer, times (other ones are asked for), outcome (of a talk), paper, held, returned, draft,
    ends (the url renews it, by a post) or ended (the same).

    ``due_on`` of a vacancy on hold is the day since when: it is late from then on.
    """

    kind: str
    name: str
    url: str
    count: int = 1
    paper: str = ""
    due_on: date | None = None
    is_late: bool = False


def employer_turns(hat: Holder, today: date) -> list[Turn]:
    """Return what waits for the wearer of a hat, by its last day; what has none comes last.

    Of the company whose scope is open, and of that what the duties of the wearer are about.
    """
    turns = [turn for action, turns_of in SOURCES if may(hat, action) for turn in turns_of(today)]
    return sorted(turns, key=lambda turn: (turn.due_on is None, turn.due_on or today))


def _answers(today: date) -> list[Turn]:
    waiting = may_be_shown(Proposal.objects.on_the_clock(), today)
    by_vacancy = waiting.values("vacancy__code", "vacancy__title").annotate(
        count=Count("pk"), due_on=Min("answer_due_on")
    )
    return [
        Turn(
            "answer",
            each["vacancy__title"],
            reverse("matching:vacancy", args=[each["vacancy__code"]]),
            count=each["count"],
            due_on=each["due_on"],
        )
        for each in by_vacancy.order_by("due_on", "vacancy__code")
    ]


def _talks(today: date) -> list[Turn]:
    """Talks for which other times are asked for, and those that were: what came of them."""
    return [
        Turn(
            "times" if each.status == Interview.Status.OTHER_TIMES else "outcome",
            f"{each.proposal.vacancy.title}, {each.proposal.code}",
            reverse("matching:answer", args=[each.proposal.code]),
            due_on=each.due_on,
            is_late=each.due_on < today,
        )
        for each in waiting_for_company(timezone.now()).order_by("due_on", "pk")
    ]


def _papers(today: date) -> list[Turn]:
    return [
        Turn(
            "paper",
            case.name,
            f"{reverse('matching:hire', args=[case.placement.code])}#{case.next_own.anchor}",
            paper=case.next_own.name,
            due_on=case.next_own.due_on,
            is_late=case.next_own.is_late,
        )
        for case in paper_cases(today)
        if case.next_own
    ]


def _vacancies(today: date) -> list[Turn]:
    unfinished = Vacancy.objects.filter(status__in=UNFINISHED).order_by("-status", "id")
    return [
        Turn(each.status, each.title, _form_of(each), due_on=each.held_on)  # without a day it comes last
        for each in unfinished
    ] + _ends(today)


def _ends(today: date) -> list[Turn]:
    """Vacancies that end soon, and those that ended and can still be renewed; the click renews."""
    approved = Vacancy.objects.filter(
        status__in=(Vacancy.Status.OPEN, Vacancy.Status.EXPIRED),
        expires_on__range=(
            today - timedelta(days=Vacancy.RENEWABLE_DAYS),
            today + timedelta(days=Vacancy.NOTICE_DAYS),
        ),
    )
    turns = []
    for each in approved.order_by("expires_on", "id"):
        is_open = each.status == Vacancy.Status.OPEN
        kind, due_on = ("ends", each.expires_on) if is_open else ("ended", each.last_chance_on)
        turns.append(Turn(kind, each.title, reverse("employers:renew", args=[each.code]), due_on=due_on))
    return turns


def _form_of(vacancy: Vacancy) -> str:
    """The address of its form; of one on hold at its wage."""
    url = reverse("employers:vacancy_edit", args=[vacancy.code])
    return f"{url}#id_wage_hour" if vacancy.status == Vacancy.Status.HELD else url


SOURCES: tuple[tuple[str, Callable[[date], list[Turn]]], ...] = (
    ("proposals.answer", _answers),
    ("proposals.answer", _talks),
    ("papers.view", _papers),
    ("vacancies.post", _vacancies),
)
