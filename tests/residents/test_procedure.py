"""Events and documents, and the decision that follows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from residents.models import Document, LegalEvent
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory
from tests.factories.residents import DocumentFactory, LegalEventFactory, ResidentFactory
from tests.residents.sweep import assert_guarded


@pytest.fixture
def url(resident):
    return reverse("residents:procedure", args=[resident.code])


def ago(days: int) -> str:
    return (timezone.localdate() - timedelta(days=days)).isoformat()


def test_procedure_is_guarded(client_of, coach, employer, url, stranger):
    foreign = reverse("residents:procedure", args=[stranger.code])
    assert_guarded(client_of, url, foreign_url=foreign, insider=coach, outsider=employer)


def test_procedure_adds_and_shows_the_new_decision(client_of, coach, resident, url):
    browser = client_of(coach)
    assert browser.get(url).context["banner"].kind == "open"

    browser.post(url, {"action": "add:event", "event-type": "application_lodged", "event-on": ago(300)})
    response = browser.post(
        url,
        {
            "action": "add:document",
            "document-type": "W-document",
            "document-from_on": ago(100),
            "document-until_on": ago(-100),
        },
        follow=True,
    )
    resident.refresh_from_db()
    assert (resident.work_outcome, response.context["banner"].kind) == ("needs_permit", "go")
    assert [event.name for event in response.context["events"]] == ["Asylum application lodged"]
    assert AuditEntry.objects.filter(action="document.recorded", actor=coach).count() == 1


def test_procedure_event_takes_only_a_value_of_its_own(client_of, coach, url):
    typed = {"action": "add:event", "event-type": "first_decision", "event-on": ago(3)}
    browser = client_of(coach)

    form = browser.post(url, typed | {"event-value": "appeal_decided:refused"}).context["event_form"]
    assert form.errors == {"value": ["Choose a result or kind that belongs to this event."]}
    assert form["on"].value() == ago(3)

    browser.post(url, typed | {"event-value": "first_decision:refused"})
    with system_scope("test"):
        assert list(LegalEvent.objects.values_list("type", "value")) == [("first_decision", "refused")]


def test_procedure_document_that_ends_before_it_starts_keeps_what_was_typed(client_of, coach, url):
    form = (
        client_of(coach)
        .post(
            url,
            {
                "action": "add:document",
                "document-type": "W-document",
                "document-from_on": ago(1),
                "document-until_on": ago(2),
            },
        )
        .context["document_form"]
    )
    assert form.errors == {"until_on": ["A document ends on or after the day it starts."]}
    assert form["from_on"].value() == ago(1)


def test_procedure_asks_before_it_removes(client_of, coach, resident, url):
    event = LegalEventFactory(resident=resident)
    browser = client_of(coach)

    page = browser.get(url, {"remove": f"event-{event.pk}"})
    assert page.context["doomed"] == event
    browser.post(url, {"action": "remove:event", "pk": event.pk, "reason": "Wrong person"})

    with system_scope("test"):
        assert LegalEvent.objects.count() == 0
    entry = AuditEntry.objects.get(action="legal_event.removed")
    assert (entry.actor, entry.changes["reason"]) == (coach, "Wrong person")


@pytest.mark.parametrize("pk", ["", "x", "0"])
def test_procedure_removing_nothing_is_not_found(client_of, coach, url, pk):
    assert client_of(coach).post(url, {"action": "remove:document", "pk": pk}).status_code == 404


def test_procedure_document_of_another_resident_is_not_found(client_of, coach, url, stranger):
    document = DocumentFactory(resident=stranger)
    browser = client_of(coach)
    assert browser.get(url, {"remove": f"document-{document.pk}"}).status_code == 404
    assert browser.post(url, {"action": "remove:document", "pk": document.pk}).status_code == 404
    with system_scope("test"):
        assert Document.objects.count() == 1


def test_procedure_takes_as_many_queries_for_four_as_for_one(client_of, coach, resident, url):
    browser = client_of(coach)
    LegalEventFactory(resident=resident)
    DocumentFactory(resident=resident)
    before = queries_of(browser, url)
    for days in (10, 20, 30):
        LegalEventFactory(resident=resident, on=timezone.localdate() - timedelta(days=days))
        DocumentFactory(resident=resident, until_on=timezone.localdate() + timedelta(days=days))
    assert queries_of(browser, url) == before


def queries_of(browser, url) -> int:
    with CaptureQueriesContext(connection) as queries:
        browser.get(url)
    return len(queries)


def test_procedure_in_belgium_asks_for_the_mention_on_the_card(db, client_of):
    centre = CentreFactory(country="BE")
    resident = ResidentFactory(centre=centre)
    coach = MembershipFactory(centres=[centre]).user
    url = reverse("residents:procedure", args=[resident.code])
    browser = client_of(coach)

    browser.post(url, {"action": "add:event", "event-type": "application_lodged", "event-on": ago(300)})
    browser.post(
        url,
        {
            "action": "add:document",
            "document-type": "attestation",
            "document-from_on": ago(100),
            "document-until_on": ago(-100),
            "document-mention": "unlimited",
        },
    )
    resident.refresh_from_db()
    assert resident.work_outcome == "allowed"
    form = browser.get(url).context["event_form"]
    assert "employer_notified" not in dict(form.fields["type"].choices)
