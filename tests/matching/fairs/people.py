"""Residents who did the work of a hotel and wish it, and a fair at which hotels look for them."""

from datetime import timedelta

from django.utils import timezone

from employers.models import Vacancy
from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.models import Occupation
from matching.models import Fair, FairGuest, FairTable
from matching.profiles import build_profiles
from matching.services import accept_invitation, invite_guests
from residents.models import Resident, WishedWork, WorkExperience
from residents.services import assess_resident
from tests.factories.employers import VacancyFactory
from tests.factories.fairs import FairFactory, FairTableFactory
from tests.meeting import ready_resident

MORNINGS = 0b001001001001001
BY_DAY = 0b011011011011011
ANSWERS = {
    "availability": BY_DAY,
    "lessons": 0,
    "hours": 24,
    "travel_minutes": 60,
    "cycling": "yes",
    "transport": "alone",
    "dutch_or_french": "A2",
}


def hotel(company=None, **fields) -> Vacancy:
    """A vacancy for room attendants in the mornings, in seven weeks."""
    fields |= {"company": company} if company else {}
    return VacancyFactory(
        occupation=Occupation.objects.get(code="room-attendant"),
        title="Room attendant",
        shifts=MORNINGS,
        hours=20,
        starts_on=timezone.localdate() + timedelta(days=49),
        **fields,
    )


def room_attendant(meeting, first_name: str, years: int = 3, centre=None) -> Resident:
    """Somebody who did this work and wishes it, with all answers that a ranking asks for."""
    resident = ready_resident(centre or meeting.centre, meeting.project, first_name=first_name)
    occupation = Occupation.objects.get(code="room-attendant")
    with system_scope("test"):
        resident.intakes.update(**ANSWERS)
        WorkExperience.objects.create(resident=resident, occupation=occupation, years=years)
        WishedWork.objects.create(resident=resident, occupation=occupation, rank=1)
        resident.documents.update(until_on=timezone.localdate() + timedelta(days=900))
        assess_resident(resident)
    build_profiles([resident.pk])
    return resident


def fair_at(meeting, seats: int = 2, vacancies: int = 1, **fields) -> tuple[Fair, list[FairTable]]:
    """A fair at the centre of the coach, with vacancies of different hotels."""
    fair = FairFactory(session__centre=meeting.centre, session__project=meeting.project, **fields)
    own = [hotel(meeting.company), *(hotel() for _ in range(vacancies - 1))]
    return fair, [FairTableFactory(fair=fair, vacancy=vacancy, seats=seats) for vacancy in own]


def coming(fair: Fair, *residents: Resident, **answer) -> list[FairGuest]:
    """Invite residents, who come; in the scope of the coach."""
    invite_guests(fair, residents)
    guests = [
        fair.guests.select_related("fair__session", "resident").get(resident=each) for each in residents
    ]
    for guest in guests:
        accept_invitation(guest, **answer)
    return guests
