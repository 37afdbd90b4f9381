"""The vacancies that suit a resident: the rows the other way round, and what opens more."""

import pytest

from jobdesk.trail.scoping import system_scope
from matching.models import Proposal, RankingLog
from tests.factories.employers import VacancyFactory
from tests.factories.matching import ProposalFactory
from tests.matching.hotel import hotel_vacancy, room_attendant
from tests.meeting import ready_resident


@pytest.fixture
def vacancy(meeting):
    return hotel_vacancy(meeting.vacancy)


def address(resident) -> str:
    return f"/residents/{resident.code}/vacancies/"


def test_vacancies_stand_in_three_lists_with_pay_and_what_is_left(meeting, vacancy, client_of):
    resident = room_attendant(meeting, "Selam")
    hotel_vacancy(VacancyFactory(company=meeting.company), title="Many hours", hours=30)
    page = client_of(meeting.coach).get(address(resident))
    (suits,), (near,) = page.context["suits"].rows, page.context["near"].rows
    assert (suits.name, near.name) == ("Room attendant", "Many hours")
    assert [each.icon for each in suits.facts] == ["bike", "euro", "flag"]
    assert suits.facts[1].text == "€16.20 an hour"
    assert [each.words for each in suits.acts] == ["Propose or ask", "What is left of this wage?"]
    assert suits.acts[0].url == f"/vacancies/{vacancy.code}/propose/confirm/?who={resident.code}"
    assert near.short.what == "Can work 24 hours a week; asked is 30."


def test_what_opens_more_counts_those_that_fail_on_it_alone(meeting, vacancy, client_of):
    resident = room_attendant(meeting, "Selam")
    for title in ("One", "Two"):
        hotel_vacancy(VacancyFactory(company=meeting.company), title=title, hours=30)
    context = client_of(meeting.coach).get(address(resident)).context
    assert [(each.what, each.n) for each in context["openings"]] == [("Up to eight hours a week more", 2)]
    assert context["open_total"] == 3


def test_vacancy_for_which_somebody_is_proposed_says_so(meeting, vacancy, client_of):
    resident = room_attendant(meeting, "Selam")
    ProposalFactory(resident=resident, vacancy=vacancy, status=Proposal.Status.PROPOSED)
    (row,) = client_of(meeting.coach).get(address(resident)).context["suits"].rows
    assert [each.text for each in row.busy] == ["Waiting for the employer"]
    assert "Propose or ask" not in [each.words for each in row.acts]


def test_nothing_to_compare_says_what_to_complete(meeting, vacancy, client_of):
    resident = ready_resident(meeting.centre, meeting.project)
    page = client_of(meeting.coach).get(address(resident)).content.decode()
    assert f'href="/residents/{resident.code}/background/"' in page


def test_look_is_kept_with_the_vacancies_in_order(meeting, vacancy, client_of):
    resident = room_attendant(meeting, "Selam")
    client = client_of(meeting.coach)
    client.get(address(resident))
    client.get(address(resident))
    with system_scope("test"):
        row = RankingLog.objects.get()
    assert (row.kind, row.subject, row.order["ranked"]) == ("vacancies", resident.code, [str(vacancy.pk)])


def test_who_may_not_look(meeting, client_of):
    resident = room_attendant(meeting, "Selam")
    assert client_of(meeting.other_coach).get(address(resident)).status_code == 404
    assert client_of(meeting.employer).get(address(resident)).status_code == 403
    assert client_of(meeting.coach).post(address(resident)).status_code == 405
