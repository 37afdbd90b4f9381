from jobdesk.trail.scoping import system_scope
from tests.factories.matching import ProposalFactory


def test_coach_withdraws_with_a_reason(meeting, client_of):
    proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    client, address = client_of(meeting.coach), f"/proposals/{proposal.code}/withdraw/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": ""}).status_code == 200
    assert client.post(address, {"reason": "Found a course."}).status_code == 302
    with system_scope("test"):
        proposal.refresh_from_db()
    assert proposal.status == "withdrawn"


def test_answered_proposal_cannot_be_withdrawn(meeting, client_of):
    proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy, status="no_fit")
    response = client_of(meeting.coach).post(f"/proposals/{proposal.code}/withdraw/", {"reason": "Late."})
    assert response.context["form"].non_field_errors() == [
        "This cannot go from “Does not fit” to “Withdrawn”."
    ]


def test_who_may_not_withdraw(meeting, client_of):
    proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    address = f"/proposals/{proposal.code}/withdraw/"
    assert client_of(meeting.employer).post(address).status_code == 403
    assert client_of(meeting.other_coach).post(address).status_code == 404
    assert client_of(meeting.coach).put(address).status_code == 405
