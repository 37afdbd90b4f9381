"""What companies said of the resident: the talk that is agreed, and a no with what can help.

An employer is not named here either; the job is, and where to go for the talk. One query.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import time_format

from desk.card.now import Task
from desk.card.say import Say
from matching.models import Interview, Proposal
from residents.models import Resident

HEARD_DAYS = 60
MOST_HEARD = 2  # a card is not a list of what did not work


@dataclass(frozen=True)
class Heard:
    """A no: for which job, the sentence of the company, and what can help."""

    job: str
    said: Say
    lift: Say


def proposals_told(resident: Resident, on: date) -> list[Proposal]:
    """The proposals that the card says something of, the newest first.

    A no is told once the desk has read it: the coach knows what the resident will ask.
    """
    is_agreed = Q(
        status=Proposal.Status.INVITED,
        interview__status=Interview.Status.AGREED,
        interview__ends_at__gt=timezone.now(),
    )
    is_no = Q(
        status=Proposal.Status.NO_FIT,
        answer_seen_at__isnull=False,
        answered_on__gt=on - timedelta(days=HEARD_DAYS),
    ) & ~Q(answer_sentence="")
    told = Proposal.objects.filter(is_agreed | is_no, resident=resident)
    return list(told.select_related("vacancy", "interview").order_by("-answered_on", "-pk"))


def talks(proposals: Sequence[Proposal]) -> tuple[Task, ...]:
    """The talks that are agreed, as things to do."""
    agreed = [each.interview for each in proposals if each.status == Proposal.Status.INVITED]
    return tuple(_task(each) for each in sorted(agreed, key=lambda each: each.starts_at))


def to_bring(proposals: Sequence[Proposal]) -> list[Say]:
    """What to take along to the talks, each thing once."""
    agreed = [each.interview for each in proposals if each.status == Proposal.Status.INVITED]
    return [Say(f"bring_{code}") for code in dict.fromkeys(code for each in agreed for code in each.bring)]


def heard(proposals: Sequence[Proposal]) -> tuple[Heard, ...]:
    """What companies said no to, the last first."""
    declined = [each for each in proposals if each.status == Proposal.Status.NO_FIT][:MOST_HEARD]
    return tuple(
        Heard(
            job=each.vacancy.title,
            said=Say(f"said_{each.answer_sentence}"),
            lift=Say(f"lift_{each.answer_sentence}"),
        )
        for each in declined
    )


def _task(interview: Interview) -> Task:
    begins, ends = timezone.localtime(interview.starts_at), timezone.localtime(interview.ends_at)
    when = Say(
        "now_talk",
        job=interview.proposal.vacancy.title,
        day=begins.date(),
        start=time_format(begins, "H:i"),
        end=time_format(ends, "H:i"),
    )
    where = Say(f"talk_{interview.way}", place=interview.place, name=interview.ask_for)
    return Task("cal", (when, where))
