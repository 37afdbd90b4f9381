"""What a resident answers on the private page: yes, no, and yes that becomes no."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from desk.card.wording import LANGUAGES, phrases
from desk.services import create_card_link, revoke_card_link
from desk.today import Duty, worklist
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from matching.models import Proposal
from residents.models import Consent, Resident
from tests.factories.matching import DeskProposalFactory
from tests.meeting import ready_resident


@pytest.fixture
def asked(meeting) -> Proposal:
    return DeskProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)


@pytest.fixture
def address(meeting, as_coach) -> str:
    return f"/c/{create_card_link(meeting.resident, 'nl')[1]}/"


def status_of(proposal: Proposal) -> tuple[str, str]:
    with system_scope("test"):
        proposal.refresh_from_db()
    return proposal.status, proposal.end_reason


def test_question_names_the_work_and_what_the_company_reads(meeting, asked, address, client):
    response = client.get(address)
    page = response.content.decode()
    for words in ("Wilt u dit werk?", meeting.vacancy.title, str(meeting.company), "Het leest uw naam niet."):
        assert words in page
    assert response["Referrer-Policy"] == "same-origin"
    assert 'content="same-origin"' in page


def test_desk_reads_the_question_on_screen_and_paper_without_the_buttons(meeting, asked, client_of):
    client, card = client_of(meeting.coach), f"/residents/{meeting.resident.code}/card/"
    page = client.get(card).content.decode()
    assert asked.vacancy.title in page
    assert 'value="yes"' not in page
    printed = client.post(f"{card}print/", {"language": "ti", "paper": "a4"})
    assert printed["Content-Type"] == "application/pdf"


def test_yes_is_a_consent_for_this_vacancy(meeting, asked, address, client):
    response = client.post(address, {"proposal": asked.code, "answer": "yes"})
    assert (response.status_code, response.url) == (302, address)
    assert status_of(asked) == ("agreed", "")
    with system_scope("test"):
        consent = Consent.objects.get(purpose="vacancy")
        given = AuditEntry.objects.get(action="consent.given", subject_id=consent.pk)
    assert (consent.way, consent.recorded_by, given.job) == ("link", None, "step card")
    page = client.get(address).content.decode()
    assert "U hebt ja gezegd." in page
    assert 'value="yes"' not in page


def test_no_ends_it(asked, address, client):
    client.post(address, {"proposal": asked.code, "answer": "no"})
    assert status_of(asked) == ("declined", "unsaid")
    assert "Wilt u dit werk?" not in client.get(address).content.decode()


def test_yes_can_become_a_no_until_the_introduction(asked, address, client):
    client.post(address, {"proposal": asked.code, "answer": "yes"})
    client.post(address, {"proposal": asked.code, "answer": "yes"})
    client.post(address, {"proposal": asked.code, "answer": "no"})
    assert status_of(asked) == ("declined", "unsaid")
    with system_scope("test"):
        assert Consent.objects.get(purpose="vacancy").withdrawn_on == timezone.localdate()


@pytest.mark.parametrize("status", ["suggested", "declined", "lapsed"])
def test_what_is_not_asked_is_not_answered(meeting, address, client, status):
    other = DeskProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy, status=status)
    assert other.code not in client.get(address).content.decode()
    client.post(address, {"proposal": other.code, "answer": "yes"})
    assert status_of(other)[0] == status


def test_vacancy_that_closed_is_not_asked_about(meeting, asked, address, client):
    with system_scope("test"):
        meeting.vacancy.status = "filled"
        meeting.vacancy.save()
    assert asked.code not in client.get(address).content.decode()
    client.post(address, {"proposal": asked.code, "answer": "yes"})
    assert status_of(asked)[0] == "asked"


def test_link_of_somebody_else_answers_nothing(meeting, asked, as_coach, client):
    other = ready_resident(meeting.centre, meeting.project)
    theirs = f"/c/{create_card_link(other, 'nl')[1]}/"
    assert asked.code not in client.get(theirs).content.decode()
    client.post(theirs, {"proposal": asked.code, "answer": "yes"})
    assert status_of(asked)[0] == "asked"


def test_link_that_is_unknown_or_revoked_answers_nothing(meeting, asked, as_coach, client):
    link, token = create_card_link(meeting.resident, "nl")
    revoke_card_link(link)
    for address in (f"/c/{token}/", "/c/whatever/"):
        assert client.post(address, {"proposal": asked.code, "answer": "yes"}).status_code == 404
    assert status_of(asked)[0] == "asked"


def test_answer_that_is_none_is_refused(asked, address, client):
    assert client.post(address, {"proposal": asked.code, "answer": "maybe"}).status_code == 400


def test_answer_needs_the_token_of_the_form(asked, address):
    client = Client(enforce_csrf_checks=True)
    assert client.post(address, {"proposal": asked.code, "answer": "yes"}).status_code == 403
    assert status_of(asked)[0] == "asked"


@pytest.mark.parametrize("language", LANGUAGES)
def test_question_is_asked_in_every_language(meeting, asked, as_coach, client, language):
    address = f"/c/{create_card_link(meeting.resident, language)[1]}/"
    page = client.get(address).content.decode()
    words = phrases(language, "NL")
    assert words["want"] in page
    assert words["want_yes"] in page
    assert words["want_no"] in page


def lines(meeting) -> list[str]:
    duty = Duty(user=meeting.coach, people=Resident.objects.all(), on=timezone.localdate())
    work = worklist(duty)
    return [job.key for group in work.groups for job in group["jobs"] if job.key.startswith("proposal-")]


def test_coach_sees_on_today_what_was_answered(meeting, asked, address, client, as_coach):
    assert lines(meeting) == []
    client.post(address, {"proposal": asked.code, "answer": "yes"})
    assert lines(meeting) == [f"proposal-{asked.code}"]
    page = client_page(meeting)
    assert "introduce them" in page
    client.post(address, {"proposal": asked.code, "answer": "no"})
    assert "ask why" in client_page(meeting)


def test_silence_stands_on_today_once_it_is_late(meeting, asked, as_coach):
    Proposal.objects.filter(pk=asked.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    assert lines(meeting) == [f"proposal-{asked.code}"]


def client_page(meeting) -> str:
    client = Client()
    client.force_login(meeting.coach)
    return client.get("/today/").content.decode()
