"""Work in own words is counted where it is sure, is said to be read, and a person's word goes before it."""

import pytest
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.models import Occupation
from matching.models import MatchProfile
from matching.profiles import build_profiles, demand_of, ranking_for, ranking_for_resident
from matching.rankings.people import rests_on_words
from residents.models import WishedWork, WorkExperience
from residents.services.background import change_background, record_background, refuse_reading
from tests.factories.residents import IntakeFactory, ResidentFactory
from tests.matching.hotel import hotel_vacancy, room_attendant

SURE, DOUBTFUL = "ik deed de afwas in een restaurant", "iets met mensen en dieren"


@pytest.fixture
def resident(meeting, system):
    return ResidentFactory(centre=meeting.centre)


def profile(resident) -> MatchProfile:
    build_profiles([resident.pk])
    return MatchProfile.objects.get(pk=resident.pk)


def term(unit: str) -> Occupation:
    return Occupation.objects.get(scheme="isco08", code=unit)


def test_sure_words_count_and_are_marked(resident):
    record_background(resident, WorkExperience, {"words": SURE, "years": 2})
    record_background(resident, WishedWork, {"words": SURE})
    row = profile(resident)
    assert (row.isco_1, row.years_1, row.wishes, row.read_units) == ("9412", 2, "9412", "9412")


def test_words_in_doubt_count_for_nothing(resident):
    record_background(resident, WorkExperience, {"words": DOUBTFUL})
    record_background(resident, WishedWork, {"words": DOUBTFUL})
    row = profile(resident)
    assert (row.isco_1, row.read_units) == ("", "")
    assert not row.wishes


def test_what_a_coach_chose_is_not_marked_and_what_they_refused_is_not_counted(resident):
    work = record_background(resident, WorkExperience, {"words": SURE})
    refuse_reading(work, work.version, "9412")
    assert profile(resident).isco_1 == ""
    work.refresh_from_db()
    change_background(work, work.version, {"occupation": term("5120"), "words": ""})
    row = profile(resident)
    assert (row.isco_1, row.read_units) == ("5120", "")


def test_other_words_are_read_anew(resident):
    work = record_background(resident, WorkExperience, {"words": SURE})
    work = refuse_reading(work, work.version, "9412")
    work = change_background(work, work.version, {"words": "afwassen in een restaurant"})
    assert work.misread_as == ""
    assert profile(resident).isco_1 == "9412"


def test_the_same_work_by_a_term_takes_the_mark_away(resident):
    record_background(resident, WorkExperience, {"words": SURE})
    record_background(resident, WorkExperience, {"occupation": term("9412"), "years": 1})
    assert profile(resident).read_units == ""


def test_the_answer_of_an_intake_counts_until_a_row_was_recorded(resident):
    IntakeFactory(resident=resident, occupation=SURE, experience_years=4, wish=SURE)
    row = profile(resident)
    assert (row.isco_1, row.years_1, row.read_units) == ("9412", 4, "9412")
    assert not row.wishes  # a sentence may say what somebody does not want
    record_background(resident, WorkExperience, {"occupation": term("5120")})
    row = profile(resident)
    assert (row.isco_1, row.isco_2, row.read_units) == ("5120", "", "")


def test_somebody_by_words_only_stands_in_the_list_and_it_says_so(meeting, client_of):
    vacancy = hotel_vacancy(meeting.vacancy, occupation=Occupation.objects.get(code="dishwasher"))
    person = room_attendant(meeting, "Words")
    with system_scope("test"):
        WorkExperience.objects.filter(resident=person).update(occupation=None, words=SURE)
        WishedWork.objects.filter(resident=person).update(occupation=None, words=DOUBTFUL)
        build_profiles([person.pk])
    (row,) = client_of(meeting.coach).get(f"/vacancies/{vacancy.code}/propose/").context["people"].ranked.rows
    assert row.pros[-1].text == "Their own words were read as this work: ask whether that is right."
    with system_scope("test"):
        (ranked,) = ranking_for(vacancy, timezone.localdate()).ranked
        assert rests_on_words(ranked.judgement)
        WorkExperience.objects.filter(resident=person).update(
            occupation=Occupation.objects.get(code="dishwasher"), words=""
        )
        build_profiles([person.pk])
        (ranked,) = ranking_for(vacancy, timezone.localdate()).ranked
        assert not rests_on_words(ranked.judgement)


def test_a_vacancy_in_sure_words_is_found_from_both_sides(meeting, system):
    person = room_attendant(meeting, "Dish")
    WorkExperience.objects.filter(resident=person).update(occupation=term("9412"))
    build_profiles([person.pk])
    vacancy = hotel_vacancy(meeting.vacancy, occupation=None, occupation_words=SURE)
    today = timezone.localdate()
    assert demand_of(vacancy).isco == "9412"
    (ranked,) = ranking_for(vacancy, today).ranked
    ((found, judgement),) = ranking_for_resident(person, today)
    assert (found.pk, judgement.score) == (vacancy.pk, ranked.score)
    hotel_vacancy(vacancy, occupation=None, misread_as="9412")
    assert demand_of(vacancy).isco == ""
    assert ranking_for_resident(person, today) == []
