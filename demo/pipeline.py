"""Proposals that did not reach a company yet, some late, and one that the hotel wants to hire."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from demo.answers import talk_of_two_days_ago
from demo.places import Places
from employers.models import Vacancy
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from matching.models import Proposal
from matching.services import (
    ask_resident,
    propose_now,
    record_agreement,
    record_decline,
    say_will_hire,
    suggest_resident,
)
from residents.models import Resident, held_by

SUGGESTED, ASKED, AGREED, DECLINED, INTRODUCED, OFFERED = (
    "suggested", "asked", "agreed", "declined", "introduced", "offered",
)  # fmt: skip
# How far each is, and since how many days it stands there.
STAGES = [
    (ASKED, 9), (AGREED, 6), (OFFERED, 2), (SUGGESTED, 2), (ASKED, 4), (AGREED, 1), (INTRODUCED, 0),
    (ASKED, 1), (DECLINED, 3), (SUGGESTED, 0), (AGREED, 8), (ASKED, 0),
]  # fmt: skip


def build_pipeline(places: Places) -> None:
    """Take residents of the coach who are ready along the stations of a proposal, each as far as it says."""
    with open_scope(hat_for(places.users["coach"], Role.COACH).scope):
        vacancies = list(
            Vacancy.objects.filter(status=Vacancy.Status.OPEN, company__organisation__country="NL")
            .select_related("company__organisation")
            .order_by("pk")
        )
        people = _ready(places)
        for number, ((stage, days), resident) in enumerate(zip(STAGES, people, strict=False)):
            of_hotel = stage in (OFFERED, INTRODUCED)
            fitting = [each for each in vacancies if (each.company == places.companies["linde"]) == of_hotel]
            _take(places, resident, fitting[number % len(fitting)], stage, days)


def _ready(places: Places) -> list[Resident]:
    """Residents of the coach in guidance, with an intake, in no proposal."""
    found = (
        Resident.objects.filter(
            held_by(places.users["coach"]),
            status=Resident.Status.GUIDANCE,
            intakes__status="complete",
            consents__purpose="profile",
            consents__withdrawn_on=None,
            proposals=None,
            matches=None,
            centre__country="NL",
        )
        .select_related("centre")
        .distinct()
        .order_by("pk")
    )
    return list(found[: len(STAGES)])


def _take(places: Places, resident: Resident, vacancy: Vacancy, stage: str, days: int) -> None:
    if stage in (INTRODUCED, OFFERED):
        (proposal,) = propose_now([resident], vacancy, agreed=True)
    else:
        proposal = suggest_resident(resident, vacancy, reason="Deed dit werk eerder, en zoekt iets dichtbij.")
        if stage != SUGGESTED:
            ask_resident(proposal)
        if stage == AGREED:
            record_agreement(proposal)
        if stage == DECLINED:
            record_decline(proposal, Proposal.End.TOO_FAR, "De bus van half zes rijdt niet.")
    if stage == OFFERED:
        talk_of_two_days_ago(proposal, places)
        with open_scope(hat_for(places.users["employer"], Role.EMPLOYER).scope):
            say_will_hire(proposal)
    _was(proposal, days)


def _was(proposal: Proposal, days: int) -> None:
    """Let a proposal stand where it is since so many days."""
    back = timedelta(days=days)
    due_on = proposal.due_on - back if proposal.due_on else None
    Proposal.objects.filter(pk=proposal.pk).update(
        since_on=timezone.localdate() - back, suggested_on=timezone.localdate() - back, due_on=due_on
    )
