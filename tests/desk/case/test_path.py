"""Where somebody stands: a table of cases, and what blocks."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from django.utils.formats import date_format

from desk.case.path import caseload_path, path_of
from desk.case.stations import Case, party_of
from desk.case.todo import todo
from desk.queries.case import with_case
from jobdesk.trail.scoping import system_scope
from residents.models import LegalEvent, Resident
from tests.desk.people import day, resident, resident_with_case
from tests.factories.desks import CentreFactory
from tests.factories.matching import (
    CheckInFactory,
    MatchFactory,
    PlacementFactory,
    StartedPlacementFactory,
)
from tests.factories.residents import DocumentFactory, LegalEventFactory, StepFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"), system_scope("test"):
        yield


def drawn(person: Resident):
    found = with_case(Resident.objects.all()).get(pk=person.pk)
    return path_of(found, timezone.localdate())


def states(person: Resident) -> str:
    """The states in their order, by first letter: d(one) n(ow) b(locked) l(ater) s(kip)."""
    return "".join(station.state[0] for station in drawn(person).stations)


def dutch(**fields) -> Resident:
    return resident_with_case(CentreFactory(), **fields)


def waiting():
    return dutch(work_outcome="not_yet", work_allowed_from=day(40))


def not_allowed():
    return dutch(work_outcome="not_allowed", work_allowed_from=None)


def nothing_known():
    return resident(CentreFactory(), work_outcome="incomplete", work_allowed_from=None)


def with_steps():
    person = dutch()
    StepFactory(resident=person, kind="bsn", status="done", closed_on=day(-2))
    StepFactory(resident=person, kind="bank_account", party="resident")
    return person


def late_bsn():
    person = dutch()
    StepFactory(resident=person, opened_on=day(-50), due_on=day(-9))
    StepFactory(resident=person, kind="bank_account", party="resident")
    return person


def late_bsn_and_permit():
    person = late_bsn()
    placement = PlacementFactory(match=MatchFactory(resident=person))
    StepFactory(resident=person, kind="twv", party="employer", due_on=day(-1), subject=placement.code)
    return person


def at_work():
    person = dutch()
    placement = StartedPlacementFactory(match=MatchFactory(resident=person))
    CheckInFactory(placement=placement)
    StepFactory(resident=person, kind="bank_account", party="resident", due_on=day(-1))
    return person


def expired_document():
    person = resident(CentreFactory())
    LegalEventFactory(resident=person)
    DocumentFactory(resident=person, until_on=day(-1))
    return person


def status_holder():
    person = dutch(work_outcome="allowed")
    LegalEventFactory(resident=person, type=LegalEvent.Type.STATUS_GRANTED, value="refugee", on=day(-20))
    return person


def temporary_protection():
    person = resident(CentreFactory(), work_outcome="needs_notification")
    LegalEventFactory(
        resident=person,
        type=LegalEvent.Type.STATUS_GRANTED,
        value="temporary_protection",
        on=day(-200),
    )
    DocumentFactory(resident=person, type="O-document")
    return person


def belgian():
    person = resident(CentreFactory(country="BE"), work_outcome="allowed")
    LegalEventFactory(resident=person)
    DocumentFactory(resident=person, type="attestation", mention="unlimited")
    StepFactory(resident=person, kind="national_number")
    return person


def belgian_before_dimona():
    person = belgian()
    placement = PlacementFactory(match=MatchFactory(resident=person), planned_start_on=day(3))
    StepFactory(
        resident=person,
        kind="dimona",
        party="employer",
        due_on=day(3),
        subject=placement.code,
    )
    return person


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (waiting, "dndlllll"),
        (not_allowed, "dbdlllll"),
        (nothing_known, "nlllllll"),
        (with_steps, "ddddnlll"),
        (late_bsn, "dddbllll"),
        (late_bsn_and_permit, "dddblnll"),
        (at_work, "ddddnddn"),
        (expired_document, "ddblllll"),
        (status_holder, "dsdllsll"),
        (temporary_protection, "ssdlllll"),
        (belgian, "dddnlsll"),
        (belgian_before_dimona, "dddnlsnl"),
    ],
)
def test_stations_of_a_case(case, expected):
    assert states(case()) == expected


def test_names_follow_the_country_and_the_status():
    assert [station.name for station in drawn(belgian()).stations[2:6]] == [
        "Orange card",
        "National number",
        "Bank account",
        "Work permit",
    ]
    assert [station.name for station in drawn(temporary_protection()).stations[2:6]] == [
        "O-document",
        "BSN",
        "Bank account",
        "Notification",
    ]


def test_who_fled_ukraine_with_another_nationality_needs_a_permit():
    person = temporary_protection()
    LegalEvent.objects.filter(resident=person).update(value="third_country")
    names = [station.name for station in drawn(person).stations]
    assert (names[2], names[5]) == ("O-document", "Work permit")


def test_wait_says_whose_turn_it_is_and_how_long_it_usually_takes():
    wait = drawn(late_bsn()).wait

    assert wait.number == 4
    assert wait.title == "BSN blocks the start. It is up to: municipality of Almere."
    assert wait.text == "It has waited for 50 days. This usually takes 41 days."
    assert wait.consequence == ("Without a BSN there is no bank account, and without an account no wages.")
    assert wait.step.kind == "bsn"


def test_wait_without_a_step_leads_to_no_step():
    wait = drawn(expired_document()).wait

    assert (wait.number, wait.title, wait.step) == (3, "The document has expired.", None)


def test_nothing_blocks_who_is_at_work():
    path = drawn(at_work())

    assert path.wait is None
    assert path.current.name == "Bank account"


def test_label_says_the_same_as_the_picture():
    assert drawn(late_bsn()).label == "Station 4 of 8, BSN: Blocks, 50 days"


def test_permit_of_an_earlier_job_does_not_count():
    person = dutch()
    StepFactory(resident=person, kind="twv", status="done", closed_on=day(-90), subject="P-222222")
    PlacementFactory(match=MatchFactory(resident=person))

    assert drawn(person).stations[5].state == "later"


def test_document_is_the_one_that_was_seen_not_the_one_to_come():
    person = dutch()
    LegalEventFactory(resident=person, type=LegalEvent.Type.STATUS_GRANTED, on=day(-3), value="refugee")
    station = drawn(person).stations[2]
    ends_on = person.documents.get().until_on
    assert (station.name, station.who) == ("W-document", f"until {date_format(ends_on, 'j F Y')}")
    DocumentFactory(resident=person, type="residence-permit", from_on=day(-2), until_on=day(1800))
    assert drawn(person).stations[2].name == "Residence permit"


def test_document_that_ends_within_a_month_asks_for_attention():
    person = resident(CentreFactory())
    LegalEventFactory(resident=person)
    DocumentFactory(resident=person, until_on=timezone.localdate() + timedelta(days=12))

    station = drawn(person).stations[2]

    assert (station.state, station.state_text) == ("now", "Expires in 12 days")


def test_path_makes_no_queries_once_the_case_is_fetched(django_assert_num_queries):
    late_bsn_and_permit(), at_work(), belgian_before_dimona()
    people = list(with_case(Resident.objects.all()))

    with django_assert_num_queries(0):
        for person in people:
            path_of(person, timezone.localdate())


def test_caseload_counts_each_person_once_and_marks_where_most_are_blocked():
    for case in (waiting, late_bsn, late_bsn, at_work, not_allowed):
        case()
    people = with_case(Resident.objects.all())

    counts = caseload_path(path_of(person, timezone.localdate()) for person in people)

    assert [place.count for place in counts] == [0, 2, 0, 2, 1, 0, 0, 0]
    assert [(place.name, place.state, place.state_text) for place in counts if place.late] == [
        ("Waiting time", "now", "1 blocked"),
        ("BSN", "blocked", "2 blocked"),
    ]


def test_step_in_time_is_explained_and_does_not_block():
    person = dutch()
    StepFactory(resident=person, kind="bsn", opened_on=day(-5), due_on=day(10))
    placement = PlacementFactory(match=MatchFactory(resident=person))
    StepFactory(
        resident=person,
        kind="twv",
        party="employer",
        subject=placement.code,
        opened_on=day(-1),
        due_on=day(34),
    )
    path = drawn(person)
    assert (path.wait, path.why) == (None, path.runs)
    assert (path.why.number, path.why.is_blocking) == (6, False)
    company = placement.match.company
    assert path.why.title == f"The start waits for: Work permit (TWV). It is up to: {company}."
    assert path.why.text == "It has waited for 1 day. By law this takes at most 35 days."


def test_nothing_is_explained_when_nothing_runs_or_somebody_is_at_work():
    assert drawn(dutch()).why is None
    placement = StartedPlacementFactory(match=MatchFactory(resident=dutch()))
    StepFactory(resident=placement.resident, kind="bsn", due_on=day(10))
    assert drawn(placement.resident).why is None


# ── Two positions at once ──────────────────────────────────────────────────────────────────────────────────


def volunteers_and_waits_for_a_job():
    person = dutch()
    volunteering = StartedPlacementFactory(
        match=MatchFactory(resident=person), kind="volunteering", wage_hour=None
    )
    job = PlacementFactory(match=MatchFactory(resident=person))
    StepFactory(resident=person, opened_on=day(-50), due_on=day(-9), subject=job.code)
    return person, volunteering, job


def test_who_volunteers_still_waits_for_the_job():
    person, _volunteering, job = volunteers_and_waits_for_a_job()
    path = drawn(person)
    assert (path.placement, path.wait.step.kind) == (job, "bsn")


def test_each_position_has_a_path_of_its_own():
    person, volunteering, job = volunteers_and_waits_for_a_job()
    found = with_case(Resident.objects.all()).get(pk=person.pk)
    of_one, of_other = (path_of(found, day(0), each) for each in (volunteering, job))
    assert (of_one.placement, of_one.stations[6].state, of_one.wait) == (volunteering, "done", None)
    assert (of_other.placement, of_other.stations[6].state) == (job, "later")
    assert of_other.wait.step.kind == "bsn"


def test_work_without_a_wage_waits_for_no_number():
    person = dutch()
    StepFactory(resident=person, opened_on=day(-50), due_on=day(-9))
    StepFactory(resident=person, kind="bank_account", party="resident", status="waits")
    placement = PlacementFactory(match=MatchFactory(resident=person), kind="volunteering", wage_hour=None)
    declaration = {"kind": "volunteer_declaration", "party": "employer", "subject": placement.code}
    step = StepFactory(resident=person, due_on=day(10), **declaration)
    path = drawn(person)
    assert [station.state for station in path.stations[3:6]] == ["skip", "skip", "now"]
    assert (path.wait, path.runs.step) == (None, step)


def test_both_positions_are_worked_on_and_each_paper_names_its_own_employer():
    person, volunteering, job = volunteers_and_waits_for_a_job()
    CheckInFactory(placement=volunteering, week=1, due_on=day(1))
    of_each = [(volunteering, "volunteer_declaration"), (job, "twv")]
    for placement, kind in of_each:
        StepFactory(resident=person, kind=kind, party="employer", subject=placement.code)
    found = with_case(Resident.objects.all()).get(pk=person.pk)
    jobs = todo(Case.of(found, day(0)), [])
    sentences = " ".join(each.sentence for each in jobs)
    assert f"Confirm the first day at {job.match.company}" in sentences
    assert "Talk of week 1 about the work" in sentences
    for placement, kind in of_each:
        step = next(each for each in found.steps.all() if each.kind == kind)
        assert party_of(step, Case.of(found, day(0))) == str(placement.match.company)
