"""What clashes with the terms of a match: live while they are typed, and asked before they are recorded."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from matching.models import Placement, WorkClash
from tests.factories.matching import ProposalFactory, StartedPlacementFactory
from tests.matching.clashes.test_keeping import TUE_MORNING, WHOLE_WEEK
from tests.matching.test_match import typed

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def invited(meeting):
    with system_scope("test"):
        meeting.resident.intakes.update(
            lessons=TUE_MORNING,
            availability=WHOLE_WEEK,
            children="none",
            hours=40,
            travel_minutes=240,
            cycling="yes",
            transport="alone",
        )
        meeting.resident.documents.update(until_on=timezone.localdate() + timedelta(days=900))
    return ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy, status="invited")


def terms(meeting, **changes) -> dict:
    asked = {"shifts": ["tue-morning"], "clash_seen": "", "clash_words": ""}
    return typed(meeting, **asked | changes)


def placements() -> int:
    with system_scope("test"):
        return Placement.objects.count()


def page(proposal) -> str:
    return f"/proposals/{proposal.code}/match/"


def whats(response) -> list[str]:
    return [each.what for each in response.context["clashes"] if each.is_serious]


LESSONS = "Lessons and shifts fall together: Tuesday morning."


def test_what_harms_is_ticked_before_the_match_is_recorded(meeting, invited, client_of):
    client = client_of(meeting.coach)
    response = client.post(page(invited), terms(meeting))
    assert whats(response) == [LESSONS]
    assert response.context["seen"].errors["clash_seen"] == [
        "Read what clashes, and tick this to record it all the same."
    ]
    assert response.context["form"]["hours"].value() == "24"  # what was typed stays
    assert placements() == 0

    client.post(page(invited), terms(meeting, clash_seen="on"))
    assert placements() == 1
    with system_scope("test"):
        (row,) = [each for each in WorkClash.objects.filter(placement__isnull=False) if each.is_serious]
    assert (row.kind, row.status, row.said_by) == ("lessons", "known", meeting.coach)


def test_what_stops_the_work_needs_words_too(meeting, invited, client_of):
    StartedPlacementFactory(
        match__resident=meeting.resident, match__project=meeting.project, shifts=TUE_MORNING, hours=8
    )
    client = client_of(meeting.coach)
    response = client.post(page(invited), terms(meeting, clash_seen="on"))
    assert list(response.context["seen"].errors) == ["clash_words"]
    assert placements() == 1
    words = "The other work stops the day before."
    client.post(page(invited), terms(meeting, clash_seen="on", clash_words=words))
    assert placements() == 2
    with system_scope("test"):
        known = WorkClash.objects.get(kind="other_work", placement__match__proposal=invited)
    assert (known.status, known.words) == ("known", words)


def test_nothing_is_asked_where_nothing_is_serious(meeting, invited, client_of):
    client_of(meeting.coach).post(page(invited), terms(meeting, shifts=["mon-morning"]))
    assert placements() == 1


def test_the_part_follows_the_terms_and_keeps_what_was_typed(meeting, invited, client_of):
    client, part = client_of(meeting.coach), f"{page(invited)}clashes/"
    response = client.post(part, terms(meeting, clash_words="Half a sentence"), headers=HTMX)
    assert (response.status_code, whats(response)) == (200, [LESSONS])
    assert 'data-hx-swap-oob="true"' in response.text  # the question appears
    assert "Half a sentence" in response.text
    again = client.post(part, terms(meeting, clash_asked="hurts"), headers=HTMX)
    assert "data-hx-swap-oob" not in again.text  # it is there, and keeps the focus
    free = client.post(part, terms(meeting, shifts=["mon-morning"], clash_asked="hurts"), headers=HTMX)
    assert (whats(free), 'id="clash-seen"' in free.text) == ([], True)


def test_a_form_that_is_not_complete_is_looked_at_all_the_same(meeting, invited, client_of):
    part = f"{page(invited)}clashes/"
    response = client_of(meeting.coach).post(part, terms(meeting, hours="", wage_hour="x"), headers=HTMX)
    assert whats(response) == [LESSONS]


def test_who_may_not_ask(meeting, invited, client_of):
    part = f"{page(invited)}clashes/"
    assert client_of(meeting.coach).get(part).status_code == 405
    assert client_of(meeting.other_coach).post(part).status_code == 404
    assert client_of(meeting.employer).post(part).status_code == 403
