"""A fact that is not known is answered with one tap beside the person, and taken back."""

import pytest

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from matching.rankings.answers import chosen
from residents.models import LanguageSkill
from tests.factories.desks import CentreFactory
from tests.factories.residents import ResidentFactory
from tests.matching.hotel import built, hotel_vacancy, room_attendant

HTMX = {"HX-Request": "true"}


@pytest.fixture
def vacancy(meeting):
    return hotel_vacancy(meeting.vacancy)


@pytest.fixture
def address(vacancy) -> str:
    return f"/vacancies/{vacancy.code}/fact/"


def lists(client, vacancy) -> dict[str, list[str]]:
    people = client.get(f"/vacancies/{vacancy.code}/propose/").context["people"]
    return {name: [row.code for row in getattr(people, name).rows] for name in ("ranked", "check", "near")}


def choices(client, vacancy) -> list[str]:
    people = client.get(f"/vacancies/{vacancy.code}/propose/").context["people"]
    return [value for row in people.check.rows for ask in row.asks for value, _words in ask.choices]


def intake_of(resident):
    with system_scope("test"):
        return resident.intakes.get()


def test_hours_are_kept_in_the_intake_the_row_moves_and_comes_back(meeting, vacancy, address, client_of):
    silent = room_attendant(meeting, "Silent", hours=None)
    client = client_of(meeting.coach)
    assert f"{silent.code} hours 24" in choices(client, vacancy)
    response = client.post(address, {"answer": f"{silent.code} hours 24"}, follow=True)
    assert response.context["noted"] == {"name": silent.short_name, "words": "24 hours a week"}
    assert lists(client, vacancy) == {"ranked": [silent.code], "check": [], "near": []}
    assert intake_of(silent).hours == 24
    assert AuditEntry.objects.filter(action="intake.saved").count() == 1
    client.post(address, {"undo": "1"})
    assert lists(client, vacancy)["check"] == [silent.code]
    assert intake_of(silent).hours is None
    assert client.post(address, {"undo": "1"}).status_code == 404


def test_an_answer_that_does_not_suit_leads_to_the_near_misses(meeting, vacancy, address, client_of):
    silent = room_attendant(meeting, "Silent", hours=None)
    client = client_of(meeting.coach)
    client.post(address, {"answer": f"{silent.code} hours 16"}, headers=HTMX)
    assert lists(client, vacancy) == {"ranked": [], "check": [], "near": [silent.code]}


@pytest.mark.parametrize(
    ("missing", "answer", "kept"),
    [
        ({"travel_minutes": None}, "minutes 60", {"travel_minutes": 60}),
        ({"cycling": "", "transport": ""}, "means bicycle", {"cycling": "yes", "transport": "no"}),
        ({"cycling": "", "transport": ""}, "means both", {"cycling": "yes", "transport": "alone"}),
    ],
)
def test_a_journey_is_asked_by_what_is_not_known(meeting, vacancy, address, client_of, missing, answer, kept):
    silent = room_attendant(meeting, "Silent", **missing)
    client = client_of(meeting.coach)
    assert f"{silent.code} {answer}" in choices(client, vacancy)
    client.post(address, {"answer": f"{silent.code} {answer}"})
    intake = intake_of(silent)
    assert {name: getattr(intake, name) for name in kept} == kept
    assert lists(client, vacancy)["ranked"] == [silent.code]


def test_a_language_is_recorded_as_heard_by_the_desk(meeting, vacancy, address, client_of):
    with system_scope("test"):
        vacancy.languages.create(language="nl", use="speaking", level="A2")
    silent = room_attendant(meeting, "Silent", dutch_or_french="")
    with system_scope("test"):
        silent.language_skills.filter(language="nl").delete()
        built(silent)
    client = client_of(meeting.coach)
    assert f"{silent.code} language:nl B1" in choices(client, vacancy)
    client.post(address, {"answer": f"{silent.code} language:nl B1"})
    with system_scope("test"):
        (skill,) = LanguageSkill.objects.filter(resident=silent, language="nl")
    assert (skill.level, skill.assessed) == ("B1", "coach")
    assert lists(client, vacancy)["ranked"] == [silent.code]
    client.post(address, {"undo": "1"})
    assert lists(client, vacancy)["check"] == [silent.code]


def test_what_somebody_else_answered_since_is_not_undone(meeting, vacancy, address, client_of):
    silent = room_attendant(meeting, "Silent", hours=None)
    client = client_of(meeting.coach)
    client.post(address, {"answer": f"{silent.code} hours 24"})
    with system_scope("test"):
        silent.intakes.update(hours=32)
    page = client.post(address, {"undo": "1"}, follow=True).content.decode()
    assert "Somebody else answered this in the meantime." in page
    assert intake_of(silent).hours == 32


@pytest.mark.parametrize("value", ["", "B-1", "B-1 hours", "B-1 hours 25", "B-1 note x", "B-1 language: A2"])
def test_what_is_no_choice_is_not_found(meeting, address, client_of, value):
    assert chosen(value) is None
    assert client_of(meeting.coach).post(address, {"answer": value}).status_code == 404


def test_only_the_desk_answers_and_only_for_its_own(meeting, vacancy, address, client_of):
    with system_scope("test"):
        stranger = ResidentFactory(centre=CentreFactory())
    answer = {"answer": f"{stranger.code} hours 24"}
    assert client_of(meeting.coach).post(address, answer).status_code == 404
    assert client_of(meeting.employer).post(address, answer).status_code == 403
    assert client_of(meeting.coach).get(address).status_code == 405
