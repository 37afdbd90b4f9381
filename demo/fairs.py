"""Two days at Lindenhout: a meet & greet of today with what came of it, and a job fair being prepared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from demo.places import Places
from employers.models import Vacancy
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from matching.fairs.pages import meetings_of
from matching.fairs.seating import SEATED, judgements
from matching.models import Fair, FairGuest, FairMeeting, FairTable
from matching.services import (
    accept_invitation,
    accept_meetings,
    add_meeting,
    add_table,
    decline_invitation,
    invite_companies,
    invite_guests,
    plan_fair,
    propose_after,
    propose_meetings,
    record_outcome,
    say_word,
)
from residents.models import GroupSession, Resident

KINDS, OUTCOMES = GroupSession.Kind, FairMeeting.Outcome
# kind, title, days from today, hour, minutes, vacancies, conversations of each, how many are invited
TODAY = (KINDS.MEET_GREET, "Kennismaken met werkgevers uit Waterdam", 0, 9, 120, 3, 4, 10)
COMING = (KINDS.JOB_FAIR, "Banenmarkt Lindenhout", 8, 13, 180, 8, 6, 40)
CAME_OF_IT = (
    (OUTCOMES.BOTH, "Proefdag afspreken"),
    (OUTCOMES.COMPANY, ""),
    (OUTCOMES.NEITHER, ""),
    (OUTCOMES.RESIDENT, "Bellen of een lager taalniveau kan"),
    (OUTCOMES.NOT_HELD, ""),
)


def build_fairs(places: Places) -> None:
    """Plan both as the coach does; half of those invited to the second one have answered."""
    with open_scope(hat_for(places.users["coach"], Role.COACH).scope):
        fair, guests = _fair(places, TODAY)
        for guest in guests:
            accept_invitation(guest, shows_first_name=guest.number % 2 == 0)
        propose_meetings(fair)
        _by_hand(fair, guests)
        accept_meetings(fair)
        _outcomes(fair)
        _coming, guests = _fair(places, COMING)
        for guest in guests[: len(guests) // 2]:
            if guest.number % 7:
                accept_invitation(guest, shows_first_name=guest.number % 2 == 0)
            else:
                decline_invitation(guest)
    with open_scope(hat_for(places.users["employer"], Role.EMPLOYER).scope):
        for talk in (
            FairMeeting.objects.exclude(outcome="not_held").select_related("proposal").order_by("pk")[:1]
        ):
            say_word(talk, FairMeeting.Word.HIRE)


def _fair(places: Places, plan: tuple[Any, ...]) -> tuple[Fair, list[FairGuest]]:
    kind, title, days, hour, minutes, vacancies, seats, invited = plan
    day = places.today + timedelta(days=days)
    fair = plan_fair(
        kind=kind,
        title=title,
        project=places.projects["GRENSLAND"],
        centre=places.centres["lindenhout"],
        place="Grote zaal",
        starts_at=timezone.make_aware(datetime.combine(day, time(hour))),
        minutes=minutes,
        led_by=places.users["coach"],
        minutes_each=15,
        each=3,
        break_after=4 if minutes > 120 else None,
    )
    for vacancy in _vacancies(vacancies):
        add_table(fair, vacancy, seats=seats)
    invite_companies(fair)
    invite_guests(fair, _who_suits(list(fair.tables.all()), places)[:invited])
    return fair, list(fair.guests.select_related("fair__session", "resident"))


def _vacancies(number: int) -> list[Vacancy]:
    """Open ones with their work in the list, of different companies where there are so many."""
    found = Vacancy.objects.filter(
        status=Vacancy.Status.OPEN, company__organisation__country="NL", occupation__isnull=False
    ).order_by("title", "code")
    first = list({vacancy.company_id: vacancy for vacancy in found}.values())
    return [*first, *(vacancy for vacancy in found if vacancy not in first)][:number]


def _who_suits(tables: Sequence[FairTable], places: Places) -> list[Resident]:
    people = list(
        Resident.objects.filter(centre=places.centres["lindenhout"], status=Resident.Status.GUIDANCE)
        .select_related("centre")
        .order_by("code")
    )
    judged = judgements(tables, [each.pk for each in people], places.today)
    suits = {pair[0] for pair, each in judged.items() if each.state in SEATED}
    return sorted(people, key=lambda each: each.pk not in suits)


def _by_hand(fair: Fair, guests: Sequence[FairGuest]) -> None:
    """Let those who would talk to nobody talk to whoever has most room."""
    for guest in guests:
        free = [table for table in fair.tables.all() if table.meetings.count() < table.seats]
        if free and not guest.meetings.exists():
            add_meeting(min(free, key=lambda table: table.meetings.count()), guest)


def _outcomes(fair: Fair) -> None:
    for number, meeting in enumerate(meetings_of(fair)):
        outcome, next_step = CAME_OF_IT[number % len(CAME_OF_IT)]
        record_outcome(meeting, outcome=outcome, next_step=next_step)
        is_open = not meeting.guest.resident.proposals.filter(vacancy=meeting.table.vacancy).exists()
        if outcome == OUTCOMES.BOTH and number == 0 and is_open:
            propose_after(meeting)
