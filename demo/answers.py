"""How companies answer: a question, times offered and agreed, a no, silence, and a year of answers before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import cycle

from django.utils import timezone

from demo.places import Places
from employers.models import Vacancy
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import Scope, open_scope
from matching.interviews.offered_times import suggested
from matching.models import Interview, Proposal, Question
from matching.services import (
    Invitation,
    agree_time,
    ask_question,
    decline_candidate,
    invite_candidate,
    mark_answer_seen,
)
from matching.services.interviews import availability_of
from residents.models import Appointment, Resident

STATUS = Proposal.Status
# The last candidates of each company, old to new: in time (i), too late (l), never (-).
YEAR = {
    "linde": "iilii-iilii",
    "zonneveld": "iiiiii",
    "logis": "i-iliii-i",
    "kweker": "iiiiili",
    "schilder": "-il-i",
    "maasfruit": "iili-",
}
ANSWERED_AFTER = {"i": 6, "l": 17}  # days


def build_answers(places: Places) -> None:
    """Let the hotel answer those who wait for it, and the coach do what follows."""
    _year(places)
    company = hat_for(places.users["employer"], Role.EMPLOYER).scope
    coach = hat_for(places.users["coach"], Role.COACH).scope
    waiting = Proposal.objects.filter(
        vacancy__company=places.companies["linde"], status=STATUS.PROPOSED
    ).select_related("resident__centre", "vacancy__company__organisation")
    # Those who wait shortest; the two who wait longest are left to be answered.
    offered, asked, agreed, declined, over = waiting.order_by("answer_due_on", "pk")[2:7]
    with open_scope(company):
        question = ask_question(asked, "Kan deze kandidaat ook op zaterdag werken? Dan is het hotel vol.")
        Question.objects.filter(pk=question.pk).update(asked_at=timezone.now() - timedelta(days=1))
        invite_candidate(offered, _invitation(offered))
        decline_candidate(
            declined, reason="language", note="Aan de balie is A2 nodig. In de keuken zou het wel gaan."
        )
    _talk(agreed, company, coach)
    talk_of_two_days_ago(over, places)
    with open_scope(coach):
        mark_answer_seen(declined)


def _invitation(proposal: Proposal) -> Invitation:
    times = suggested(availability_of(proposal), timezone.localdate(), "NL", Interview.MOST_TIMES)
    return Invitation(times, "place", "Hotel De Linde, Havenstraat 1, Waterdam", "Sanne de Wit", ["clothes"])


def _talk(proposal: Proposal, company: Scope, coach: Scope) -> None:
    with open_scope(company):
        interview = invite_candidate(proposal, _invitation(proposal))
    with open_scope(coach):
        agree_time(proposal, interview.times.all()[0])


def talk_of_two_days_ago(proposal: Proposal, places: Places) -> None:
    """Let a candidate of the hotel have talked with it two days ago: the company says what came of it."""
    company = hat_for(places.users["employer"], Role.EMPLOYER).scope
    _talk(proposal, company, hat_for(places.users["coach"], Role.COACH).scope)
    interview = Interview.objects.select_related("appointment").get(proposal=proposal)
    begins, length = timezone.now() - timedelta(days=2), timedelta(minutes=30)
    if interview.appointment is not None:
        Appointment.objects.filter(pk=interview.appointment.pk).update(starts_at=begins, status="kept")
    Interview.objects.filter(pk=interview.pk).update(
        starts_at=begins, ends_at=begins + length, due_on=timezone.localdate() + timedelta(days=5)
    )


def _year(places: Places) -> None:
    """What companies said of people whom another desk guided, in the year before."""
    people = {
        country: cycle(Resident.objects.filter(centre__country=country, centre__in=_finished(places))[:40])
        for country in ("NL", "BE")
    }
    rows = [row for key in YEAR for row in _of_company(places, key, people)]
    Proposal.objects.bulk_create(rows, batch_size=500)


def _finished(places: Places) -> list[int]:
    return [places.centres[key].pk for key in ("almere", "maasoever")]


def _of_company(places: Places, key: str, people: Mapping[str, Iterator[Resident]]) -> Iterator[Proposal]:
    company, today, marks = places.companies[key], places.today, YEAR[key]
    vacancy = Vacancy.objects.create(
        company=company,
        status=Vacancy.Status.CLOSED,
        title="Medewerker",
        description="Werk in een klein team.",
        sector=company.sector,
        municipality=company.municipality,
        places=len(marks),
        hours=24,
        starts_on=today - timedelta(days=300),
        submitted_on=today - timedelta(days=360),
    )
    for number, mark in enumerate(marks):
        proposed_on = today - timedelta(days=340 - 300 * number // len(marks))
        is_answered = mark in ANSWERED_AFTER
        yield Proposal(
            resident=next(people[company.organisation.country]),
            vacancy=vacancy,
            status=STATUS.NO_FIT if is_answered else STATUS.LAPSED,
            suggested_on=proposed_on,
            since_on=proposed_on,
            proposed_on=proposed_on,
            remind_on=proposed_on + timedelta(days=7),
            answer_due_on=proposed_on + timedelta(days=14),
            answered_on=proposed_on + timedelta(days=ANSWERED_AFTER[mark]) if is_answered else None,
            answer_reason="filled" if is_answered else "",
            answer_sentence="filled" if is_answered else "",
            answer_seen_at=timezone.now(),
        )
