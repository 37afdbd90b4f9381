"""Who suits a vacancy: the lists of its page, filters, people found by name, and what is kept of the look."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from matching.models import Proposal, RankingLog
from residents.models import Consent
from tests.factories.desks import CentreFactory
from tests.factories.employers import VacancyFactory
from tests.factories.matching import ProposalFactory, StartedPlacementFactory
from tests.matching.hotel import built, hotel_vacancy, room_attendant
from tests.meeting import ready_resident


@pytest.fixture
def vacancy(meeting):
    return hotel_vacancy(meeting.vacancy)


@pytest.fixture
def address(vacancy) -> str:
    return f"/vacancies/{vacancy.code}/propose/"


def people(response) -> dict[str, list[str]]:
    """First names, by list, as they stand."""
    found = response.context["people"]
    return {
        name: [row.name.split()[0] for row in getattr(found, name).rows]
        for name in ("ranked", "check", "near")
    }


def test_people_stand_in_three_lists_the_best_first(meeting, address, client_of):
    room_attendant(meeting, "Novice", years=1)
    room_attendant(meeting, "Expert", years=6)
    room_attendant(meeting, "Silent", hours=None)
    room_attendant(meeting, "Parttime", hours=16)
    ready_resident(meeting.centre, meeting.project, first_name="Other")
    response = client_of(meeting.coach).get(address)
    assert people(response) == {"ranked": ["Expert", "Novice"], "check": ["Silent"], "near": ["Parttime"]}


def test_row_has_a_reason_three_facts_and_points_that_sum(meeting, address, client_of):
    room_attendant(meeting, "Expert", years=6)
    (row,) = client_of(meeting.coach).get(address).context["people"].ranked.rows
    assert [each.text for each in row.pros] == ["Has done this work for 6 years and wishes it."]
    assert [each.icon for each in row.facts] == ["bike", "lang", "hourglass"]
    assert row.facts[2].text == "may work after a permit: 5 weeks"
    assert row.score.points == sum(part.points for part in row.score.parts)
    assert sum(part.most for part in row.score.parts) == 100


def test_what_is_not_known_is_asked_with_the_telephone_and_the_field(meeting, address, client_of):
    silent = room_attendant(meeting, "Silent", hours=None, phone="+31 6 12345678")
    response = client_of(meeting.coach).get(address)
    (row,) = response.context["people"].check.rows
    assert (row.asks[0].fact, row.dial) == ("Hours not known", "0612345678")
    assert row.asks[0].url == f"/residents/{silent.code}/intake/?part=time#id_hours"
    assert 'href="tel:0612345678"' in response.content.decode()


def test_near_miss_says_the_one_condition_and_how_to_propose_all_the_same(meeting, address, client_of):
    resident = room_attendant(meeting, "Parttime", hours=16)
    (row,) = client_of(meeting.coach).get(address).context["people"].near.rows
    assert row.short.what == "Can work 16 hours a week; asked is 20."
    assert row.act.url == f"{address}confirm/?who={resident.code}"


def test_who_may_not_be_shown_is_in_no_list(meeting, address, client_of):
    silent = room_attendant(meeting, "Unasked")
    with system_scope("test"):
        Consent.objects.filter(resident=silent).update(withdrawn_on=timezone.localdate())
    gone = room_attendant(meeting, "Gone")
    with system_scope("test"):
        type(gone).objects.filter(pk=gone.pk).update(status="exited")
    built(silent, gone)
    assert people(client_of(meeting.coach).get(address)) == {"ranked": [], "check": [], "near": []}


def test_people_of_other_desks_are_not_there(meeting, address, client_of):
    room_attendant(meeting, "Mine")
    stranger = room_attendant(meeting, "Stranger")
    with system_scope("test"):
        type(stranger).objects.filter(pk=stranger.pk).update(centre=CentreFactory())
    built(stranger)
    response = client_of(meeting.coach).get(address)
    assert people(response)["ranked"] == ["Mine"]
    assert "Stranger" not in response.content.decode()


def test_who_was_proposed_for_it_before_cannot_be_chosen_again(meeting, vacancy, address, client_of):
    before = room_attendant(meeting, "Before")
    ProposalFactory(resident=before, vacancy=vacancy, status=Proposal.Status.NO_FIT)
    built(before)
    page = client_of(meeting.coach).get(address)
    rows = [*page.context["people"].ranked.rows]
    assert [row.can_be_chosen for row in rows] == [False]


def test_open_proposals_are_said(meeting, address, client_of):
    busy = room_attendant(meeting, "Busy")
    for _each in range(3):
        ProposalFactory(resident=busy, vacancy=VacancyFactory(company=meeting.company))
    built(busy)
    (row,) = client_of(meeting.coach).get(address).context["people"].ranked.rows
    assert [(each.text, each.is_full) for each in row.busy] == [("already in 3 open proposals", True)]


def test_who_is_at_work_is_in_no_list_and_found_by_name_with_the_reason(meeting, address, client_of):
    worker = room_attendant(meeting, "Zeynep")
    StartedPlacementFactory(match__resident=worker, match__vacancy=VacancyFactory())
    built(worker)
    client = client_of(meeting.coach)
    assert people(client.get(address))["ranked"] == []
    found = client.post(address, {"q": "zeynep"}, follow=True)
    (row,) = found.context["found"]
    assert row.pros[0].text == "Is at work and does not look for other work."
    assert row.can_be_chosen


def test_name_that_is_looked_for_stays_out_of_the_address(meeting, address, client_of):
    room_attendant(meeting, "Zeynep", last_name="Kaya")
    client = client_of(meeting.coach)
    response = client.post(address, {"q": "zeynep", "mine": "1"})
    assert "zeynep" not in response["Location"].lower()
    found = client.get(response["Location"])
    assert (found.context["q"], [row.name for row in found.context["found"]]) == ("zeynep", ["Zeynep K."])
    assert "mine=1" in response["Location"]
    assert client_of(meeting.coordinator).get(response["Location"]).context["found"] == ()


def test_filters_narrow_and_stand_in_the_address(meeting, address, client_of):
    room_attendant(meeting, "Mine", coach=meeting.coach)
    room_attendant(meeting, "Other")
    client = client_of(meeting.coach)
    assert len(people(client.get(address))["ranked"]) == 2
    narrowed = client.get(address, {"mine": "1"})
    assert people(narrowed)["ranked"] == ["Mine"]
    (chip,) = [each for each in narrowed.context["chips"] if each.is_on]
    assert (chip.words, chip.url) == ("Mine only", "?")


def test_fifteen_are_in_sight_and_the_rest_one_step_further(meeting, address, client_of):
    for number in range(17):
        room_attendant(meeting, f"Person{number}")
    client = client_of(meeting.coach)
    first = client.get(address).context["people"].ranked
    assert (len(first.rows), first.total, first.left, first.more_url) == (15, 17, 2, "?ranked=30#ranked")
    second = client.get(address, {"ranked": "30"}).context["people"].ranked
    assert (len(second.rows), second.more_url) == (17, "")


def test_page_takes_as_many_queries_for_many_as_for_two(meeting, address, client_of):
    client = client_of(meeting.coach)
    room_attendant(meeting, "First"), room_attendant(meeting, "Second")

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        return len(found)

    client.get(address)
    few = queries()
    for number in range(12):
        room_attendant(meeting, f"Person{number}")
    client.get(address)
    assert queries() == few


def test_vacancy_in_own_words_says_what_to_do(meeting, client_of):
    vacancy = hotel_vacancy(meeting.vacancy, occupation=None, occupation_words="Van alles")
    response = client_of(meeting.coach).get(f"/vacancies/{vacancy.code}/propose/")
    assert "Nobody can be compared with this vacancy yet" in response.content.decode()


def test_vacancy_without_times_asks_for_them_first(meeting, client_of):
    vacancy = hotel_vacancy(meeting.vacancy, shifts=None)
    response = client_of(meeting.coach).get(f"/vacancies/{vacancy.code}/propose/")
    assert "This vacancy does not say when the work is" in response.content.decode()


def test_nobody_is_chosen_for_a_vacancy_that_is_not_open(meeting, client_of):
    vacancy = hotel_vacancy(meeting.vacancy, status="submitted")
    room_attendant(meeting, "Expert")
    response = client_of(meeting.coach).get(f"/vacancies/{vacancy.code}/propose/")
    (row,) = response.context["people"].ranked.rows
    assert not row.can_be_chosen
    assert 'name="who"' not in response.content.decode()


def test_who_may_not_look(meeting, address, client_of):
    assert client_of(meeting.employer).get(address).status_code == 403
    assert client_of(meeting.other_coach).get(address).status_code == 404
    assert client_of(meeting.coach).put(address).status_code == 405


def test_look_is_kept_once_and_again_when_something_changed(meeting, vacancy, address, client_of):
    expert = room_attendant(meeting, "Expert", years=6)
    novice = room_attendant(meeting, "Novice", years=1)
    client = client_of(meeting.coach)
    client.get(address)
    client.get(address)
    with system_scope("test"):
        row = RankingLog.objects.get()
    assert (row.kind, row.subject, row.user, row.centre) == (
        "people",
        vacancy.code,
        meeting.coach,
        meeting.centre,
    )
    assert row.order["ranked"] == [str(expert.pk), str(novice.pk)]
    assert "Expert" not in str(row.unpacked())
    client.get(address, {"mine": "1"})
    room_attendant(meeting, "Third")
    client.get(address)
    with system_scope("test"):
        assert [each.narrowed for each in RankingLog.objects.order_by("pk")] == ["", "mine=1", ""]


def test_later_look_is_another_one(meeting, address, client_of):
    room_attendant(meeting, "Expert")
    client = client_of(meeting.coach)
    client.get(address)
    with system_scope("test"):
        RankingLog.objects.update(shown_at=timezone.now() - timedelta(minutes=11))
    client.get(address)
    with system_scope("test"):
        assert RankingLog.objects.count() == 2
