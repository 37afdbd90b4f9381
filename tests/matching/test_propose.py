from datetime import timedelta

import pytest
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.models import Occupation
from matching.models import Proposal
from residents.models import Consent, Intake, Resident, WishedWork, WorkExperience
from residents.services import assess_resident, index_residents
from tests.factories.desks import CentreFactory
from tests.factories.employers import VacancyFactory
from tests.factories.matching import ProposalFactory
from tests.factories.residents import ConsentFactory, LegalEventFactory, ResidentFactory
from tests.meeting import ready_resident


@pytest.fixture
def address(meeting) -> str:
    with system_scope("test"):
        assess_resident(meeting.resident)
    return f"/vacancies/{meeting.vacancy.code}/propose/"


def names(response) -> list[str]:
    return [row["resident"].first_name for row in response.context["rows"]]


def test_list_holds_who_is_guided_and_consents_ready_ones_first(meeting, address, client_of):
    late = ResidentFactory(centre=meeting.centre, first_name="Late")
    LegalEventFactory(resident=late, on=timezone.localdate() - timedelta(days=5))
    silent = ready_resident(meeting.centre, meeting.project, first_name="Silent")
    ready_resident(meeting.centre, meeting.project, first_name="Gone", status="exited")
    ready_resident(CentreFactory(), meeting.project, first_name="Far")
    with system_scope("test"):
        Consent.objects.filter(resident=silent).update(withdrawn_on=timezone.localdate())
        ConsentFactory(resident=late)
        Intake.objects.create(
            resident=late,
            project=meeting.project,
            centre=meeting.centre,
            status="complete",
            started_on=timezone.localdate(),
            completed_on=timezone.localdate(),
            share_consent=True,
        )
        assess_resident(late)
    assert names(client_of(meeting.coach).get(address)) == [meeting.resident.first_name, "Late"]


def test_who_was_proposed_before_is_not_on_the_list(meeting, address, client_of):
    ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy, status=Proposal.Status.NO_FIT)
    assert names(client_of(meeting.coach).get(address)) == []


def test_many_open_proposals_are_said(meeting, address, client_of):
    for _each in range(3):
        ProposalFactory(resident=meeting.resident, vacancy=VacancyFactory(company=meeting.company))
    row = client_of(meeting.coach).get(address).context["rows"][0]
    assert (row["has_many"], row["resident"].open_proposals, row["kind"]) == (True, 3, "go")


def test_one_click_proposes(meeting, address, client_of):
    response = client_of(meeting.coach).post(address, {"resident": meeting.resident.code, "agreed": "1"})
    assert (response.status_code, response.url) == (302, address)
    with system_scope("test"):
        assert Proposal.objects.get().resident == meeting.resident


def test_what_the_rules_refuse_is_said(meeting, address, client_of):
    ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    response = client_of(meeting.coach).post(
        address, {"resident": meeting.resident.code, "agreed": "1"}, follow=True
    )
    assert [str(message) for message in response.context["messages"]] == [
        "This resident has been proposed for this vacancy already."
    ]


def test_resident_of_another_centre_is_not_found(meeting, address, client_of):
    stranger = ResidentFactory()
    response = client_of(meeting.coach).post(address, {"resident": stranger.code})
    assert response.status_code == 404


def test_who_may_not_propose(meeting, address, client_of):
    assert client_of(meeting.employer).get(address).status_code == 403
    assert client_of(meeting.other_coach).get(address).status_code == 404
    assert client_of(meeting.coach).put(address).status_code == 405


def test_list_can_keep_to_who_has_done_or_wishes_the_work(meeting, address, client_of):
    def occupation(code: str) -> Occupation:
        return Occupation.objects.get(code=code)

    did, wishes, removed = (
        ready_resident(meeting.centre, meeting.project, first_name=name) for name in ("Did", "Wishes", "No")
    )
    with system_scope("test"):
        meeting.vacancy.occupation = occupation("cleaner")
        meeting.vacancy.save()
        # The room attendant and the cleaner stand in one group of ISCO-08.
        WorkExperience.objects.create(resident=did, occupation=occupation("room-attendant"))
        WishedWork.objects.create(resident=wishes, occupation=occupation("9112"), rank=1)
        WishedWork.objects.create(
            resident=removed, occupation=occupation("cleaner"), rank=1, removed_at=timezone.now()
        )
        WishedWork.objects.create(resident=meeting.resident, occupation=occupation("baker"), rank=1)
        for resident in (did, wishes, removed):
            assess_resident(resident)
    client = client_of(meeting.coach)
    assert sorted(names(client.get(address, {"fits": "1"}))) == ["Did", "Wishes"]
    assert len(names(client.get(address))) == 4


def test_vacancy_without_a_term_has_no_such_choice(meeting, address, client_of):
    response = client_of(meeting.coach).get(address, {"fits": "1"})
    assert (response.context["is_fitting"], len(names(response))) == (False, 1)
    assert 'name="fits"' not in response.content.decode()


def test_name_that_is_looked_for_stays_out_of_the_address(meeting, address, client_of):
    ready_resident(meeting.centre, meeting.project, first_name="Zeynep", last_name="Kaya")
    with system_scope("test"):
        index_residents(Resident.objects.all())
    client = client_of(meeting.coach)
    response = client.post(address, {"look": "1", "q": "zeynep"})
    assert "zeynep" not in response["Location"].lower()
    found = client.get(response["Location"])
    assert (names(found), found.context["q"]) == (["Zeynep"], "zeynep")
    assert names(client_of(meeting.coordinator).get(response["Location"])) != ["Zeynep"]
    assert len(names(client.get(address, {"q": "zeynep"}))) == 2
    assert Proposal.objects.model._base_manager.count() == 0


def test_list_goes_on_over_pages_and_keeps_the_choice(meeting, address, client_of):
    for number in range(16):
        ready_resident(meeting.centre, meeting.project, first_name=f"Person{number}")
    client = client_of(meeting.coach)
    first = client.get(address)
    assert (len(names(first)), first.context["previous"]) == (15, "")
    second = client.get(address + first.context["next"])
    assert (len(names(second)), second.context["next"]) == (2, "")
    back = client.get(address + second.context["previous"])
    assert names(back) == names(first)
    assert f'href="{first.context["next"]}"' in first.content.decode().replace("&amp;", "&")


def test_asking_reaches_the_resident_and_no_company(meeting, address, client_of):
    client_of(meeting.coach).post(address, {"resident": meeting.resident.code, "ask": "1"})
    with system_scope("test"):
        assert Proposal.objects.get().status == Proposal.Status.ASKED
    assert client_of(meeting.employer).get("/vacancies/").status_code == 200
    page = client_of(meeting.employer).get(f"/vacancies/{meeting.vacancy.code}/")
    assert page.context["candidates"] == []


def test_nobody_is_proposed_without_their_agreement(meeting, address, client_of):
    client_of(meeting.coach).post(address, {"resident": meeting.resident.code})
    assert Proposal.objects.model._base_manager.count() == 0
