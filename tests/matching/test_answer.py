import pytest

from jobdesk.trail.scoping import system_scope
from tests.factories.matching import ProposalFactory


@pytest.fixture
def proposal(meeting):
    return ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)


def answered(proposal) -> tuple[str, str]:
    with system_scope("test"):
        proposal.refresh_from_db()
    return proposal.status, proposal.answer_reason


def test_employer_invites_with_one_click(meeting, proposal, client_of):
    response = client_of(meeting.employer).post(f"/proposals/{proposal.code}/answer/", {"answer": "invite"})
    assert (response.status_code, response.url) == (302, f"/vacancies/{meeting.vacancy.code}/")
    assert answered(proposal) == ("invited", "")


def test_employer_says_no_with_a_reason(meeting, proposal, client_of):
    client, address = client_of(meeting.employer), f"/proposals/{proposal.code}/answer/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"answer": "no_fit"}).context["form"].errors.keys() == {"reason"}
    assert answered(proposal) == ("proposed", "")
    client.post(address, {"answer": "no_fit", "reason": "travel", "note": ""})
    assert answered(proposal) == ("no_fit", "travel")


@pytest.mark.parametrize("status", ["lapsed", "withdrawn", "invited"])
def test_answer_that_comes_too_late_is_refused(meeting, client_of, status):
    proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy, status=status)
    client, address = client_of(meeting.employer), f"/proposals/{proposal.code}/answer/"
    response = client.post(address, {"answer": "no_fit", "reason": "travel"})
    assert response.context["form"].non_field_errors() == ["This proposal no longer waits for an answer."]
    assert answered(proposal) == (status, "")


def test_who_may_not_answer(meeting, proposal, client_of):
    address = f"/proposals/{proposal.code}/answer/"
    assert client_of(meeting.coach).post(address, {"answer": "invite"}).status_code == 403
    assert client_of(meeting.other_employer).post(address, {"answer": "invite"}).status_code == 404
    assert client_of(meeting.employer).put(address).status_code == 405
