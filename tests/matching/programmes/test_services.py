"""Programmes from making to outcome: places, waiting list, the right to work for steps, re-enrolment."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from matching.models import Enrolment, ProgrammeRun
from matching.services import programmes as services
from matching.services.programmes import StepPlan
from tests.factories.programmes import (
    STEPS,
    EnrolmentFactory,
    ProgrammeFactory,
    ProgrammeRunFactory,
)
from tests.factories.residents import DocumentFactory, LegalEventFactory, ResidentFactory
from tests.meeting import ready_resident

PLANS = [StepPlan(*step) for step in STEPS]


def day(days: int):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def programme(meeting):
    return ProgrammeFactory(centre=meeting.centre, project=meeting.project)


@pytest.fixture
def run(programme):
    return ProgrammeRunFactory(programme=programme, seats=1)


def made(meeting, **fields):
    usual = {"kind": "three_part", "title": "Into care", "project": meeting.project, "centre": meeting.centre}
    return services.make_programme(steps=PLANS, seats=4, **(usual | fields))


def statuses(enrolment) -> list[str]:
    rows = StatusChange.objects.filter(subject_type="matching.enrolment", subject_id=enrolment.pk)
    return [row.to_status for row in rows.order_by("pk")]


def test_programme_keeps_its_steps_in_order_with_who_acts(meeting, as_coach):
    programme = made(meeting, companies=[meeting.company])
    assert [(step.position, step.title, step.party) for step in programme.steps.all()] == [
        (1, "Dutch for the kitchen", "resident"),
        (2, "Four weeks in a kitchen", "employer"),
        (3, "A contract", "employer"),
    ]
    assert list(programme.companies.all()) == [meeting.company]
    assert AuditEntry.objects.get(action="programme.made").subject_id == programme.pk


def test_fast_track_needs_an_occupation_and_every_programme_a_step(meeting, as_coach):
    with pytest.raises(RuleBroken) as refused:
        made(meeting, kind="fast_track")
    assert refused.value.field == "occupation"
    with pytest.raises(RuleBroken, match="at least one step"):
        services.make_programme(steps=[], kind="school", title="School", project=meeting.project,
                                centre=meeting.centre, seats=3)  # fmt: skip


def test_project_that_does_not_run_in_the_centre_is_refused(meeting, as_coach):
    with system_scope("test"):
        meeting.project.centres.clear()
    with pytest.raises(RuleBroken, match="does not run in this centre"):
        made(meeting)


def test_step_that_people_were_at_cannot_be_left_out(meeting, programme, run, as_coach):
    EnrolmentFactory(run=run, resident=meeting.resident, step=programme.steps.get(position=2))
    said = {name: getattr(programme, name) for name in services.FIELDS}
    with pytest.raises(RuleBroken, match="People were at a step"):
        services.change_programme(programme, steps=PLANS[:1], **said)
    services.change_programme(programme, steps=PLANS[:2], is_closed=True, **said)
    assert [step.position for step in programme.steps.all()] == [1, 2]
    assert programme.closed_on == timezone.localdate()
    with pytest.raises(RuleBroken, match="closed"):
        services.plan_run(programme, starts_on=day(1), ends_on=day(90), seats=3)


def test_run_ends_after_it_begins_and_begins_on_a_day_of_its_own(programme, as_coach):
    planned = services.plan_run(programme, starts_on=day(10), ends_on=day(100), seats=3)
    assert planned.seats == 3
    with pytest.raises(RuleBroken, match="begins that day already"):
        services.plan_run(programme, starts_on=day(10), ends_on=day(100), seats=3)
    with pytest.raises(RuleBroken, match="after the first day"):
        services.plan_run(programme, starts_on=day(10), ends_on=day(10), seats=3)
    assert ProgrammeRun.objects.count() == 1


def test_full_run_puts_people_on_the_waiting_list_until_somebody_stops(meeting, run, as_coach):
    first = services.enrol(run, meeting.resident)
    second = services.enrol(run, ResidentFactory(centre=meeting.centre))
    assert (first.status, second.status) == ("enrolled", "waiting")
    with pytest.raises(RuleBroken, match="No place is free"):
        services.take_part(second)
    services.stop(first, "health", note="  in hospital ")
    assert (first.stop_reason, first.note, first.ended_on) == ("health", "in hospital", timezone.localdate())
    # Somebody new does not pass who waits.
    third = services.enrol(run, ResidentFactory(centre=meeting.centre))
    assert third.status == "waiting"
    services.take_part(second)
    assert statuses(second) == ["waiting", "enrolled"]
    assert second.enrolled_on == timezone.localdate()


def test_place_of_somebody_who_moved_to_another_desk_stays_taken(meeting, run, as_coach):
    EnrolmentFactory(run=run)  # lives in a centre that is not the coach's
    assert Enrolment.objects.count() == 0
    assert services.enrol(run, meeting.resident).status == "waiting"


def test_who_was_asked_gets_a_place_or_waits_with_the_answer(meeting, run, as_coach):
    asked = services.enrol(run, meeting.resident, is_asked_first=True)
    assert (asked.status, asked.enrolled_on) == ("asked", None)
    services.take_part(asked)
    assert asked.status == "enrolled"
    late = services.enrol(run, ResidentFactory(centre=meeting.centre), is_asked_first=True)
    services.take_part(late)
    assert statuses(late) == ["asked", "waiting"]


def test_nobody_is_in_a_programme_twice_or_in_a_run_that_is_over(meeting, programme, run, as_coach):
    services.enrol(run, meeting.resident)
    later = ProgrammeRunFactory(programme=programme, starts_on=day(90), ends_on=day(200))
    with pytest.raises(RuleBroken, match="in this programme already"):
        services.enrol(later, meeting.resident)
    over = ProgrammeRunFactory(programme=programme, starts_on=day(-90), ends_on=day(-1))
    with pytest.raises(RuleBroken, match="This run is over"):
        services.enrol(over, ResidentFactory(centre=meeting.centre))
    with pytest.raises(RuleBroken, match="Guidance has ended"):
        services.enrol(later, ResidentFactory(centre=meeting.centre, status="exited"))


def test_enrolled_again_goes_on_from_the_earlier_time_which_stays(meeting, programme, run, as_coach):
    first = services.enrol(run, meeting.resident)
    services.stop(first, "care")
    later = ProgrammeRunFactory(programme=programme, starts_on=day(90), ends_on=day(200))
    again = services.enrol(later, meeting.resident)
    assert again.follows == first
    assert (first.status, first.stop_reason) == ("stopped", "care")
    services.complete(again)
    third = services.enrol(later, meeting.resident)
    assert third.follows == again
    with pytest.raises(RuleBroken):
        services.take_part(again)


def test_step_with_work_waits_for_the_right_to_work_that_day(meeting, programme, run, as_coach):
    with system_scope("test"):
        run.seats = 3
        run.save()
    course, internship, _contract = programme.steps.all()
    # Nothing is known of the first: no application, no document.
    unknown = services.enrol(run, ResidentFactory(centre=meeting.centre))
    services.move_to_step(unknown, course)
    with pytest.raises(RuleBroken, match="They may not work in this step") as refused:
        services.move_to_step(unknown, internship)
    assert refused.value.field == "step"
    assert unknown.step == course
    # The second has a residence permit: no permit is asked, whatever the work.
    holder = ready_resident(meeting.centre, meeting.project)
    LegalEventFactory(resident=holder, type="status_granted", value="refugee")
    DocumentFactory(resident=holder, type="residence-permit")
    allowed = services.enrol(run, holder)
    services.move_to_step(allowed, internship)
    assert (allowed.step, allowed.since_on) == (internship, timezone.localdate())
    entry = AuditEntry.objects.filter(action="programme.step", subject_id=allowed.pk).get()
    assert entry.changes["step"] == [None, internship.pk]


def test_only_steps_and_days_of_the_own_programme(meeting, run, as_coach):
    enrolment = services.enrol(run, meeting.resident)
    foreign = ProgrammeFactory(centre=meeting.centre, project=meeting.project).steps.first()
    with pytest.raises(RuleBroken, match="a step of this programme"):
        services.move_to_step(enrolment, foreign)
    step = run.programme.steps.first()
    for when in (day(-1), day(1)):
        with pytest.raises(RuleBroken, match="Choose a day since they take part"):
            services.move_to_step(enrolment, step, when)
        with pytest.raises(RuleBroken, match="Choose a day since they take part"):
            services.complete(enrolment, when)
    services.stop(enrolment, "other")
    with pytest.raises(RuleBroken, match="Only who takes part"):
        services.move_to_step(enrolment, step)


def test_outcome_is_told_from_its_day_on_and_can_be_corrected(meeting, run, as_coach):
    early = EnrolmentFactory(run=run, resident=meeting.resident, completed=True)
    with pytest.raises(RuleBroken, match="too early"):
        services.tell_outcome(early, 3, "work")
    with system_scope("test"):
        early.ended_on = day(-95)
        early.enrolled_on = early.asked_on = day(-200)
        early.save()
    services.tell_outcome(early, 3, "nothing")
    services.tell_outcome(early, 3, "education")
    assert [(row.months, row.outcome) for row in early.outcomes.all()] == [(3, "education")]
    for months, outcome in ((12, "work"), (6, "work"), (3, "rich")):
        with pytest.raises(RuleBroken):
            services.tell_outcome(early, months, outcome)
    stopped = EnrolmentFactory(run=run, resident=ResidentFactory(centre=meeting.centre), stopped=True)
    with pytest.raises(RuleBroken, match="too early"):
        services.tell_outcome(stopped, 3, "work")
