"""What a programme brings: persons who completed, by what was told and what placements say."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from law.rules.days import add_months
from matching.programmes.known_work import work_on
from matching.programmes.outcomes import success_of
from residents.afterwards.rates import Rate
from tests.factories.matching import CheckInFactory, StartedPlacementFactory
from tests.factories.programmes import (
    EnrolmentFactory,
    EnrolmentOutcomeFactory,
    ProgrammeFactory,
    ProgrammeRunFactory,
)

TODAY = date(2026, 11, 29)
ENDED = date(2025, 10, 1)  # so that both days have come


@pytest.fixture
def run(meeting):
    programme = ProgrammeFactory(centre=meeting.centre, project=meeting.project)
    return ProgrammeRunFactory(programme=programme, starts_on=date(2025, 3, 1), ends_on=ENDED, seats=20)


def completed(run, ended_on=ENDED, **fields):
    began = ended_on - timedelta(days=100)
    return EnrolmentFactory(
        run=run, completed=True, ended_on=ended_on, asked_on=began, enrolled_on=began, **fields
    )


def success(run):
    with system_scope("test"):
        return success_of([run.programme], TODAY)[run.programme_id]


@pytest.mark.parametrize(
    ("fields", "seen_on", "state"),
    [
        ({}, None, ""),  # goes on as far as anybody knows: nobody asked
        ({}, date(2026, 1, 1), "work"),
        ({}, date(2025, 12, 31), ""),
        ({"ended_on": date(2026, 1, 1)}, None, "work"),
        ({"ended_on": date(2025, 12, 31)}, None, ""),  # over; what they do now is not known
        ({"kind": "temp_agency", "ended_on": date(2026, 2, 1)}, None, "work"),
        ({"kind": "apprenticeship", "ended_on": date(2026, 2, 1)}, None, "apprenticeship"),
        ({"kind": "education", "ended_on": date(2026, 2, 1)}, None, "education"),
        ({"kind": "internship", "ended_on": date(2026, 2, 1)}, None, ""),
        ({"kind": "volunteering", "ended_on": date(2026, 2, 1)}, None, ""),
        ({"started_on": date(2026, 1, 2), "ended_on": date(2026, 2, 1)}, None, ""),
    ],
)
def test_a_placement_counts_when_it_is_known_to_have_gone_on_until_that_day(meeting, fields, seen_on, state):
    usual = {"started_on": date(2025, 11, 1), "planned_start_on": date(2025, 11, 1), "kind": "paid_job"}
    status = "ended" if "ended_on" in fields else "started"
    placement = StartedPlacementFactory(
        match__resident=meeting.resident,
        match__vacancy=meeting.vacancy,
        status=status,
        **(usual | fields),
        **({"end_reason": "contract_end"} if status == "ended" else {}),
    )
    if seen_on:
        CheckInFactory(placement=placement, still_working="yes", done_on=seen_on, status="done")
    asked = (meeting.resident.pk, date(2026, 1, 1))
    with system_scope("test"):
        assert work_on([asked]) == ({asked: state} if state else {})


def test_persons_who_completed_are_counted_with_those_who_are_not_known(meeting, run):
    EnrolmentFactory(run=run, stopped=True)  # began, did not complete
    EnrolmentFactory(run=run, waiting=True)  # never began
    working, learning, neither, _unknown = (completed(run) for _each in range(4))
    for months in (3, 12):
        EnrolmentOutcomeFactory(enrolment=working, months=months, outcome="work")
    EnrolmentOutcomeFactory(enrolment=learning, months=3, outcome="education")
    EnrolmentOutcomeFactory(enrolment=neither, months=3, outcome="nothing")
    recent = completed(run, ended_on=add_months(TODAY, -4))
    EnrolmentOutcomeFactory(enrolment=recent, months=3, outcome="apprenticeship")
    completed(run, ended_on=TODAY - timedelta(days=10))  # nothing is due yet
    found = success(run)
    assert (found.began, found.completed) == (7, 6)
    assert found.after_3 == Rate(success=3, nothing=1, unknown=1)
    assert found.after_12 == Rate(success=1, nothing=0, unknown=3)


def test_the_day_itself_counts_and_the_day_before_does_not(run):
    completed(run, ended_on=add_months(TODAY, -3))
    assert success(run).after_3 == Rate(unknown=1)
    completed(run, ended_on=add_months(TODAY, -3) + timedelta(days=1))
    assert success(run).after_3 == Rate(unknown=1)


def test_a_person_counts_once_by_the_last_time_they_completed_it(meeting, run):
    first = completed(run, resident=meeting.resident)
    EnrolmentOutcomeFactory(enrolment=first, months=3, outcome="nothing")
    again = completed(run, resident=meeting.resident, ended_on=date(2026, 3, 1), follows=first)
    EnrolmentOutcomeFactory(enrolment=again, months=3, outcome="work")
    found = success(run)
    assert (found.began, found.completed, found.after_3) == (1, 1, Rate(success=1))


def test_what_the_desk_was_told_goes_before_the_placements(meeting, run):
    row = completed(run, resident=meeting.resident)
    StartedPlacementFactory(
        match__resident=meeting.resident,
        match__vacancy=meeting.vacancy,
        kind="paid_job",
        status="ended",
        end_reason="contract_end",
        planned_start_on=date(2025, 11, 1),
        started_on=date(2025, 11, 1),
        ended_on=date(2026, 6, 1),
    )
    assert success(run).after_3 == Rate(success=1)
    EnrolmentOutcomeFactory(enrolment=row, months=3, outcome="nothing")
    assert success(run).after_3 == Rate(nothing=1)


def test_the_list_asks_the_same_queries_for_many_programmes(meeting, run):
    others = [ProgrammeFactory(centre=meeting.centre, project=meeting.project) for _each in range(3)]
    for programme in (run.programme, *others):
        completed(ProgrammeRunFactory(programme=programme))
    counts = []
    for programmes in ([run.programme], [run.programme, *others]):
        with (
            system_scope("test"),
            CaptureQueriesContext(
                connection,
            ) as queries,
        ):
            success_of(programmes, timezone.localdate())
        counts.append(len(queries))
    assert counts[0] == counts[1]
