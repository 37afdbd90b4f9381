"""The page on which a coordinator records a start all the same, and how a coach asks for it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from matching.models import StartOverride, StartRequest
from residents.models import Resident
from tests.factories.matching import PlacementFactory, StartedPlacementFactory
from tests.factories.residents import StepFactory

TODAY = timezone.localdate


@pytest.fixture
def planned(meeting):
    with system_scope("test"):
        Resident.objects.filter(pk=meeting.resident.pk).update(coach=meeting.coach)
    return PlacementFactory(
        match__resident=meeting.resident,
        match__vacancy=meeting.vacancy,
        match__project=meeting.project,
        match__matched_on=TODAY() - timedelta(days=3),
        planned_start_on=TODAY(),
        wage_hour=Decimal("16.00"),
    )


def url_of(name, placement):
    return reverse(f"matching:{name}", args=[placement.code])


def typed(**changes):
    return {
        "action": "record",
        "started_on": TODAY().isoformat(),
        "reason": "said",
        "words": "Called UWV.",
        "is_understood": "on",
        "seen": "needs_permit",
    } | changes


def status_of(placement) -> str:
    with system_scope("test"):
        placement.refresh_from_db()
    return placement.status


def lines(client) -> dict:
    return {job.key: job for job in client.get(reverse("desk:today")).context["work"].jobs}


def test_the_record_page_says_what_is_in_the_way_before_one_tries(meeting, planned, client_of):
    StepFactory(resident=planned.resident, kind="twv", party="employer", subject=planned.code)
    page = client_of(meeting.coach).get(url_of("placement_record", planned))
    assert [(each.code, each.turn) for each in page.context["hindrances"]] == [("needs_permit", "Employer")]
    text = page.content.decode()
    assert text.index('id="hindrances"') < text.index('id="start"') < text.index('id="ask"')
    assert url_of("start_override", planned) not in text

    page = client_of(meeting.coordinator).get(url_of("placement_record", planned)).content.decode()
    assert url_of("start_override", planned) in page
    assert 'id="ask"' not in page


def test_nothing_is_said_where_nothing_is_in_the_way(meeting, client_of):
    started = StartedPlacementFactory(match__resident=meeting.resident)
    page = client_of(meeting.coach).get(url_of("placement_record", started))
    assert page.context["hindrances"] == []
    assert 'id="hindrances"' not in page.content.decode()


def test_a_coordinator_records_it_and_the_page_of_the_placement_shows_it(meeting, planned, client_of):
    client = client_of(meeting.coordinator)
    StepFactory(resident=planned.resident, kind="dimona", party="employer", subject=planned.code)
    page = client.get(url_of("start_override", planned))
    assert page.context["codes"] == "needs_permit,step:dimona"
    assert 'value="needs_permit,step:dimona"' in page.content.decode()
    assert "It permits nothing." in page.content.decode()
    done = client.post(url_of("start_override", planned), typed(seen="needs_permit,step:dimona"))
    assert done.status_code == 302
    assert status_of(planned) == "started"
    shown = client.get(reverse("desk:placement", args=[planned.code])).content.decode()
    assert "was recorded although something stood in the way" in shown
    assert "There was no work permit" in shown
    assert "Not done: Dimona declaration" in shown
    assert "The work began without it." in shown
    assert "Called UWV." in shown
    # What the employer still owes can be recorded after the start.
    again = client.get(url_of("start_override", planned))
    assert (again.context["hindrances"], again.context["is_possible"]) == ([], False)


def test_a_permit_that_is_owed_is_recorded_after_the_start(meeting, planned, client_of):
    StepFactory(resident=planned.resident, kind="twv", party="employer", subject=planned.code)
    client = client_of(meeting.coordinator)
    client.post(url_of("start_override", planned), typed())
    shown = client.get(reverse("desk:placement", args=[planned.code])).content.decode()
    assert shown.count("The work began without it.") == 1
    page = client.get(url_of("placement_record", planned))
    assert [action.name for action, _form in page.context["choices"]] == ["permit", "end", "change"]


@pytest.mark.parametrize("missing", ["started_on", "reason", "words", "is_understood"])
def test_what_is_missing_is_asked_for_and_what_was_typed_stays(meeting, planned, client_of, missing):
    page = client_of(meeting.coordinator).post(url_of("start_override", planned), typed(**{missing: ""}))
    assert list(page.context["form"].errors) == [missing]
    assert status_of(planned) == "planned"
    if missing != "words":
        assert "Called UWV." in page.content.decode()


def test_what_nobody_read_is_not_passed_over(meeting, planned, client_of):
    """The day, or the case, changed since the page was shown: other things are in the way."""
    client = client_of(meeting.coordinator)
    StepFactory(resident=planned.resident, kind="dimona", party="employer", subject=planned.code)
    page = client.post(url_of("start_override", planned), typed(seen="needs_permit"))
    assert list(page.context["form"].errors) == ["started_on"]
    assert page.context["codes"] == "needs_permit,step:dimona"
    assert status_of(planned) == "planned"
    read = typed(seen=page.context["codes"])
    assert client.post(url_of("start_override", planned), read).status_code == 302


def test_a_coach_may_ask_and_not_record(meeting, planned, client_of):
    assert client_of(meeting.coach).get(url_of("start_override", planned)).status_code == 403
    assert client_of(meeting.coach).post(url_of("start_override", planned), typed()).status_code == 403
    assert client_of(meeting.employer).post(url_of("start_request", planned)).status_code == 403
    assert status_of(planned) == "planned"


@pytest.mark.parametrize("name", ["start_override", "start_request"])
def test_another_desk_finds_nothing(meeting, planned, client_of, name):
    client = client_of(meeting.other_coordinator)
    assert client.get(url_of(name, planned)).status_code == 404
    assert client.post(url_of(name, planned), typed()).status_code == 404


def test_one_tap_asks_on_today_of_the_coordinator_and_the_answer_comes_back(meeting, planned, client_of):
    coach, coordinator = client_of(meeting.coach), client_of(meeting.coordinator)
    key = f"startasked-{planned.code}"
    assert key not in lines(coordinator)
    asked = coach.post(
        url_of("start_request", planned), {"started_on": TODAY().isoformat(), "words": "He is there."}
    )
    assert asked.status_code == 302
    assert key not in lines(coach)
    line = lines(coordinator)[key]
    assert (line.url, line.due_on) == (url_of("start_override", planned), TODAY())
    assert "He is there." in line.sub
    assert "He is there." in coordinator.get(line.url).content.decode()

    assert coordinator.post(line.url, typed()).status_code == 302
    assert key not in lines(coordinator)
    with system_scope("test"):
        request = StartRequest.objects.get()
    answer = lines(coach)[f"startanswer-{request.pk}"]
    assert "is recorded" in answer.sentence
    assert f"startanswer-{request.pk}" not in lines(coordinator)

    done = reverse("desk:today_done", args=[f"startanswer-{request.pk}"])
    assert coach.post(done).status_code == 302
    assert f"startanswer-{request.pk}" not in lines(coach)


def test_no_comes_back_with_why(meeting, planned, client_of):
    coach, coordinator = client_of(meeting.coach), client_of(meeting.coordinator)
    coach.post(url_of("start_request", planned), {"started_on": TODAY().isoformat()})
    url = url_of("start_override", planned)
    empty = coordinator.post(url, {"action": "decline", "answer": ""})
    assert list(empty.context["decline"].errors) == ["answer"]
    assert coordinator.post(url, {"action": "decline", "answer": "Wait for UWV."}).status_code == 302
    with system_scope("test"):
        request = StartRequest.objects.get()
        assert (request.status, StartOverride.objects.count()) == ("declined", 0)
    assert "Wait for UWV." in lines(coach)[f"startanswer-{request.pk}"].sub
    assert "Wait for UWV." in coach.get(reverse("desk:placement", args=[planned.code])).content.decode()


def test_asking_twice_shows_the_page_with_the_refusal(meeting, planned, client_of):
    coach = client_of(meeting.coach)
    day = {"started_on": TODAY().isoformat()}
    coach.post(url_of("start_request", planned), day)
    again = coach.post(url_of("start_request", planned), day)
    assert again.status_code == 200
    assert "asked already" in again.content.decode()
    page = coach.get(url_of("placement_record", planned))
    assert page.context["ask"] is None
