"""The page of what clashes with one piece of work, and the lines that lead there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from jobdesk.trail.access import Role
from jobdesk.trail.scoping import system_scope
from matching.profiles import note_change
from tests.factories.accounts import MembershipFactory
from tests.factories.matching import ProposalFactory, StartedPlacementFactory, WorkClashFactory
from tests.matching.clashes.test_keeping import MORNINGS, TUE_MORNING, WHOLE_WEEK

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def work(meeting):
    """Somebody of the coach's who works on mornings and has lessons on Tuesday morning."""
    with system_scope("test"):
        meeting.resident.intakes.update(
            lessons=TUE_MORNING,
            availability=WHOLE_WEEK,
            children="none",
            hours=32,
            travel_minutes=240,
            cycling="yes",
            transport="alone",
        )
        meeting.resident.documents.update(until_on=TODAY() + timedelta(days=900))
        type(meeting.resident).objects.filter(pk=meeting.resident.pk).update(coach=meeting.coach)
    placement = StartedPlacementFactory(
        match__resident=meeting.resident,
        match__vacancy=meeting.vacancy,
        match__company=meeting.company,
        match__project=meeting.project,
        shifts=MORNINGS,
        hours=20,
        planned_end_on=TODAY() + timedelta(days=200),
    )
    note_change([meeting.resident.pk])
    return placement


def address(work) -> str:
    return reverse("matching:clashes", args=[work.code])


def texts(page, name: str) -> list[str]:
    return [line["said"].what for line in page.context[name]]


def today_lines(client) -> list[tuple[str, str]]:
    work = client.get(reverse("desk:today")).context["work"]
    return [(strip_tags(job.sentence), job.sub) for job in work.jobs if job.key.startswith("clash-")]


def test_a_later_lesson_reaches_today_and_goes_again(work, meeting, client_of):
    client = client_of(meeting.coach)
    ((sentence, sub),) = today_lines(client)
    assert sentence == (
        f"{meeting.resident.short_name} at {meeting.company}: "
        "Lessons and shifts fall together: Tuesday morning."
    )
    assert sub.startswith("Ask the company for other times, or the school for another group.")

    with system_scope("test"):
        meeting.resident.intakes.update(lessons=0)
    note_change([meeting.resident.pk])
    assert today_lines(client) == []


def test_a_coach_says_that_it_is_dealt_with_and_can_take_it_back(work, meeting, client_of):
    client = client_of(meeting.coach)
    page = client.get(address(work))
    assert texts(page, "open") == ["Lessons and shifts fall together: Tuesday morning."]
    pk = page.context["open"][0]["row"].pk

    refused = client.post(address(work), {"clash": pk, "words": " "})
    assert refused.context["open"][0]["form"].errors["words"] == [
        "Write why it is all right, or what you did about it."
    ]
    client.post(address(work), {"clash": pk, "words": "The hotel lets her come at noon."})
    page = client.get(address(work))
    assert (texts(page, "open"), texts(page, "known")) == (
        [],
        ["Lessons and shifts fall together: Tuesday morning."],
    )
    assert "The hotel lets her come at noon." in page.text
    assert today_lines(client) == []

    client.post(reverse("matching:clash_reopen", args=[work.code, pk]))
    assert len(today_lines(client)) == 1


def test_it_stands_on_the_pages_of_the_placement_and_of_the_resident(work, meeting, client_of):
    client = client_of(meeting.coach)
    client.get(reverse("desk:today"))
    for page in (f"/placements/{work.code}/", f"/residents/{meeting.resident.code}/"):
        (group,) = client.get(page).context["clash_groups"]
        assert group.title == f"The work at {meeting.company} clashes"
        assert [each.what for each in group.items] == ["Lessons and shifts fall together: Tuesday morning."]


def test_the_work_of_a_proposal_has_its_page_too(meeting, client_of):
    proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    WorkClashFactory(placement=None, proposal=proposal, resident=meeting.resident, params={"parts": 1})
    page = client_of(meeting.coach).get(address(proposal))
    assert texts(page, "open") == ["Lessons and shifts fall together: Monday morning."]


def test_what_went_stands_below_with_its_day(work, meeting, client_of):
    WorkClashFactory(
        placement=work, kind="children", status="settled", settled_on=TODAY(), params={"parts": 1}
    )
    page = client_of(meeting.coach).get(address(work))
    assert texts(page, "gone") == ["There is no care for the children: Monday morning."]


def test_a_clash_of_other_work_is_not_found_here(work, meeting, client_of):
    other = WorkClashFactory()
    client = client_of(meeting.coach)
    assert client.post(address(work), {"clash": other.pk, "words": "x"}).status_code == 404
    assert client.post(address(work), {"clash": "x", "words": "x"}).status_code == 404
    assert client.post(reverse("matching:clash_reopen", args=[work.code, other.pk])).status_code == 404


def test_who_may_not_read_it(work, meeting, client_of):
    assert client_of(meeting.other_coach).get(address(work)).status_code == 404
    assert client_of(meeting.employer).get(address(work)).status_code == 403
    assert (
        client_of(meeting.coach).get(reverse("matching:clash_reopen", args=[work.code, 1])).status_code == 405
    )


def test_a_coordinator_reads_who_deals_with_it(work, meeting, client_of):
    coordinator = MembershipFactory(role=Role.COORDINATOR, centres=[meeting.centre]).user
    ((_sentence, sub),) = today_lines(client_of(coordinator))
    assert sub.endswith(f"Deals with it: {meeting.coach.short_name}.")


def test_a_kind_of_another_version_breaks_no_page(meeting, client_of):
    work = WorkClashFactory(placement__match__resident=meeting.resident, kind="of_an_older_version").placement
    page = client_of(meeting.coach).get(address(work))
    assert texts(page, "open") == ["of_an_older_version"]


def test_today_asks_no_more_for_three_clashes_than_for_one(meeting, client_of):
    with system_scope("test"):
        type(meeting.resident).objects.filter(pk=meeting.resident.pk).update(coach=meeting.coach)
    client = client_of(meeting.coach)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("desk:today"))
        return len(captured)

    client.get(reverse("desk:today"))
    WorkClashFactory(placement__match__resident=meeting.resident)
    one = queries()
    for _number in range(2):
        WorkClashFactory(placement__match__resident=meeting.resident)
    assert (queries(), len(today_lines(client))) == (one, 3)
