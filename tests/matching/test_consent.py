"""Those who do not, or no longer, agree are kept from employers, at once and for good."""

from datetime import timedelta

import pytest
from django.utils import timezone

from desk.today import Duty
from desk.today.people import consents
from jobdesk.trail.scoping import system_scope
from matching.models import Proposal
from matching.tasks import withdraw_unconsented_proposals
from residents.models import Consent, Resident
from tests.factories.matching import ProposalFactory
from tests.factories.residents import ConsentFactory

ENDED = [
    lambda today: {"withdrawn_on": today},
    lambda today: {"until_on": today - timedelta(days=1)},
]


@pytest.fixture
def proposal(meeting):
    return ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)


def end(resident, how) -> None:
    with system_scope("test"):
        Consent.objects.filter(resident=resident).update(**how(timezone.localdate()))


@pytest.mark.parametrize("how", ENDED)
def test_blind_candidate_is_hidden_once_the_consent_has_ended(meeting, client_of, proposal, how):
    browser, page = client_of(meeting.employer), f"/vacancies/{meeting.vacancy.code}/"
    assert [each.proposal for each in browser.get(page).context["candidates"]] == [proposal]

    end(meeting.resident, how)
    assert browser.get(page).context["candidates"] == []
    assert "Hotel cleaning" not in browser.get(page).content.decode()
    answer = f"/proposals/{proposal.code}/answer/"
    assert browser.get(answer).status_code == 404
    assert browser.post(answer, {"answer": "invite"}).status_code == 404


@pytest.mark.parametrize("how", ENDED)
def test_waiting_proposals_without_consent_are_withdrawn_at_night(meeting, proposal, how):
    kept = ProposalFactory(vacancy=meeting.vacancy)
    end(meeting.resident, how)

    assert (withdraw_unconsented_proposals(), withdraw_unconsented_proposals()) == (1, 0)
    with system_scope("test"):
        assert Proposal.objects.get(pk=proposal.pk).status == Proposal.Status.WITHDRAWN
        assert Proposal.objects.get(pk=kept.pk).status == Proposal.Status.PROPOSED


def test_an_invited_candidate_stays_in_sight(meeting, client_of):
    invited = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy, status="invited")
    end(meeting.resident, ENDED[0])
    shown = client_of(meeting.employer).get(f"/vacancies/{meeting.vacancy.code}/").context["candidates"]
    assert [each.proposal for each in shown] == [invited]


def test_ending_consent_is_work_for_this_week_and_ended_for_today(meeting):
    today = timezone.localdate()
    with system_scope("test"):
        meeting.resident.consents.update(until_on=today + timedelta(days=9))
    ConsentFactory(
        resident=meeting.resident,
        purpose="photo",
        given_on=today - timedelta(days=40),
        until_on=today - timedelta(days=2),
    )
    with system_scope("test"):
        jobs = list(consents(Duty(meeting.coach, Resident.objects.filter(centre=meeting.centre), today)))
    assert [(job.sub.split(".")[0], (job.due_on - today).days) for job in jobs] == [
        ("Use a photo", 0),
        ("Show the profile to employers, without the name", 6),
    ]
    assert jobs[1].url == f"/residents/{meeting.resident.code}/consents/?purpose=profile"
