"""Proposals: employers who must answer, or say what came of a talk, and those who did not answer."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desk.reminders.record import TO_DESK, TO_WHO_ANSWERS, Kind, Topic, written_day
from law.rules import working_days_between
from matching.models import Interview, Proposal
from matching.queries import waiting_for_company

LAPSED_SINCE_DAYS = 14

ANSWER = Topic(
    "answer",
    gettext_lazy("Candidates who wait for your answer"),
    gettext_lazy("Candidates who wait for your answer since five working days; after ten it lapses."),
)
TALK = Topic(
    "talk",
    gettext_lazy("Talks with candidates"),
    gettext_lazy("Other times that are asked for, and talks of which you have not said what came of them."),
)
LAPSED = Topic(
    "lapsed",
    gettext_lazy("Employers who did not answer"),
    gettext_lazy("Proposals that lapsed without an answer of the employer."),
)


def _unanswered(on: date) -> QuerySet[Proposal]:
    waiting = Proposal.objects.on_the_clock().filter(remind_on__lte=on, answer_due_on__gte=on)
    return waiting.select_related("vacancy__company__organisation")


def _silent_talks(_on: date) -> QuerySet[Interview]:
    return waiting_for_company(timezone.now())


def _lapsed(on: date) -> QuerySet[Proposal]:
    return Proposal.objects.filter(
        status=Proposal.Status.LAPSED,
        answered_on=None,
        answer_seen_at=None,
        answer_due_on__gte=on - timedelta(days=LAPSED_SINCE_DAYS),
    ).select_related("resident", "vacancy__company__organisation")


# For employers: the candidate's code and their own job title, nothing of the resident.
def _unanswered_text(proposal: Proposal, on: date) -> str:
    country = proposal.vacancy.company.organisation.country
    left = working_days_between(on, proposal.answer_due_on, country)
    words = ngettext(
        "Candidate %(code)s for %(job)s: please answer by %(day)s, in %(left)d working day.",
        "Candidate %(code)s for %(job)s: please answer by %(day)s, in %(left)d working days.",
        left,
    )
    if left == 0:
        words = _("Candidate %(code)s for %(job)s: please answer today, %(day)s. Then the proposal lapses.")
    return words % {
        "code": proposal.code,
        "job": proposal.vacancy.title,
        "day": written_day(proposal.answer_due_on),
        "left": left,
    }


def _talk_text(interview: Interview, _on: date) -> str:
    if interview.status == Interview.Status.OTHER_TIMES:
        words = _("Candidate %(code)s for %(job)s: your times do not suit. Please offer others by %(day)s.")
    else:
        words = _("Candidate %(code)s for %(job)s: what came of the talk? Please say it by %(day)s.")
    return words % {
        "code": interview.proposal.code,
        "job": interview.proposal.vacancy.title,
        "day": written_day(interview.due_on),
    }


def _talk_url(interview: Interview) -> str:
    return reverse("matching:answer", args=[interview.proposal.code])


def _lapsed_text(proposal: Proposal, _on: date) -> str:
    return _("%(company)s did not answer about %(name)s for %(job)s.") % {
        "company": proposal.vacancy.company,
        "name": proposal.resident.short_name,
        "job": proposal.vacancy.title,
    }


def _vacancy_url(proposal: Proposal) -> str:
    return reverse("matching:vacancy", args=[proposal.vacancy.code])


LAPSED_REMINDER = Kind(
    code="lapsed",
    topic=LAPSED,
    to=TO_DESK,
    rows=_lapsed,
    due="answer_due_on",
    text=_lapsed_text,
    url=_vacancy_url,
)
ANSWER_REMINDER = Kind(
    code="answer",
    topic=ANSWER,
    to=TO_WHO_ANSWERS,
    rows=_unanswered,
    due="remind_on",
    text=_unanswered_text,
    url=_vacancy_url,
)
TALK_REMINDER = Kind(
    code="talk",
    topic=TALK,
    to=TO_WHO_ANSWERS,
    rows=_silent_talks,
    due="due_on",
    text=_talk_text,
    url=_talk_url,
    company="proposal__vacancy__company",
)
