"""A kind of step that is added to a catalogue works on every screen, card, e-mail and list at once."""

import shutil
from dataclasses import replace
from datetime import datetime, time

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from desk.card import wording
from desk.card.contents import card_of
from desk.card.say import Say
from desk.case.path import path_of
from desk.queries.case import with_case
from desk.reminders.collect import collect
from desk.reminders.digests import digests_to_send, prepare_digests, send_digest
from desk.services import create_card_link
from jobdesk.accounts.hats import hat_for
from jobdesk.lists.models import ListFile
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope, system_scope
from law import registry, steps
from law.countries import nl
from residents.models import Resident, Step
from residents.services import open_steps_for
from tests.desk.people import coach_at, day, member, resident_with_case, signed_in
from tests.factories.desks import CentreFactory
from tests.factories.matching import PlacementFactory
from tests.factories.residents import StepFactory

pytestmark = pytest.mark.django_db
NEW = """
[[step]]
kind = "licence_exchange"
label = "Exchange of the driving licence"
party = "municipality"
days = 10
source = "Invented"
confidence = "M"

[[step]]
kind = "tax_number"
label = "Tax number"
party = "authority"
authority = "Tax office of Elsewhere"
days = 10
source = "Invented"
confidence = "M"
purpose = "number"
before_start = true
shown_to_employer = true
consequence = "Without the tax number nobody is paid."
icon = "euro"
card = "a_phrase_that_no_language_has"
bring = "another_phrase_that_no_language_has"

[[step]]
kind = "health_pass"
label = "Health pass"
party = "employer"
days = 10
source = "Invented"
confidence = "M"
before_start = true
of_one_job = true
opened_by = ["match"]
how_to_file = "Ask the food office for the pass."
link = "https://food.example"
"""
LABELS = {
    "licence_exchange": "Exchange of the driving licence",
    "tax_number": "Tax number",
    "health_pass": "Health pass",
}


@pytest.fixture(autouse=True)
def catalogue(monkeypatch, tmp_path, settings):
    """The Netherlands with three more kinds of steps, in a folder of its own."""
    record = registry.country("NL")
    shutil.copytree(record.folder, tmp_path / "nl")
    with (tmp_path / "nl" / "steps.toml").open("a", encoding="utf-8") as file:
        file.write(NEW)
    monkeypatch.setitem(registry._countries, "NL", replace(record, folder=tmp_path / "nl"))
    settings.PRIVATE_DIR = tmp_path / "files"
    steps.check_catalogues()


@pytest.fixture
def desk():
    """A coach at a Dutch centre, signed in, with one resident whose case is their own."""
    centre = CentreFactory()
    coach, client = coach_at(centre)
    return centre, coach, client, resident_with_case(centre, coach)


@pytest.fixture(params=LABELS)
def kind(request):
    return request.param


@pytest.fixture(params=[2, -1], ids=["due in two days", "late"])
def step(request, desk, kind):
    return StepFactory(
        resident=desk[3], kind=kind, party=steps.step_kind(kind, "NL").party, due_on=day(request.param)
    )


def sent() -> list[mail.EmailMultiAlternatives]:
    """Collect the reminders of today and send them; return the e-mails."""
    noon = timezone.make_aware(datetime.combine(day(0), time(12)))
    with system_scope("test"):
        collect(day(0))
    prepare_digests(noon)
    for pk in digests_to_send(noon).values_list("pk", flat=True):
        send_digest(pk, noon)
    return mail.outbox


def shown(client: Client, url: str) -> str:
    """The page at an address, which must be there."""
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode().replace("&#x27;", "'")


def test_every_screen_of_the_desk_names_it(desk, step, kind):
    centre, _coach, client, person = desk
    leads_to = reverse("residents:step", args=[person.code, step.pk])
    pages = {
        reverse("desk:today"),
        reverse("desk:resident", args=[person.code]),
        leads_to,
        reverse("residents:escalate", args=[person.code, step.pk]),
        reverse("residents:step_new", args=[person.code]),
        f"{reverse('desk:steps')}?kind={kind}",
        reverse("desk:residents") + f"?step={kind}",
    }
    assert {url for url in pages if LABELS[kind] not in shown(client, url)} == set()
    overview = shown(signed_in(member(Role.COORDINATOR, centre)), reverse("desk:steps"))
    assert leads_to in overview


def test_filter_keeps_the_steps_of_the_kind(desk, step, kind):
    StepFactory(resident=desk[3], kind="bank_account", due_on=day(3))
    page = desk[2].get(f"{reverse('desk:steps')}?kind={kind}")
    assert [row["row"].step for row in page.context["rows"]] == [step]


def test_desk_opens_it_and_closes_it_from_today(desk, kind):
    _centre, _coach, client, person = desk
    data = {"kind": kind, "opened_on": day(0).isoformat()}
    assert client.post(reverse("residents:step_new", args=[person.code]), data).status_code == 302
    with system_scope("test"):
        step = person.steps.get()
        Step.objects.update(due_on=day(2))
    assert (step.kind, step.party) == (kind, steps.step_kind(kind, "NL").party)
    url = reverse("desk:today_done", args=[f"step-{step.pk}"])
    assert client.post(url).status_code == 302
    with system_scope("test"):
        assert person.steps.get().status == Step.Status.DONE


@pytest.mark.parametrize("language", ["nl", "ti"])
def test_card_names_it_in_every_language(desk, step, kind, language):
    """No language has its phrase: the card gives the label."""
    person = desk[3]
    with system_scope("test"):
        card = card_of(with_case(Resident.objects.all()).get(pk=person.pk), day(0))
    text = wording.card_text(card, language)
    names = [stop.name for stop in text.stops]
    assert names.count(LABELS[kind]) == 1
    assert [thing.text for thing in text.bring if not thing.text] == []
    with open_scope(hat_for(desk[1], Role.COACH).scope):
        _link, token = create_card_link(person, language)
    assert LABELS[kind] in shown(Client(), reverse("desk:public_card", args=[token]))
    assert LABELS[kind] in shown(desk[2], reverse("desk:card", args=[person.code]))


def test_path_stops_at_it_and_says_what_follows(desk):
    person = desk[3]
    PlacementFactory(match__resident=person, planned_start_on=day(5))
    StepFactory(resident=person, kind="tax_number", party="authority", opened_on=day(-20), due_on=day(-1))
    with system_scope("test"):
        path = path_of(with_case(Resident.objects.all()).get(pk=person.pk), day(0))
    assert path.wait.title == "Tax number blocks the start. It is up to: Tax office of Elsewhere."
    assert path.wait.consequence == "Without the tax number nobody is paid."
    page = shown(desk[2], reverse("desk:resident", args=[person.code]))
    assert "Tax number blocks the start." in page


def test_match_opens_it_and_the_employer_reads_how_to_file_it(meeting, as_coach, client_of):
    placement = PlacementFactory(match__resident=meeting.resident, match__vacancy=meeting.vacancy)
    opened = open_steps_for(meeting.resident, steps.ON_MATCH, subject=placement.code)
    assert "health_pass" in [each.kind for each in opened]
    # A reminder names the paper that is due first.
    Step.objects.exclude(kind="health_pass").update(due_on=day(60))
    page = client_of(meeting.employer).get(reverse("matching:papers"))
    (case,) = page.context["cases"]
    (paper,) = [paper for paper in case.open if paper.name == "Health pass"]
    assert (paper.is_own, paper.how, paper.kind.link) == (
        True,
        "Ask the food office for the pass.",
        "https://food.example",
    )
    page = client_of(meeting.employer).get(reverse("matching:hire", args=[placement.code]))
    assert "Ask the food office for the pass." in page.content.decode()
    assert [message.to for message in sent() if "Health pass for " in message.body] == [
        [meeting.employer.email]
    ]


def test_e_mail_of_the_coach_and_the_calendar_name_it(desk, step, kind):
    _centre, coach, client, person = desk
    assert [message.to for message in sent() if LABELS[kind] in message.body] == [[coach.email]]
    url = client.post(reverse("desk:calendar_settings"), {"action": "make"}).context["url"]
    found = Calendar.from_ical(Client().get(url).content).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in found] == [f"Due: {LABELS[kind]}, {person.code}"]


def test_file_of_the_list_names_it(desk, step, kind):
    client = desk[2]
    data = {
        "here": f"?tab=all&kind={kind}&columns=code%2Ckind",
        "format": "csv",
        "purpose": "caseload",
        "make": "yes",
    }
    assert client.post(reverse("lists:export", args=["steps"]), data).status_code == 302
    made = ListFile.objects.get()
    response = client.get(reverse("lists:file_download", args=[made.code]))
    assert LABELS[kind] in b"".join(response.streaming_content).decode("utf-8-sig")


def test_step_outlives_the_catalogue_that_knew_its_kind(desk, step, kind, monkeypatch):
    """A kind that was taken out again: its steps keep their place, under their code."""
    monkeypatch.setitem(registry._countries, "NL", nl.COUNTRY)
    client, person = desk[2], desk[3]
    for url in (
        reverse("desk:today"),
        reverse("desk:resident", args=[person.code]),
        reverse("residents:step", args=[person.code, step.pk]),
        reverse("desk:steps"),
        reverse("desk:card", args=[person.code]),
    ):
        assert kind in shown(client, url)


def test_phrase_that_one_language_lacks_is_said_in_english(tmp_path):
    with (tmp_path / "nl" / "card" / "en.toml").open("a", encoding="utf-8") as file:
        file.write('pass = "Health pass (food)"\n')
    assert wording.say(Say("pass", otherwise="Health pass"), "ti", "NL") == "Health pass (food)"
    assert wording.say(Say("none", otherwise="Bank account"), "ti", "NL") == "Bank account"
    assert wording.say(Say("none", otherwise="Bank account"), "nl", "NL") == "Bankrekening"
    with pytest.raises(KeyError):
        wording.say(Say("none"), "ti", "NL")
