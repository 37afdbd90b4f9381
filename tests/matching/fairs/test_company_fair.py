"""A company at a job fair: invited by letter, conversations without names, what it says after each."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from jobdesk.accounts.hats import hat_for
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from matching.models import FairMeeting, FairTable, Proposal
from matching.services import (
    accept_meetings,
    add_meeting,
    invite_companies,
    record_outcome,
    say_word,
)
from residents.models import Consent, GroupSession
from residents.services import withdraw_consent
from tests.matching.fairs.people import coming, fair_at, room_attendant


@pytest.fixture
def fair(meeting, as_coach):
    """A fair of tomorrow: the hotel of the meeting talks to Hiba, who shows her first name, and to Selam."""
    found, (table,) = fair_at(meeting)
    for name, is_shown in (("Hiba", True), ("Selam", False)):
        (guest,) = coming(found, room_attendant(meeting, name), shows_first_name=is_shown)
        add_meeting(table, guest)
    return found


@pytest.fixture
def standing(fair):
    invite_companies(fair)
    accept_meetings(fair)
    return fair


def page_of(fair) -> str:
    return f"/fairs/{fair.code}/ours/"


def on_the_day(fair) -> None:
    with system_scope("test"):
        GroupSession.objects.filter(pk=fair.session_id).update(
            starts_at=timezone.now() - timedelta(minutes=1)
        )


def talk_of(name: str) -> FairMeeting:
    with system_scope("test"):
        return FairMeeting.objects.select_related("proposal").get(guest__resident__first_name=name)


def said(meeting, name: str, word: str) -> FairMeeting:
    with open_scope(hat_for(meeting.employer, "employer").scope):
        say_word(FairMeeting.objects.select_related("proposal").get(pk=talk_of(name).pk), word)
    return talk_of(name)


def test_company_that_is_not_invited_finds_nothing(meeting, fair, client_of):
    client = client_of(meeting.employer)
    assert client.get(page_of(fair)).status_code == 404
    assert list(client.get("/fairs/ours/").context["page"]) == []


def test_companies_are_invited_once_by_letter(meeting, fair, client_of, django_capture_on_commit_callbacks):
    client = client_of(meeting.coach)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/fairs/{fair.code}/vacancies/", {"act": "invite"})
    (letter,) = [message for message in mail.outbox if message.to == [meeting.employer.email]]
    assert letter.subject == "You are invited: meet people who suit your vacancy"
    assert "Job fair" in letter.body
    assert not any(name in letter.body for name in ("Hiba", "Selam"))
    assert FairTable.objects.get(fair=fair).invited_at is not None
    assert AuditEntry.objects.filter(action="fair.companies_invited").count() == 1
    with pytest.raises(RuleBroken, match="invited already"):
        invite_companies(fair)


def test_conversations_are_not_shown_before_they_stand(meeting, fair, client_of):
    invite_companies(fair)
    page = client_of(meeting.employer).get(page_of(fair))
    assert (page.status_code, page.context["talks"]) == (200, [])
    assert "The job desk is planning whom you talk to" in page.text


def test_company_reads_times_numbers_and_cards_and_a_name_where_agreed(meeting, standing, client_of):
    page = client_of(meeting.employer).get(page_of(standing))
    talks = page.context["talks"]
    assert sorted((talk.number, talk.first_name) for talk in talks) == [(1, "Hiba"), (2, "")]
    assert [timezone.localtime(talk.at).strftime("%H:%M") for talk in talks] == ["13:00", "13:10"]
    assert all(talk.profile.occupation for talk in talks)
    with system_scope("test"):
        hiba, selam = talk_of("Hiba").guest.resident, talk_of("Selam").guest.resident
    for hidden in (hiba.last_name, hiba.code, hiba.phone, selam.first_name, selam.code):
        assert not hidden or hidden not in page.text
    assert 'name="word"' not in page.text  # not before the day


def test_who_no_longer_agrees_is_not_shown(meeting, standing, client_of):
    withdraw_consent(Consent.objects.get(fair_guest__resident__first_name="Hiba"))
    page = client_of(meeting.employer).get(page_of(standing))
    assert [talk.number for talk in page.context["talks"]] == [2]


def test_card_is_closed_once_the_day_is_over(meeting, standing, client_of):
    with system_scope("test"):
        GroupSession.objects.update(starts_at=timezone.now() - timedelta(days=2))
        over_on = timezone.localdate() - timedelta(days=2)
        Consent.objects.filter(purpose="meeting").update(given_on=over_on, until_on=over_on)
    page = client_of(meeting.employer).get(page_of(standing))
    left = sorted((each.number, each.first_name, each.profile) for each in page.context["talks"])
    assert left == [(1, "", None), (2, "", None)]


def test_other_companies_and_roles_see_nothing(meeting, standing, client_of):
    on_the_day(standing)
    other = client_of(meeting.other_employer)
    posted = {"meeting": talk_of("Hiba").pk, "word": "hire"}
    assert other.get(page_of(standing)).status_code == 404
    assert other.post(page_of(standing), posted).status_code == 404
    assert client_of(meeting.coach).get(page_of(standing)).status_code == 403
    meeting.employer.memberships.update(duties=["vacancies", "papers"])
    assert client_of(meeting.employer).get(page_of(standing)).status_code == 403
    assert talk_of("Hiba").company_word == ""


def test_conversation_of_another_company_cannot_be_answered(meeting, as_coach, client_of):
    found, (own, foreign) = fair_at(meeting, vacancies=2)
    (guest,) = coming(found, room_attendant(meeting, "Hiba"))
    add_meeting(own, guest)
    add_meeting(foreign, guest)
    invite_companies(found)
    accept_meetings(found)
    on_the_day(found)
    with system_scope("test"):
        pk = foreign.meetings.get().pk
    response = client_of(meeting.employer).post(page_of(found), {"meeting": pk, "word": "hire"})
    assert response.status_code == 404
    with system_scope("test"):
        assert FairMeeting.objects.get(pk=pk).company_word == ""


def test_wish_of_the_company_stands_in_the_pipeline(meeting, standing, client_of):
    on_the_day(standing)
    client = client_of(meeting.employer)
    client.post(page_of(standing), {"meeting": talk_of("Hiba").pk, "word": "hire"})
    talk = talk_of("Hiba")
    assert (talk.company_word, talk.outcome) == ("hire", "company")
    assert (talk.proposal.status, talk.proposal.suggestion_reason) == (
        "suggested",
        "They met at “Job fair”. The company would like to hire.",
    )
    assert talk.proposal.code not in client.get(f"/vacancies/{meeting.vacancy.code}/").text
    desk = client_of(meeting.coach).get(f"/fairs/{standing.code}/outcomes/")
    assert "Said by the company: Hire" in desk.text
    entry = AuditEntry.objects.get(action="fair.company_said")
    assert (entry.actor, entry.changes["word"]) == (meeting.employer, "hire")


def test_yes_of_the_resident_then_introduces_who_was_to_be_asked(meeting, standing, client_of):
    on_the_day(standing)
    said(meeting, "Hiba", "talk")
    talk = talk_of("Hiba")
    desk = client_of(meeting.coach)
    outcomes = f"/fairs/{standing.code}/outcomes/"
    assert desk.get(outcomes).context["to_propose"] == set()
    record_outcome(talk, outcome="both")
    assert desk.get(outcomes).context["to_propose"] == {talk.pk}
    desk.post(outcomes, {"meeting": talk.pk, "act": "propose"})
    assert talk_of("Hiba").proposal.status == "proposed"
    with system_scope("test"):
        assert Proposal.objects.count() == 1


@pytest.mark.parametrize(
    ("resident", "word", "outcome"),
    [("", "no", "neither"), ("resident", "no", "resident"), ("resident", "talk", "both")],
)
def test_outcome_is_that_of_the_two(meeting, standing, resident, word, outcome):
    on_the_day(standing)
    if resident:
        record_outcome(talk_of("Hiba"), outcome=resident)
    assert said(meeting, "Hiba", word).outcome == outcome


def test_company_changes_its_mind_until_the_desk_goes_on(meeting, standing):
    on_the_day(standing)
    first = said(meeting, "Hiba", "talk").proposal
    talk = said(meeting, "Hiba", "no")
    with system_scope("test"):
        first.refresh_from_db()
        assert (talk.outcome, talk.proposal, first.status) == ("neither", None, "withdrawn")
        again = said(meeting, "Hiba", "hire").proposal
        Proposal.objects.filter(pk=again.pk).update(status="asked")
    with pytest.raises(RuleBroken, match="went on with it"):
        said(meeting, "Hiba", "no")


def test_nothing_is_said_before_the_day(meeting, standing):
    with pytest.raises(RuleBroken, match="from the day itself"):
        said(meeting, "Hiba", "hire")
