"""The message that asks why a step takes so long."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from residents.steps.escalation import escalation
from tests.factories.desks import CentreFactory
from tests.factories.residents import ResidentFactory, StepFactory


@pytest.fixture
def step(resident):
    today = timezone.localdate()
    return StepFactory(
        resident=resident, opened_on=today - timedelta(days=34), due_on=today - timedelta(days=4)
    )


@pytest.fixture
def url(resident, step):
    return reverse("residents:escalate", args=[resident.code, step.pk])


def test_page_is_linked_when_late_and_shows_the_message(client_of, coach, resident, step, url):
    client = client_of(coach)
    page = client.get(reverse("residents:step", args=[resident.code, step.pk])).content.decode()
    assert f'href="{url}"' in page
    letter = client.get(url).context["letter"]
    assert letter.language == "nl"
    assert resident.code in letter.subject
    assert resident.last_name not in letter.subject + letter.text
    assert resident.first_name not in letter.subject + letter.text


def test_mail_link_carries_subject_and_text(step):
    with system_scope("test"):
        letter = escalation(step, timezone.localdate(), "nl")
    query = parse_qs(urlsplit(letter.mailto).query)
    assert (query["subject"], query["body"]) == ([letter.subject], [letter.text])


def test_days_are_filled_in(resident):
    step = StepFactory.build(resident=resident, opened_on=date(2026, 10, 1), due_on=date(2026, 11, 1))
    text = escalation(step, date(2026, 11, 20), "nl").text
    assert "1 oktober 2026" in text
    assert "1 november 2026" in text
    assert "27 november 2026" in text  # five working days later
    assert " 50 " in text


@pytest.mark.parametrize(
    ("country", "reader", "language"), [("NL", "fr", "nl"), ("BE", "fr", "fr"), ("BE", "en", "nl")]
)
def test_language_is_that_of_the_desk(db, country, reader, language):
    step = StepFactory.build(
        resident=ResidentFactory(centre=CentreFactory(country=country)),
        kind="document_renewal",
        opened_on=date(2026, 10, 1),
        due_on=None,
    )
    assert escalation(step, date(2026, 11, 20), reader).language == language


def test_page_is_guarded(client_of, coach, employer, url, stranger):
    foreign = reverse("residents:escalate", args=[stranger.code, StepFactory(resident=stranger).pk])
    client = client_of(coach)
    assert client_of(employer).get(url).status_code == 403
    assert (client.post(url).status_code, client.get(foreign).status_code) == (405, 404)


def test_closed_step_has_nothing_to_ask(client_of, coach, resident):
    done = StepFactory(resident=resident, status="done", closed_on=timezone.localdate())
    assert (
        client_of(coach).get(reverse("residents:escalate", args=[resident.code, done.pk])).status_code == 404
    )
