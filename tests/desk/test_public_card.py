"""The step card behind a private link: what it shows to whoever holds it, and when it stops."""

import logging
from datetime import date, timedelta

import pytest
from django.utils import timezone

from desk.card.wording import LANGUAGES, direction_of, shared_phrases
from desk.models import CardLink
from desk.services import create_card_link, revoke_card_link
from jobdesk.logs import ImpersonalFormatter
from jobdesk.trail.scoping import system_scope
from residents.models import Step
from tests.factories.matching import MatchFactory, PlacementFactory
from tests.factories.residents import StepFactory


@pytest.fixture
def known(meeting):
    """The resident of the meeting with everything about them that must not leak."""
    person, coach = meeting.resident, meeting.coach
    with system_scope("test"):
        person.first_name, person.last_name = "Selam", "Geheimnaam"
        person.reference_number, person.phone = "2809998877", "06 11223344"
        person.email, person.birth_date = "selam@example.org", date(1991, 7, 23)
        person.coach = coach
        person.save()
        coach.phone = "+31 20 555 0100"
        coach.save()
    return person


@pytest.fixture
def link(known, as_coach):
    return create_card_link(known, "nl")


def test_it_says_what_the_reader_needs(client, link, known, meeting):
    StepFactory(
        resident=known,
        kind="income_declaration",
        party=Step.Party.RESIDENT,
        month_on=date(2026, 10, 1),
        due_on=date(2099, 11, 30),
    )
    PlacementFactory(match=MatchFactory(resident=known, vacancy=meeting.vacancy, company=meeting.company))
    response = client.get(f"/c/{link[1]}/")
    page = response.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert response.status_code == 200
    for words in (
        "Uw weg naar werk, Selam",
        "U mag werken, maar alleen met een werkvergunning (TWV).",
        "Doe dit nu",
        "Geef uw inkomen (oktober 2026) op bij COA. Laatste dag: 30 november 2099.",
        "Uw loonstrook",
        "16,20 euro per uur, voor belasting. 24 uur per week.",
        "Een deel van uw loon gaat misschien naar COA.",
        meeting.coach.short_name,
        'href="tel:+31205550100"',
        str(known.centre),
    ):
        assert words in page, words


def test_it_holds_no_more_of_the_person_than_the_first_name(client, link, known, meeting):
    PlacementFactory(match=MatchFactory(resident=known, vacancy=meeting.vacancy, company=meeting.company))
    response = client.get(f"/c/{link[1]}/")
    page = response.content.decode() + str(response.headers)
    assert "Selam" in page
    for secret in (
        "Geheimnaam",
        "2809998877",
        "11223344",
        "selam@example.org",
        "1991",
        known.code,
        str(meeting.company),
        meeting.coach.email,
        meeting.coach.name,
    ):
        assert secret not in page, secret


def test_it_is_not_kept_not_indexed_and_tells_nobody_its_address(client, link):
    for token, status in ((link[1], 200), ("unknown", 404)):
        response = client.get(f"/c/{token}/")
        assert response.status_code == status
        assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["Cache-Control"] == "no-store, private"
        page = response.content.decode()
        assert '<meta name="robots" content="noindex, nofollow, noarchive">' in page
        assert "<script" not in page
        assert "style=" not in page
        assert not response.cookies


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_in_its_language(client, known, as_coach, language):
    _link, token = create_card_link(known, language)
    response = client.get(f"/c/{token}/")
    page = response.content.decode()
    assert f'<html lang="{language}" dir="{direction_of(language)}">' in page
    assert response["Content-Language"] == language
    assert shared_phrases(language)["private"] in page


def test_expired_revoked_and_unknown_get_one_friendly_answer(client, known, as_coach):
    _old, expired = create_card_link(known, "nl", days=0)
    gone, revoked = create_card_link(known, "nl")
    revoke_card_link(gone)
    answers = [client.get(f"/c/{token}/") for token in (expired, revoked, "x" * 32)]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({answer.content for answer in answers}) == 1
    page = answers[0].content.decode()
    assert "Deze kaart is niet meer geldig." in page
    assert "هذه البطاقة لم تعد صالحة." in page
    assert "Selam" not in page


def test_it_stops_on_its_last_day(client, link):
    with system_scope("test"):
        CardLink.objects.update(expires_at=timezone.now() + timedelta(seconds=30))
        assert client.get(f"/c/{link[1]}/").status_code == 200
        CardLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(f"/c/{link[1]}/").status_code == 404


def test_opening_notes_the_time_and_nothing_else(client, link):
    client.get(f"/c/{link[1]}/")
    with system_scope("test"):
        kept = CardLink.objects.get()
    assert timezone.now() - kept.last_opened_at < timedelta(minutes=1)
    assert {name for name, value in vars(kept).items() if vars(link[0])[name] != value} == {
        "_state",
        "last_opened_at",
    }


def test_only_reading_and_answers(client, link):
    assert client.put(f"/c/{link[1]}/").status_code == 405
    assert client.post(f"/c/{link[1]}/").status_code == 400


def test_signed_in_staff_of_another_desk_can_open_a_link_they_were_given(client_of, link, meeting):
    assert client_of(meeting.other_coach).get(f"/c/{link[1]}/").status_code == 200


def test_the_token_does_not_reach_the_log(client, caplog, db):
    token = "q7" * 16
    with caplog.at_level(logging.WARNING, logger="django.request"):
        client.get(f"/c/{token}/")
        client.post(f"/c/{token}/")
    formatter = ImpersonalFormatter()
    lines = [formatter.format(record) for record in caplog.records]
    assert len(lines) == 2
    assert all("/c/…/" in line and token not in line for line in lines)
