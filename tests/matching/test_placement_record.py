from datetime import timedelta

import pytest
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from residents.models import Document
from tests.factories.matching import PlacementFactory, StartedPlacementFactory
from tests.meeting import protected_resident


@pytest.fixture
def placement(meeting):
    return PlacementFactory(
        match__resident=meeting.resident,
        match__vacancy=meeting.vacancy,
        match__project=meeting.project,
        planned_start_on=timezone.localdate(),
    )


def address_of(placement) -> str:
    return f"/placements/{placement.code}/record/"


def choices(response) -> list[str]:
    return [action.name for action, _form in response.context["choices"]]


def status_of(placement) -> str:
    with system_scope("test"):
        placement.refresh_from_db()
    return placement.status


def test_page_offers_what_is_possible_now(meeting, placement, client_of):
    client = client_of(meeting.coach)
    assert choices(client.get(address_of(placement))) == ["permit", "start", "change", "not_started", "void"]
    started = StartedPlacementFactory(match__resident=meeting.resident)
    assert choices(client.get(address_of(started))) == ["end", "change"]
    ended = StartedPlacementFactory(match__resident=meeting.resident, status="ended")
    assert choices(client.get(address_of(ended))) == []


def test_page_asks_for_the_notification_under_temporary_protection(meeting, client_of):
    resident = protected_resident(meeting.centre, meeting.project)
    placement = PlacementFactory(match__resident=resident, planned_start_on=timezone.localdate())
    page = client_of(meeting.coach).get(address_of(placement))
    assert choices(page) == ["notified", "start", "change", "not_started", "void"]


def test_permit_and_then_the_start(meeting, placement, client_of):
    today, client = timezone.localdate(), client_of(meeting.coach)
    refused = client.post(address_of(placement), {"action": "start", "started_on": today.isoformat()})
    assert list(refused.context["failed"].errors) == ["started_on"]
    assert status_of(placement) == "planned"

    until = (today + timedelta(days=90)).isoformat()
    permit = {"action": "permit", "from_on": today.isoformat(), "until_on": until}
    assert client.post(address_of(placement), permit).status_code == 302
    with system_scope("test"):
        assert Document.objects.get(type="TWV").employer == meeting.company.employer_code

    start = {"action": "start", "started_on": today.isoformat()}
    response = client.post(address_of(placement), start)
    assert (response.status_code, response.url) == (302, f"/placements/{placement.code}/")
    assert status_of(placement) == "started"


def test_it_does_not_go_ahead(meeting, placement, client_of):
    client = client_of(meeting.coach)
    assert client.post(address_of(placement), {"action": "not_started", "reason": ""}).status_code == 200
    client.post(address_of(placement), {"action": "not_started", "reason": "No agreement on hours."})
    assert status_of(placement) == "cancelled"


def test_end(meeting, client_of):
    started = StartedPlacementFactory(match__resident=meeting.resident)
    answers = {"action": "end", "ended_on": timezone.localdate().isoformat(), "end_reason": "better_job"}
    assert client_of(meeting.coach).post(address_of(started), answers).status_code == 302
    assert (status_of(started), started.end_reason) == ("ended", "better_job")


@pytest.mark.parametrize("action", ["end", "notified", "", "nonsense"])
def test_what_is_not_possible_now_is_a_bad_request(meeting, placement, client_of, action):
    assert client_of(meeting.coach).post(address_of(placement), {"action": action}).status_code == 400


def test_who_may_not_record(meeting, placement, client_of):
    assert client_of(meeting.employer).get(address_of(placement)).status_code == 403
    assert client_of(meeting.other_coach).get(address_of(placement)).status_code == 404
    assert client_of(meeting.coach).put(address_of(placement)).status_code == 405
