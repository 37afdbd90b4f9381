"""A hotel that looks for people to clean rooms in the mornings, and people who could."""

from datetime import timedelta

from django.utils import timezone

from employers.models import Vacancy
from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.models import Occupation
from matching.profiles import build_profiles
from residents.models import Resident, WishedWork, WorkExperience
from residents.services import assess_resident, index_residents
from tests.meeting import ready_resident

MORNINGS = 0b001001001001001
BY_DAY = 0b011011011011011


def hotel_vacancy(vacancy: Vacancy, **fields) -> Vacancy:
    """Make of a vacancy one for room attendants, in the place of the centre, in seven weeks."""
    changes = {
        "occupation": Occupation.objects.get(code="room-attendant"),
        "title": "Room attendant",
        "shifts": MORNINGS,
        "hours": 20,
        "starts_on": timezone.localdate() + timedelta(days=49),
    } | fields
    with system_scope("test"):
        Vacancy.objects.filter(pk=vacancy.pk).update(**changes)
        vacancy.refresh_from_db()
    return vacancy


def room_attendant(meeting, first_name: str, years: int = 3, **answers) -> Resident:
    """Somebody who did the work and wishes it, with all answers that a ranking asks for, or those given."""
    fields = {
        name: answers.pop(name) for name in ("coach", "phone", "last_name", "language") if name in answers
    }
    resident = ready_resident(meeting.centre, meeting.project, first_name=first_name, **fields)
    occupation = Occupation.objects.get(code="room-attendant")
    usual = {
        "availability": BY_DAY,
        "lessons": 0,
        "hours": 24,
        "travel_minutes": 60,
        "cycling": "yes",
        "transport": "alone",
        "dutch_or_french": "A2",
        "english": "A2",
    }
    with system_scope("test"):
        resident.intakes.update(**usual | answers)
        WorkExperience.objects.create(resident=resident, occupation=occupation, years=years)
        WishedWork.objects.create(resident=resident, occupation=occupation, rank=1)
        resident.documents.update(until_on=timezone.localdate() + timedelta(days=500))
        assess_resident(resident)
        index_residents([resident])
    built(resident)
    return resident


def built(*residents: Resident) -> None:
    """Build the profiles that a ranking reads, after what a test wrote without a service."""
    build_profiles([each.pk for each in residents])
