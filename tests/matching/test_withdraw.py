from jobdesk.trail.scoping import system_scope
from tests.factories.matching import ProposalFactory
from tests.factories.residents import ConsentFactory


def test_coach_withdraws_with_a_reason(meeting, client_of):
    proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    client, address = client_of(meeting.coach), f"/proposals/{proposal.code}/withdraw/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": ""}).status_code == 200
    assert client.post(address, {"reason": "elsewhere", "note": "Found a course."}).status_code == 302
    with system_scope("test"):
        proposal.refresh_from_db()
    assert (proposal.status, proposal.end_reason, proposal.end_note) == (
        "withdrawn",
        "elsewhere",
        "Found a course.",
    )


def test_reason_of_the_resident_is_a_decline(meeting, client_of):
    proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    client_of(meeting.coach).post(f"/proposals/{proposal.code}/withdraw/", {"reason": "too_far"})
    with system_scope("test"):
        proposal.refresh_from_db()
    assert (proposal.status, proposal.end_reason) == ("declined", "too_far")


def test_health_is_no_choice_without_consent_to_note_it(meeting, client_of):
    proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    client, address = client_of(meeting.coach), f"/proposals/{proposal.code}/withdraw/"
    assert 'value="health"' not in client.get(address).content.decode()
    assert client.post(address, {"reason": "health"}).status_code == 200
    ConsentFactory(resident=meeting.resident, purpose="health")
    assert 'value="health"' in client.get(address).content.decode()


def test_another_reason_of_the_desk_asks_for_words(meeting, client_of):
    proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    client = client_of(meeting.coach)
    response = client.post(f"/proposals/{proposal.code}/withdraw/", {"reason": "desk"})
    assert response.context["form"].errors == {"note": ["Say why the proposal is withdrawn."]}


def test_answered_proposal_cannot_be_withdrawn(meeting, client_of):
    proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy, status="no_fit")
    response = client_of(meeting.coach).post(f"/proposals/{proposal.code}/withdraw/", {"reason": "mistake"})
    assert response.context["form"].non_field_errors() == [
        "This cannot go from “Does not fit” to “Withdrawn”."
    ]


def test_who_may_not_withdraw(meeting, client_of):
    proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    address = f"/proposals/{proposal.code}/withdraw/"
    assert client_of(meeting.employer).post(address).status_code == 403
    assert client_of(meeting.other_coach).post(address).status_code == 404
    assert client_of(meeting.coach).put(address).status_code == 405
