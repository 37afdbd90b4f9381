"""The list of placements and the page of one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jobdesk.trail.access import Role
from matching.models import CheckIn, Placement
from tests.desk.people import coach_at, day, member, resident_with_case, signed_in
from tests.factories.desks import CentreFactory
from tests.factories.matching import (
    CheckInFactory,
    MatchFactory,
    PlacementFactory,
    StartedPlacementFactory,
)
from tests.factories.residents import StepFactory

pytestmark = pytest.mark.django_db
URL = reverse("desk:placements")


def url(placement: Placement) -> str:
    return reverse("desk:placement", args=[placement.code])


def planned(centre, **fields) -> Placement:
    return PlacementFactory(match=MatchFactory(resident=resident_with_case(centre)), **fields)


def started(centre, **fields) -> Placement:
    return StartedPlacementFactory(match=MatchFactory(resident=resident_with_case(centre)), **fields)


def codes(client, **query) -> list[str]:
    response = client.get(URL, query)
    assert response.status_code == 200
    return [row["row"].placement.code for row in response.context["rows"]]


def test_placements_stand_in_the_list_of_their_status():
    centre = CentreFactory()
    _coach, client = coach_at(centre)
    later, sooner = planned(centre), planned(centre, planned_start_on=day(2))
    working, late = started(centre, planned_start_on=day(-20)), started(centre)
    CheckInFactory(placement=working, status=CheckIn.Status.DONE, done_on=day(-13))
    CheckInFactory(placement=working, week=4)
    CheckInFactory(placement=late)
    ended = started(centre, status=Placement.Status.ENDED, ended_on=day(-1), end_reason="contract_end")

    assert codes(client) == [sooner.code, later.code]
    assert codes(client, tab="started") == [late.code, working.code]
    assert codes(client, tab="late") == [late.code]
    assert codes(client, tab="ended") == [ended.code]
    assert [tab["count"] for tab in client.get(URL).context["tabs"]] == [2, 2, 1, 1, None]


def test_placements_of_another_centre_are_absent():
    _coach, client = coach_at(CentreFactory())
    foreign = planned(CentreFactory())

    assert codes(client) == []
    assert client.get(url(foreign)).status_code == 404


def test_placements_come_in_pages_without_doubles():
    centre = CentreFactory()
    _coach, client = coach_at(centre)
    for number in range(28):
        planned(centre, planned_start_on=day(number % 3))

    first = client.get(URL).context
    second = client.get(URL + first["next"]).context

    shown = [row["row"].placement.code for row in [*first["rows"], *second["rows"]]]
    assert (len(first["rows"]), len(second["rows"]), len(set(shown))) == (25, 3, 28)
    assert second["next"] == ""


def test_placement_shows_what_was_agreed_and_what_is_open():
    centre = CentreFactory()
    _coach, client = coach_at(centre)
    placement = planned(centre)
    step = StepFactory(resident=placement.resident, kind="twv", party="employer", subject=placement.code)
    bsn = StepFactory(resident=placement.resident)
    StepFactory(resident=placement.resident, kind="diploma_valuation")

    context = client.get(url(placement)).context

    assert {pair["label"]: pair["value"] for pair in context["agreed"]} == {
        "Work": "Room attendant",
        "Employer": str(placement.match.company),
        "Kind": "Paid job",
        "Hours": "24 a week",
        "Gross wage": "€16.20 an hour",
    }
    assert set(context["steps"]) == {step, bsn}
    assert context["path"].placement == placement


def test_placement_shows_the_talks_with_their_answers():
    centre = CentreFactory()
    _coach, client = coach_at(centre)
    placement = started(centre, planned_start_on=day(-40))
    CheckInFactory(
        placement=placement,
        status=CheckIn.Status.DONE,
        done_on=day(-33),
        still_working="yes",
        hours_as_agreed="no",
    )
    due = CheckInFactory(placement=placement, week=4)
    CheckInFactory(placement=placement, week=13)

    page = client.get(url(placement))

    assert page.context["next_check_in"] == due
    assert page.content.decode().count(reverse("matching:check_in", args=[due.pk])) == 1


def test_voluntary_work_shows_the_steps_that_it_waits_for_and_its_path():
    centre = CentreFactory()
    placement = planned(centre, kind="volunteering", wage_hour=None)
    for kind in ("bsn", "document_renewal"):
        StepFactory(resident=placement.resident, kind=kind)
    StepFactory(resident=placement.resident, kind="volunteer_declaration", subject=placement.code)
    job = PlacementFactory(match=MatchFactory(resident=placement.resident))
    page = signed_in(member(Role.COACH, centre)).get(url(placement))
    shown = {step.kind for step in page.context["steps"]}
    assert shown == {"document_renewal", "volunteer_declaration"}
    assert page.context["path"].placement == placement
    page = signed_in(member(Role.COACH, centre)).get(url(job))
    assert "bsn" in {step.kind for step in page.context["steps"]}
    assert page.context["path"].placement == job


@pytest.mark.parametrize(("status", "promised"), [("planned", True), ("cancelled", False)])
def test_talks_are_promised_only_while_a_start_is_planned(status, promised):
    centre = CentreFactory()
    page = signed_in(member(Role.COACH, centre)).get(url(planned(centre, status=status)))
    assert ("Talks are planned from the first day" in page.content.decode()) is promised


def test_ended_placement_shows_no_path():
    centre = CentreFactory()
    _coach, client = coach_at(centre)
    ended = started(centre, status=Placement.Status.ENDED, ended_on=day(-1), end_reason="other")

    assert client.get(url(ended)).context["path"] is None


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.FUNDER, Role.ADMINISTRATOR])
def test_placements_are_refused_to_other_roles(role):
    client = signed_in(member(role))

    assert client.get(URL).status_code == 403
    assert client.get(url(planned(CentreFactory()))).status_code == 403


def test_placements_cannot_be_posted_to():
    centre = CentreFactory()
    _coach, client = coach_at(centre)

    assert client.post(URL).status_code == 405
    assert client.post(url(planned(centre))).status_code == 405


def test_placements_makes_as_many_queries_for_three_as_for_one():
    centre = CentreFactory()
    _coach, client = coach_at(centre)
    CheckInFactory(placement=started(centre))
    with CaptureQueriesContext(connection) as one:
        client.get(URL, {"tab": "started"})
    CheckInFactory(placement=started(centre))
    CheckInFactory(placement=started(centre))
    with CaptureQueriesContext(connection) as three:
        client.get(URL, {"tab": "started"})

    assert len(three) == len(one)
