from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from matching.models import Proposal
from tests.factories.employers import VacancyFactory
from tests.factories.matching import (
    AgreedInterviewFactory,
    PlacementFactory,
    ProposalFactory,
    QuestionFactory,
)
from tests.factories.residents import StepFactory


def titles(response) -> list[str]:
    return [vacancy.title for vacancy in response.context["page"].rows]


def test_employer_sees_own_vacancies_and_how_many_wait(meeting, client_of):
    ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    VacancyFactory(company=meeting.company, title="Draft", status="draft", submitted_on=None)
    VacancyFactory(title="Of somebody else")
    response = client_of(meeting.employer).get("/vacancies/")
    rows = {vacancy.title: vacancy.waiting for vacancy in response.context["page"].rows}
    assert rows == {"Draft": 0, "Room attendant": 1}


def test_employer_sees_first_what_waits_for_them(meeting, client_of):
    today = timezone.localdate()
    ProposalFactory(
        resident=meeting.resident, vacancy=meeting.vacancy, answer_due_on=today + timedelta(days=4)
    )
    placement = PlacementFactory(match__resident=meeting.resident, match__vacancy=meeting.vacancy)
    StepFactory(resident=meeting.resident, kind="twv", party="employer", subject=placement.code, due_on=today)
    VacancyFactory(company=meeting.company, title="Draft", status="draft", submitted_on=None)
    turns = client_of(meeting.employer).get("/vacancies/").context["turns"]
    assert [(turn.kind, turn.name, turn.count) for turn in turns] == [
        ("paper", meeting.resident.full_name, 1),
        ("answer", "Room attendant", 1),
        ("draft", "Draft", 1),
    ]


def test_who_waits_for_the_desk_does_not_wait_for_the_employer(meeting, client_of):
    for asks in (False, True, True):
        proposal = ProposalFactory(vacancy=meeting.vacancy)
        QuestionFactory(proposal=proposal, answered_at=timezone.now())
        if asks:
            QuestionFactory(proposal=proposal)
    response = client_of(meeting.employer).get("/vacancies/")
    assert [vacancy.waiting for vacancy in response.context["page"].rows] == [1]
    assert [(turn.kind, turn.count) for turn in response.context["turns"]] == [("answer", 1)]


@pytest.mark.parametrize(
    ("status", "began", "kinds"),
    [
        ("agreed", -1, ["outcome"]),
        ("agreed", 1, []),
        ("other_times", 1, ["times"]),
        ("offered", 1, []),
        ("wanted", -1, []),
    ],
)
def test_a_talk_waits_for_the_employer_when_it_is_their_turn(meeting, client_of, status, began, kinds):
    talk = AgreedInterviewFactory(
        proposal__vacancy=meeting.vacancy,
        status=status,
        starts_at=timezone.now() + timedelta(days=began),
    )
    turns = client_of(meeting.employer).get("/vacancies/").context["turns"]
    assert [(turn.kind, turn.url) for turn in turns] == [
        (kind, f"/proposals/{talk.proposal.code}/answer/") for kind in kinds
    ]


def test_what_waits_for_one_employer_is_not_shown_to_another(meeting, client_of):
    ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    assert client_of(meeting.other_employer).get("/vacancies/").context["turns"] == []


def test_desk_sees_open_ones_and_finds_others_by_filter(meeting, client_of):
    VacancyFactory(company=meeting.company, title="Closed", status="closed")
    VacancyFactory(company=meeting.company, title="Draft", status="draft", submitted_on=None)
    client = client_of(meeting.coach)
    assert titles(client.get("/vacancies/")) == ["Room attendant"]
    assert titles(client.get("/vacancies/?status=closed")) == ["Closed"]
    assert sorted(titles(client.get("/vacancies/?status="))) == ["Closed", "Room attendant"]
    assert titles(client.get("/vacancies/?q=room+linde")) == ["Room attendant"]
    assert titles(client.get("/vacancies/?q=nothing")) == []
    assert titles(client.get("/vacancies/?sector=care")) == []


def test_the_whole_desk_sees_what_waits_for_approval(meeting, client_of):
    VacancyFactory(company=meeting.company, title="Submitted", status="submitted")
    for user in (meeting.coordinator, meeting.coach):
        shown = client_of(user).get("/vacancies/").context["submitted"]
        assert [vacancy.title for vacancy in shown] == ["Submitted"]


def test_desk_of_another_country_sees_none(meeting, client_of):
    assert titles(client_of(meeting.other_coach).get("/vacancies/?status=")) == []


def test_list_goes_on_with_the_next_page(meeting, client_of):
    VacancyFactory.create_batch(30, company=meeting.company)
    client = client_of(meeting.coach)
    first = client.get("/vacancies/")
    second = client.get("/vacancies/" + first.context["next"])
    assert (len(titles(first)), len(titles(second))) == (25, 6)


@pytest.mark.parametrize("who", ["coach", "employer"])
def test_queries_do_not_grow_with_the_rows(meeting, client_of, django_assert_num_queries, who):
    client = client_of(getattr(meeting, who))
    client.get("/vacancies/")
    with CaptureQueriesContext(connection) as one:
        client.get("/vacancies/")
    for vacancy in VacancyFactory.create_batch(3, company=meeting.company):
        ProposalFactory(vacancy=vacancy, status=Proposal.Status.INVITED)
    with django_assert_num_queries(len(one)):
        client.get("/vacancies/")


def test_wrong_method(meeting, client_of):
    assert client_of(meeting.coach).post("/vacancies/").status_code == 405
