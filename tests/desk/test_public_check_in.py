"""A check-in behind a private link: five taps without login, who reads them, when it ends."""

import logging
import string
import tomllib
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from desk.card.wording import LANGUAGES, WRITTEN
from desk.check_in.page import PHRASES
from jobdesk.logs import ImpersonalFormatter
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from matching.models import CheckIn, CheckInLink, CheckInReply, Concern
from matching.services import create_check_in_link, revoke_check_in_link
from tests.factories.matching import CheckInFactory


@pytest.fixture
def check_in(meeting):
    with system_scope("test"):
        person, coach = meeting.resident, meeting.coach
        person.coach, person.language, person.last_name = coach, "ti", "Geheimnaam"
        person.save()
        coach.phone = "+31 20 555 0100"
        coach.save()
    return CheckInFactory(placement__match__resident=meeting.resident)


@pytest.fixture
def address(check_in, as_coach) -> str:
    return f"/w/{create_check_in_link(check_in, 'ti')[1]}/"


def tap(client: Client, address: str, question: str, value: str):
    return client.post(address, {"question": question, "value": value})


def kept(check_in: CheckIn) -> CheckIn:
    with system_scope("test"):
        return CheckIn.objects.get(pk=check_in.pk)


# ── The page ───────────────────────────────────────────────────────────────────────────────────────────────


def test_five_questions_in_the_readers_language_and_who_reads_the_answers(client, address, meeting):
    response = client.get(address)
    said = response.content.decode()
    assert (response.status_code, response["Content-Language"]) == (200, "ti")
    assert said.count('<form method="post"') == 5
    assert "<script" not in said
    assert "Geheimnaam" not in said
    assert said.index("ኣስራሒኹም ኣይርእዮን") < said.index("<button")
    assert 'href="tel:+31205550100"' in said
    assert 'href="tel:112"' in said
    assert meeting.coach.short_name in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_direction(client, check_in, as_coach, language):
    said = client.get(f"/w/{create_check_in_link(check_in, language)[1]}/").content.decode()
    direction = "rtl" if language in ("ar", "fa", "prs") else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in said


def test_each_tap_is_saved_at_once_and_leads_to_the_next_question(client, address, check_in):
    response = tap(client, address, "still_working", "yes")
    assert (response.status_code, response.url) == (302, f"{address}#paid_as_agreed")
    tap(client, address, "paid_as_agreed", "unknown")
    tap(client, address, "hours_as_agreed", "less")
    tap(client, address, "feels_safe", "yes")
    assert tap(client, address, "call_me", "no").url == f"{address}#end"
    row = kept(check_in)
    assert (row.still_working, row.paid_as_agreed, row.hours_as_agreed, row.feels_safe) == (
        "yes",
        "unknown",
        "no",
        "yes",
    )
    with system_scope("test"):
        assert set(CheckInReply.objects.values_list("question", "value", "source")) == {
            ("still_working", "yes", "resident"),
            ("paid_as_agreed", "unknown", "resident"),
            ("hours_as_agreed", "less", "resident"),
            ("feels_safe", "yes", "resident"),
            ("call_me", "no", "resident"),
        }
        assert [each.kind for each in Concern.objects.all()] == ["hours"]
    assert "የቐንየልና" in client.get(address).content.decode()


def test_an_answer_can_be_changed_and_both_stay_with_the_concern(client, address, check_in):
    tap(client, address, "paid_as_agreed", "no")
    tap(client, address, "paid_as_agreed", "no")  # twice on the same button
    tap(client, address, "paid_as_agreed", "yes")
    assert kept(check_in).paid_as_agreed == "yes"
    with system_scope("test"):
        assert list(CheckInReply.objects.values_list("value", flat=True)) == ["no", "yes"]
        assert Concern.objects.open().get().kind == "pay"


def test_a_no_on_safety_says_that_somebody_calls_today_and_who_else_helps(client, address, check_in):
    assert "ሎሚ ካብ ቤት ጽሕፈት ስራሕ" not in client.get(address).content.decode()
    tap(client, address, "feels_safe", "no")
    said = client.get(address).content.decode()
    assert "ሎሚ ካብ ቤት ጽሕፈት ስራሕ" in said
    assert 'href="https://www.nlarbeidsinspectie.nl/"' in said
    with system_scope("test"):
        concern = Concern.objects.get()
        assert (concern.kind, concern.is_grave, concern.due_on) == ("safety", True, timezone.localdate())


def test_who_wants_to_be_called_is_on_the_list(client, address):
    tap(client, address, "call_me", "yes")
    with system_scope("test"):
        assert Concern.objects.get().kind == "call"


# ── Until when ─────────────────────────────────────────────────────────────────────────────────────────────


def test_read_answers_stand_and_the_check_in_is_done(client, address, check_in, meeting, client_of):
    tap(client, address, "still_working", "yes")
    coach = client_of(meeting.coach)
    today = coach.get("/today/").content.decode()
    assert "answered the questions of week 1" in today
    shown = coach.get(f"/check-ins/{check_in.pk}/")
    assert "Still at work: Yes" in shown.content.decode()
    assert shown.context["form"]["still_working"].value() is None  # beside the form, not in it
    coach.post(f"/check-ins/{check_in.pk}/read/")
    row = kept(check_in)
    assert (row.status, row.done_on) == ("done", timezone.localdate())
    assert "answered the questions" not in coach.get("/today/").content.decode()
    tap(client, address, "still_working", "no")
    assert kept(check_in).still_working == "yes"
    assert "disabled" in client.get(address).content.decode()


def test_a_talk_keeps_both_what_the_resident_and_what_the_coach_said(
    client, address, check_in, meeting, client_of
):
    tap(client, address, "paid_as_agreed", "no")
    tap(client, address, "feels_safe", "yes")
    client_of(meeting.coach).post(
        f"/check-ins/{check_in.pk}/",
        {
            "is_reached": "yes",
            "done_on": timezone.localdate().isoformat(),
            "still_working": "yes",
            "paid_as_agreed": "yes",
            "with_interpreter": "on",
        },
    )
    row = kept(check_in)
    assert (row.status, row.paid_as_agreed, row.feels_safe) == ("done", "yes", "yes")
    with system_scope("test"):
        paid = CheckInReply.objects.filter(question="paid_as_agreed")
        assert list(paid.values_list("value", "source")) == [("no", "resident"), ("yes", "interpreter")]
        assert Concern.objects.open().count() == 1  # it ends with an outcome, not with another answer


@pytest.mark.parametrize("why", ["unknown", "revoked", "over", "second"])
def test_a_link_that_does_not_work_gets_one_page_whatever_the_reason(client, check_in, as_coach, why):
    link, token = create_check_in_link(check_in, "nl")
    if why == "revoked":
        revoke_check_in_link(link)
    elif why == "over":
        CheckInLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    elif why == "second":
        create_check_in_link(check_in, "nl")
    address = f"/w/{'x' * 32 if why == 'unknown' else token}/"
    for response in (client.get(address), tap(client, address, "feels_safe", "no")):
        assert response.status_code == 404
        assert "Deze pagina is niet meer geldig." in response.content.decode()
    with system_scope("test"):
        assert CheckInReply.objects.count() == 0


@pytest.mark.parametrize(
    ("question", "value"),
    [("", ""), ("feels_safe", "unknown"), ("note", "yes"), ("call_me", "x")],
)
def test_what_nobody_could_tap_is_refused(client, address, question, value):
    assert tap(client, address, question, value).status_code == 400


def test_a_thousand_taps_are_no_thumb(client, address):
    answers = {tap(client, address, "still_working", "yes").status_code for _time in range(61)}
    assert answers == {302, 429}


# ── What must not leak ─────────────────────────────────────────────────────────────────────────────────────


def test_nobody_is_to_find_or_keep_it_and_its_forms_can_be_sent(client, address):
    response = client.get(address)
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert response["Cache-Control"] == "no-store, private"
    assert response["Referrer-Policy"] == "same-origin"  # none at all would make the browser say Origin: null
    checking = Client(enforce_csrf_checks=True)
    token = checking.get(address).context["csrf_token"]
    sent = {"question": "feels_safe", "value": "yes", "csrfmiddlewaretoken": str(token)}
    assert checking.post(address, {**sent, "csrfmiddlewaretoken": ""}).status_code == 403
    assert checking.post(address, sent).status_code == 302


def test_the_token_is_kept_nowhere_and_stands_in_no_log(check_in, as_coach):
    link, token = create_check_in_link(check_in, "nl")
    assert token not in str(vars(link))
    assert token not in str(list(AuditEntry.objects.values_list("changes", flat=True)))
    line = logging.LogRecord("django", logging.WARNING, "", 0, "Not Found: /w/%s/", (token,), None)
    assert ImpersonalFormatter().format(line) == "Not Found: /w/…/"


def test_the_coach_makes_and_revokes_it(meeting, check_in, client_of):
    client, address = client_of(meeting.coach), f"/check-ins/{check_in.pk}/link/"
    made = client.post(address, {"language": "ti"})
    assert made.context["url"].startswith("http://testserver/w/")
    assert made.context["message"].endswith(made.context["url"])
    assert Client().get(made.context["url"]).status_code == 200
    with system_scope("test"):
        link = CheckInLink.objects.get()
    client.post(f"/check-ins/{check_in.pk}/links/{link.pk}/revoke/")
    assert Client().get(made.context["url"]).status_code == 404
    assert client_of(meeting.other_coach).get(address).status_code == 404
    assert client_of(meeting.employer).get(address).status_code == 403


def test_work_that_ends_ends_the_link_and_keeps_the_answers(client, address, check_in, as_coach):
    from matching.services import end_placement

    CheckIn.objects.filter(pk=check_in.pk).update(due_on=timezone.localdate() + timedelta(days=9))
    tap(client, address, "still_working", "no")
    end_placement(check_in.placement, timezone.localdate(), "resident_left")
    assert kept(check_in).status == "missed"
    assert client.get(address).status_code == 404


# ── The phrases ────────────────────────────────────────────────────────────────────────────────────────────


def read(language: str) -> dict[str, str]:
    return tomllib.loads((PHRASES / f"{language}.toml").read_text(encoding="utf-8"))


def placeholders(phrase: str) -> list[str]:
    return sorted(name for _text, name, _format, _conversion in string.Formatter().parse(phrase) if name)


@pytest.mark.parametrize("language", WRITTEN)
def test_a_file_has_the_phrases_of_the_english_one_in_its_order(language):
    own, english = read(language), read("en")
    assert list(own) == list(english)
    for key, phrase in own.items():
        assert placeholders(phrase) == placeholders(english[key]), key
        assert phrase == phrase.strip() != "", key
    if language != "en":
        assert {key for key in own if own[key] == english[key]} <= {"about"}


def test_dari_holds_only_what_it_says_in_other_words_than_persian():
    own, persian = read("prs"), read("fa")
    assert own.keys() < persian.keys()
    assert {key for key, phrase in own.items() if phrase == persian[key]} == set()
