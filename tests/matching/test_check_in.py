import pytest
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from matching.models import Concern
from tests.factories.matching import CheckInFactory


@pytest.fixture
def check_in(meeting):
    return CheckInFactory(placement__match__resident=meeting.resident)


def typed(**changes) -> dict:
    return {
        "is_reached": "yes",
        "done_on": timezone.localdate().isoformat(),
        "still_working": "yes",
        "paid_as_agreed": "yes",
        "note": "Likes the team.",
    } | changes


def status_of(check_in) -> str:
    with system_scope("test"):
        check_in.refresh_from_db()
    return check_in.status


def test_talk_is_recorded(meeting, check_in, client_of):
    client = client_of(meeting.coach)
    assert client.get(f"/check-ins/{check_in.pk}/").status_code == 200
    response = client.post(f"/check-ins/{check_in.pk}/", typed())
    assert (response.status_code, response.url) == (302, f"/placements/{check_in.placement.code}/")
    assert (status_of(check_in), check_in.note) == ("done", "Likes the team.")
    assert client.get(f"/check-ins/{check_in.pk}/").context["is_open"] is False


def test_who_stopped_leads_to_the_end_of_the_placement_and_ends_nothing(meeting, check_in, client_of):
    response = client_of(meeting.coach).post(f"/check-ins/{check_in.pk}/", typed(still_working="no"))
    assert response.url == f"/placements/{check_in.placement.code}/record/"
    assert check_in.placement.status == "started"


def test_what_is_wrong_at_work_leads_to_what_is_dealt_with_today(meeting, check_in, client_of):
    answers = typed(paid_as_agreed="no", hours_as_agreed="unknown", feels_safe="no")
    response = client_of(meeting.coach).post(f"/check-ins/{check_in.pk}/", answers, follow=True)
    with system_scope("test"):
        grave, pay = Concern.objects.open()
    assert (grave.kind, pay.kind) == ("safety", "pay")
    assert response.redirect_chain[0][0] == f"/concerns/{grave.code}/"
    (message,) = response.context["messages"]
    assert "paid as agreed, feels safe at work" in str(message)


def test_not_reached(meeting, check_in, client_of):
    answers = {"is_reached": "no", "done_on": timezone.localdate().isoformat()}
    client_of(meeting.coach).post(f"/check-ins/{check_in.pk}/", answers)
    assert status_of(check_in) == "missed"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"is_reached": ""}, "is_reached"),
        ({"still_working": ""}, "still_working"),
        ({"done_on": ""}, "done_on"),
    ],
)
def test_wrong_input_stays_on_the_form(meeting, check_in, client_of, changes, field):
    response = client_of(meeting.coach).post(f"/check-ins/{check_in.pk}/", typed(**changes))
    assert list(response.context["form"].errors) == [field]
    assert status_of(check_in) == "planned"


def test_who_may_not_record(meeting, check_in, client_of):
    address = f"/check-ins/{check_in.pk}/"
    assert client_of(meeting.employer).get(address).status_code == 403
    assert client_of(meeting.other_coach).get(address).status_code == 404
    assert client_of(meeting.coach).put(address).status_code == 405
