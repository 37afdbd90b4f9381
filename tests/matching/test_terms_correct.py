"""The page on which a slip in what was agreed is put right, and the table that shows it."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from jobdesk.trail.scoping import system_scope
from matching import services
from matching.models import PlacementTerms
from matching.terms.words import lines_of, said_text
from tests.factories.matching import StartedPlacementFactory

TODAY = timezone.localdate()
SHIFTS = ["mon-morning", "tue-morning"]


@pytest.fixture
def work(meeting):
    return StartedPlacementFactory(
        match__resident=meeting.resident,
        match__vacancy=meeting.vacancy,
        match__project=meeting.project,
        match__matched_on=TODAY - timedelta(days=110),
        planned_start_on=TODAY - timedelta(days=100),
        planned_end_on=TODAY + timedelta(days=60),
    )


@pytest.fixture
def more(work, as_coach):
    """32 hours since ten days."""
    services.change_placement(
        work, 32, planned_end_on=work.planned_end_on, from_on=TODAY - timedelta(days=10), note="Busier"
    )
    return work.terms.last()


def address_of(version: PlacementTerms) -> str:
    return f"/placements/{version.placement.code}/terms/{version.pk}/"


def test_asks_only_what_the_line_said(meeting, work, more, client_of):
    client = client_of(meeting.coach)
    form = client.get(address_of(more)).context["form"]
    assert list(form.fields) == ["hours", "from_on", "was_never", "note"]
    with system_scope("test"):
        first = work.terms.first()
    form = client.get(address_of(first)).context["form"]
    assert list(form.fields) == ["hours", "wage_hour", "shifts", "job_title", "ends_on", "note"]
    assert form["hours"].value() == 24


def test_puts_right_and_shows_both(meeting, work, more, client_of):
    client = client_of(meeting.coach)
    typed = {"hours": "30", "from_on": more.from_on.isoformat(), "note": "I typed the wrong number"}
    response = client.post(address_of(more), typed)
    assert (response.status_code, response.url) == (302, f"/placements/{work.code}/#terms")
    lines = client.get(f"/placements/{work.code}/").context["lines"]
    assert [(line.hours, line.is_now) for line in lines] == [("24", False), ("30", True)]
    assert lines[1].version.note == "I typed the wrong number"
    assert [said.split(",")[0] for said in lines[1].before] == ["32 hours a week"]


def test_says_that_it_was_never_agreed(meeting, work, more, client_of):
    typed = {"hours": "32", "from_on": more.from_on.isoformat(), "was_never": "on", "note": "It was a plan"}
    assert client_of(meeting.coach).post(address_of(more), typed).status_code == 302
    with system_scope("test"), translation.override("en"):
        work.refresh_from_db()
        first, never = lines_of(work)
        assert (work.hours, first.is_now, never.is_void, never.may_be_corrected) == (24, True, True, False)


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"note": ""}, ["note"]),
        ({"hours": "99"}, ["hours"]),
        ({"hours": ""}, ["hours"]),
        ({"from_on": ""}, ["from_on"]),
        ({}, ["__all__"]),
    ],
)
def test_what_cannot_be_stays_on_the_form(meeting, more, client_of, typed, fields):
    said = {"hours": "32", "from_on": more.from_on.isoformat(), "note": "A slip"}
    page = client_of(meeting.coach).post(address_of(more), said | typed)
    assert list(page.context["form"].errors) == fields
    assert page.context["form"]["note"].value() == (said | typed)["note"]


def test_a_line_that_was_put_right_is_left_alone(meeting, work, more, client_of):
    services.correct_terms(more, {"hours": 30}, note="A slip")
    assert client_of(meeting.coach).get(address_of(more)).status_code == 404


def test_who_may_not(meeting, more, client_of):
    assert client_of(meeting.other_coach).get(address_of(more)).status_code == 404
    assert client_of(meeting.employer).get(address_of(more)).status_code == 403


def test_record_screen_changes_from_a_day_on_and_extends(meeting, work, client_of):
    client, page = client_of(meeting.coach), f"/placements/{work.code}/record/"
    later = TODAY + timedelta(days=7)
    change = {
        "action": "change",
        "hours": "28",
        "wage_hour": "17,00",
        "shifts": SHIFTS,
        "job_title": "Supervisor",
        "from_on": later.isoformat(),
        "planned_end_on": work.planned_end_on.isoformat(),
        "note": "After the trial month",
    }
    assert client.post(page, change).status_code == 302
    nothing = client.post(page, {"action": "extend"})
    assert list(nothing.context["failed"].errors) == ["ends_on"]
    longer = TODAY + timedelta(days=200)
    assert client.post(page, {"action": "extend", "ends_on": longer.isoformat()}).status_code == 302
    with system_scope("test"), translation.override("en"):
        work.refresh_from_db()
        assert (work.hours, work.planned_end_on) == (24, longer)
        assert [(line.hours, line.is_ahead) for line in lines_of(work)] == [
            ("24", False),
            ("24", False),
            ("28", True),
        ]
        said = said_text(work.terms.get(kind="change"))
    assert said.startswith("28 hours a week, €17.00 an hour, Mon, Tue, mornings, Supervisor, from ")


def test_an_open_end_is_said_by_a_box(meeting, work, client_of):
    answers = {"action": "extend", "is_open_ended": "on"}
    client_of(meeting.coach).post(f"/placements/{work.code}/record/", answers)
    with system_scope("test"):
        work.refresh_from_db()
    assert work.planned_end_on is None
