"""Proposals: employers who must answer, and those who did not."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.reminders.record import TO_DESK, TO_WHO_ANSWERS, Kind, Topic, written_day
from matching.models import Proposal

ANSWER_DAYS = 2
LAPSED_SINCE_DAYS = 14

ANSWER = Topic(
    "answer",
    gettext_lazy("Candidates who wait for your answer"),
    gettext_lazy("Candidates who wait for your answer, two days before it is due."),
)
LAPSED = Topic(
    "lapsed",
    gettext_lazy("Employers who did not answer"),
    gettext_lazy("Proposals that lapsed without an answer of the employer."),
)


def _unanswered(on: date) -> QuerySet[Proposal]:
    return Proposal.objects.filter(
        status=Proposal.Status.PROPOSED,
        answer_due_on__gte=on,
        answer_due_on__lte=on + timedelta(days=ANSWER_DAYS),
    ).select_related("vacancy")


def _lapsed(on: date) -> QuerySet[Proposal]:
    return Proposal.objects.filter(
        status=Proposal.Status.LAPSED,
        answer_seen_at=None,
        answer_due_on__gte=on - timedelta(days=LAPSED_SINCE_DAYS),
    ).select_related("resident", "vacancy__company__organisation")


def _unanswered_text(proposal: Proposal, _on: date) -> str:
    # For employers: the candidate's code and their own job title, nothing of the resident.
    return _("Candidate %(code)s for %(job)s: please answer by %(day)s.") % {
        "code": proposal.code,
        "job": proposal.vacancy.title,
        "day": written_day(proposal.answer_due_on),
    }


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
    due="answer_due_on",
    text=_unanswered_text,
    url=_vacancy_url,
)
