import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jobdesk.trail.scoping import system_scope
from matching.models import Proposal
from tests.factories.employers import VacancyFactory
from tests.factories.matching import ProposalFactory
from tests.meeting import ready_resident


def test_employer_sees_candidates_in_play_most_urgent_first(meeting, client_of):
    made = {
        status: ProposalFactory(
            resident=ready_resident(meeting.centre, meeting.project), vacancy=meeting.vacancy, status=status
        )
        for status in ("matched", "no_fit", "invited", "proposed", "lapsed", "withdrawn")
    }
    context = client_of(meeting.employer).get(f"/vacancies/{meeting.vacancy.code}/").context
    assert [each.profile.code for each in context["candidates"]] == [
        made[status].code for status in ("proposed", "invited", "matched")
    ]
    assert {each.code for each in context["earlier"]} == {
        made[status].code for status in ("no_fit", "lapsed", "withdrawn")
    }


def test_number_of_queries_does_not_grow_with_candidates(meeting, client_of, django_assert_num_queries):
    client, address = client_of(meeting.employer), f"/vacancies/{meeting.vacancy.code}/"
    ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    queries = len(one)
    for _each in range(3):
        ProposalFactory(resident=ready_resident(meeting.centre, meeting.project), vacancy=meeting.vacancy)
    client.get(address)  # the first look is noted, once for all of them
    with django_assert_num_queries(queries):
        client.get(address)


def test_desk_sees_proposals_of_its_own_centres_only(meeting, client_of):
    own = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    foreign = ProposalFactory(vacancy=meeting.vacancy, resident__last_name="Foreigner")
    page = client_of(meeting.coach).get(f"/vacancies/{meeting.vacancy.code}/")
    assert [proposal.code for proposal in page.context["proposals"]] == [own.code]
    assert foreign.code not in page.content.decode()


def test_draft_is_the_companys_own(meeting, client_of):
    draft = VacancyFactory(company=meeting.company, status="draft", submitted_on=None)
    assert client_of(meeting.coordinator).get(f"/vacancies/{draft.code}/").status_code == 404
    assert client_of(meeting.employer).get(f"/vacancies/{draft.code}/").status_code == 200


@pytest.mark.parametrize("who", ["other_employer", "other_coach"])
def test_vacancy_of_strangers_is_not_found(meeting, client_of, who):
    client = client_of(getattr(meeting, who))
    assert client.get(f"/vacancies/{meeting.vacancy.code}/").status_code == 404


def test_answer_is_marked_as_read_once(meeting, client_of):
    proposal = ProposalFactory(
        resident=meeting.resident, vacancy=meeting.vacancy, status=Proposal.Status.NO_FIT
    )
    address = f"/proposals/{proposal.code}/seen/"
    assert client_of(meeting.coach).get(address).status_code == 405
    assert client_of(meeting.employer).post(address).status_code == 403
    assert client_of(meeting.other_coach).post(address).status_code == 404
    response = client_of(meeting.coach).post(address)
    assert (response.status_code, response.url) == (302, f"/vacancies/{meeting.vacancy.code}/")
    with system_scope("test"):
        proposal.refresh_from_db()
    assert proposal.answer_seen_at is not None


def test_closing_asks_first(meeting, client_of):
    client, address = client_of(meeting.employer), f"/vacancies/{meeting.vacancy.code}/close/"
    ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    page = client.get(address)
    assert (page.context["silent"], page.context["waiting"]) == (1, 0)
    assert list(client.post(address).context["form"].errors) == ["why"]
    assert client.post(address, {"why": "elsewhere"}).status_code == 302
    with system_scope("test"):
        meeting.vacancy.refresh_from_db()
    assert (meeting.vacancy.status, meeting.vacancy.closed_for) == ("closed", "elsewhere")


def test_only_its_employer_closes_a_vacancy(meeting, client_of):
    address = f"/vacancies/{meeting.vacancy.code}/close/"
    assert client_of(meeting.coordinator).post(address).status_code == 403
    assert client_of(meeting.other_employer).post(address).status_code == 404
    assert client_of(meeting.employer).put(address).status_code == 405
