"""The board of proposals: what waits longest on top, whose turn it is, and what is done from the row."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from matching.models import Match, Proposal
from residents.models import Resident
from tests.factories.employers import VacancyFactory
from tests.factories.matching import (
    DeskProposalFactory,
    InterviewFactory,
    MatchFactory,
    PlacementFactory,
    ProposalFactory,
    QuestionFactory,
    StartedPlacementFactory,
)
from tests.factories.residents import StepFactory
from tests.meeting import ready_resident

TODAY = timezone.localdate


def lane(page, code: str):
    return next(each for each in page.context["board"].lanes if each.lane.code == code)


@pytest.fixture
def own(meeting):
    """The resident of the meeting is the coach's."""
    with system_scope("test"):
        Resident.objects.filter(pk=meeting.resident.pk).update(coach=meeting.coach)
    meeting.resident.refresh_from_db()
    return meeting


@pytest.fixture
def board(own, client_of):
    client = client_of(own.coach)
    return lambda query="": client.get(f"/pipeline/{query}")


def waiting(own, status: str, days: int, due: int, **fields) -> Proposal:
    return DeskProposalFactory(
        resident=own.resident,
        vacancy=VacancyFactory(company=own.company),
        status=status,
        since_on=TODAY() - timedelta(days=days),
        due_on=TODAY() + timedelta(days=due),
        **fields,
    )


def test_longest_wait_is_on_top_and_at_most_three_show(own, board):
    for days in (2, 9, 5, 1):
        waiting(own, "asked", days, due=7 - days)
    asking = lane(board(), "ask")
    assert [row.days for row in asking.slips] == [9, 5, 2]
    assert (asking.n, asking.late, asking.more) == (4, 1, 1)
    assert [row.state for row in asking.slips] == ["is-blocked", "", ""]


def test_what_is_too_late_leads_the_list_and_says_how_many(own, board):
    waiting(own, "asked", 1, due=6)
    waiting(own, "agreed", 6, due=-3)
    page = board()
    assert [row.proposal.status for row in page.context["board"].lines] == ["agreed", "asked"]
    assert "1 waits too long." in page.content.decode()


def test_whose_turn_it_is(own, board):
    waiting(own, "suggested", 0, due=5)
    waiting(own, "asked", 0, due=5)
    waiting(own, "agreed", 0, due=3)
    ProposalFactory(resident=own.resident, vacancy=own.vacancy)
    turns = {row.proposal.status: (row.turn.kind, row.turn.name) for row in board().context["board"].lines}
    assert turns == {
        "suggested": ("me", "you"),
        "asked": ("res", own.resident.first_name),
        "agreed": ("me", "you"),
        "proposed": ("emp", str(own.company)),
    }


def test_question_of_a_company_is_the_desks_turn(own, board):
    QuestionFactory(proposal=ProposalFactory(resident=own.resident, vacancy=own.vacancy))
    (row,) = lane(board(), "shown").slips
    assert (row.turn.kind, row.acts[0].label) == ("me", "Answer")


def test_talk_waits_for_who_owes_something(own, board):
    talk = InterviewFactory(proposal__resident=own.resident, proposal__vacancy=own.vacancy)
    assert lane(board(), "talk").slips[0].turn.kind == "me"
    with system_scope("test"):
        talk.status, talk.starts_at = "agreed", timezone.now() + timedelta(days=1)
        talk.ends_at = talk.starts_at + timedelta(minutes=30)
        talk.save()
    assert lane(board(), "talk").slips[0].turn.kind == "res"
    with system_scope("test"):
        talk.starts_at = timezone.now() - timedelta(minutes=31)
        talk.ends_at = talk.starts_at + timedelta(minutes=30)
        talk.save()
    assert lane(board(), "talk").slips[0].turn.kind == "emp"


def matched(own, factory, **fields):
    proposal = ProposalFactory(resident=own.resident, vacancy=own.vacancy, status="matched")
    match = MatchFactory(
        resident=own.resident,
        vacancy=own.vacancy,
        company=own.company,
        project=own.project,
        proposal=proposal,
    )
    return factory(match=match, **fields)


def test_match_waits_for_who_has_its_first_step(own, board):
    placement = matched(own, PlacementFactory)
    StepFactory(resident=own.resident, kind="twv", party="authority", subject=placement.code, due_on=TODAY())
    (row,) = lane(board(), "match").slips
    assert (row.turn.kind, row.turn.name) == ("third", "Authority")


def test_who_started_stays_for_a_month_and_is_never_late(own, board):
    placement = matched(own, StartedPlacementFactory)
    page = board()
    assert (lane(page, "started").n, lane(page, "started").slips[0].state) == (1, "")
    assert own.resident.short_name in page.text  # also when nobody else is under way
    assert "No proposals yet" not in page.text
    with system_scope("test"):
        placement.started_on = TODAY() - timedelta(days=31)
        placement.planned_start_on = placement.started_on
        placement.save()
    page = board()
    assert lane(page, "started").n == 0
    assert "No proposals yet" in page.text
    assert Match._base_manager.count() == 1


def test_board_of_everybody_has_the_others_too(own, board):
    other = ready_resident(own.centre, own.project)
    DeskProposalFactory(resident=other, vacancy=own.vacancy)
    assert board().context["board"].n == 0
    assert board("?whose=all").context["board"].n == 1


def test_board_holds_nothing_of_other_centres(own, client_of):
    DeskProposalFactory(resident=own.resident, vacancy=own.vacancy)
    assert client_of(own.other_coach).get("/pipeline/?whose=all").context["board"].n == 0


def test_number_of_queries_does_not_grow(own, board):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            board()
            return len(asked)

    waiting(own, "asked", 1, due=4)
    board()
    one = queries()
    for status in ("suggested", "asked", "agreed"):
        for days in range(5):
            waiting(own, status, days, due=2)
    assert queries() == one


def test_way_from_the_row_to_the_company_and_back(own, client_of):
    proposal = DeskProposalFactory(resident=own.resident, vacancy=own.vacancy, status="suggested")
    client, act = client_of(own.coach), f"/proposals/{proposal.code}/act"
    for action, status in (
        ("ask", "asked"),
        ("ask_again", "asked"),
        ("agree", "agreed"),
        ("introduce", "proposed"),
        ("take_back", "agreed"),
    ):
        assert client.get(f"{act}/{action}/").status_code == 200
        response = client.post(f"{act}/{action}/", {"next": "/pipeline/?whose=mine"})
        assert response.url == "/pipeline/?whose=mine"
        with system_scope("test"):
            proposal.refresh_from_db()
        assert proposal.status == status


def test_what_the_rules_refuse_is_said_and_changes_nothing(own, client_of):
    proposal = DeskProposalFactory(resident=own.resident, vacancy=own.vacancy, status="asked")
    response = client_of(own.coach).post(f"/proposals/{proposal.code}/act/introduce/", follow=True)
    assert "Ask the resident first" in str(next(iter(response.context["messages"])))
    with system_scope("test"):
        proposal.refresh_from_db()
    assert proposal.status == "asked"


def test_next_page_of_another_site_is_not_followed(own, client_of):
    proposal = DeskProposalFactory(resident=own.resident, vacancy=own.vacancy, status="suggested")
    address = f"/proposals/{proposal.code}/act/ask/"
    response = client_of(own.coach).post(address, {"next": "https://elsewhere.example/"})
    assert response.url == "/pipeline/"


def test_who_may_not(own, client_of):
    proposal = DeskProposalFactory(resident=own.resident, vacancy=own.vacancy)
    address = f"/proposals/{proposal.code}/act/agree/"
    assert client_of(own.employer).get("/pipeline/").status_code == 403
    assert client_of(own.employer).post(address).status_code == 403
    assert client_of(own.other_coach).post(address).status_code == 404
    assert client_of(own.coach).post(address.replace("agree", "dance")).status_code == 404


def test_list_has_the_stage_the_turn_and_the_late_ones(own, client_of):
    late = waiting(own, "agreed", 6, due=-3)
    waiting(own, "asked", 1, due=6)
    waiting(own, "declined", 1, due=6)
    client = client_of(own.coach)
    page = client.get("/proposals/")
    assert page.context["rows"][0]["pk"] == late.pk
    assert len(page.context["rows"]) == 2
    assert len(client.get("/proposals/?late=yes").context["rows"]) == 1
    assert len(client.get("/proposals/?stage=ask").context["rows"]) == 1
    assert len(client.get("/proposals/?tab=ended").context["rows"]) == 1
