"""The work that a resident is asked about: shown on the private page, answered there with yes or no."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from desk.card.say import Say
from employers.models import Vacancy
from matching.integrity.standing import barred
from matching.models import Proposal
from residents.models import Resident

ANSWERED_HERE = (Proposal.Status.ASKED, Proposal.Status.AGREED)  # a yes can be changed until it is introduced


@dataclass(frozen=True)
class Wanted:
    """One question: the work as its company calls it, with its facts. ``is_agreed``: the answer was yes."""

    code: str
    title: str
    company: str
    place: str
    facts: tuple[Say, ...]
    is_agreed: bool


def questions_of(resident: Resident) -> tuple[Wanted, ...]:
    """What the resident is asked, the oldest first; only of open vacancies, without those under a pause."""
    asked = Proposal.objects.filter(
        resident=resident, status__in=ANSWERED_HERE, vacancy__status=Vacancy.Status.OPEN
    )
    asked = asked.exclude(barred(timezone.localdate(), "vacancy__company"))
    found = asked.select_related("vacancy__company__organisation").order_by("since_on", "pk")
    return tuple(_wanted(each) for each in found)


def _wanted(proposal: Proposal) -> Wanted:
    vacancy = proposal.vacancy
    facts = [Say("work_hours", hours=vacancy.hours)] if vacancy.hours else []
    if vacancy.wage_hour is not None:
        facts.append(Say("want_pay", wage=vacancy.wage_hour))
    if vacancy.starts_on is not None:
        facts.append(Say("want_from", day=vacancy.starts_on))
    return Wanted(
        code=proposal.code,
        title=vacancy.title,
        company=str(vacancy.company),
        place=vacancy.municipality,
        facts=tuple(facts),
        is_agreed=proposal.status == Proposal.Status.AGREED,
    )
