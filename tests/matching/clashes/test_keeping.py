"""Clashes are kept as the files are: they come with a later change, and go with their cause."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from matching.clashes.keeping import keep_clashes
from matching.clashes.queries import serious_clashes
from matching.models import Placement, ProfileChange, WorkClash
from matching.profiles import reconcile, settle
from matching.services.clashes import know_clash, note_seen, reopen_clash
from residents.services import save_intake
from tests.factories.matching import MatchFactory, PlacementFactory, ProposalFactory, StartedPlacementFactory
from tests.factories.residents import AppointmentFactory, DocumentFactory, IntakeFactory
from tests.meeting import ready_resident

pytestmark = pytest.mark.django_db
MORNINGS, TUE_MORNING, TUE_AFTERNOON = 0b001001001001001, 1 << 3, 1 << 4
WHOLE_WEEK = (1 << 21) - 1
TODAY = timezone.localdate


@pytest.fixture
def work(meeting) -> Placement:
    """Somebody at work in the mornings, of whom all is known and nothing clashes."""
    with system_scope("test"):
        meeting.resident.intakes.update(
            lessons=0,
            availability=WHOLE_WEEK,
            children="none",
            hours=32,
            travel_minutes=240,
            cycling="yes",
            transport="alone",
        )
        meeting.resident.documents.update(until_on=TODAY() + timedelta(days=900))
    return StartedPlacementFactory(
        match__resident=meeting.resident,
        match__vacancy=meeting.vacancy,
        match__project=meeting.project,
        shifts=MORNINGS,
        hours=20,
        planned_end_on=TODAY() + timedelta(days=200),
    )


def kept(*statuses: str) -> list[tuple[str, str, str]]:
    with system_scope("test"):
        rows = WorkClash.objects.filter(status__in=statuses or ["open", "known"]).order_by("kind", "subject")
        return [(row.kind, row.severity, row.status) for row in rows if row.is_serious]


def keep(placement: Placement, on=None) -> int:
    return keep_clashes([placement.resident_id], on or TODAY())


def lessons(placement: Placement, bits: int) -> None:
    with system_scope("test"):
        placement.resident.intakes.update(lessons=bits)


def trail(action: str) -> int:
    return AuditEntry.objects.filter(action=action).count()


def test_a_lesson_that_came_later_is_found_and_goes_with_its_cause(work):
    keep(work)
    assert kept() == []
    lessons(work, TUE_MORNING)
    assert keep(work) == 1
    assert kept() == [("lessons", "hurts", "open")]
    assert keep(work) == 0  # nothing changed, nothing is written
    assert trail("clash.found") == 1

    lessons(work, TUE_AFTERNOON)
    keep(work)
    assert kept() == []
    assert kept("settled") == [("lessons", "hurts", "settled")]
    assert trail("clash.settled") == 1


def test_what_a_coach_said_holds_until_the_parameters_change(work, meeting):
    lessons(work, TUE_MORNING)
    keep(work)
    with open_scope(hat_for(meeting.coach, Role.COACH).scope):
        clash = WorkClash.objects.get(kind="lessons")
        know_clash(clash, " The hotel lets her come at noon on Tuesday. ")
    assert (clash.words, clash.said_by, clash.said_on) == (
        "The hotel lets her come at noon on Tuesday.",
        meeting.coach,
        TODAY(),
    )
    keep(work)
    assert kept() == [("lessons", "hurts", "known")]
    assert trail("clash.known") == 1

    lessons(work, TUE_MORNING | 1)
    keep(work)
    assert kept() == [("lessons", "hurts", "open")]
    with system_scope("test"):
        again = WorkClash.objects.get(kind="lessons")
    assert (again.pk, again.words, again.said_by) == (clash.pk, "", None)


def test_saying_asks_for_words_and_can_be_taken_back(work, as_coach):
    lessons(work, TUE_MORNING)
    keep(work)
    clash = WorkClash.objects.get(kind="lessons")
    with pytest.raises(RuleBroken) as refused:
        know_clash(clash, "  ")
    assert refused.value.field == "words"
    know_clash(clash, "Agreed with the school.")
    with pytest.raises(RuleBroken):
        know_clash(clash, "Once more.")
    reopen_clash(clash)
    assert kept() == [("lessons", "hurts", "open")]
    with pytest.raises(RuleBroken):
        reopen_clash(clash)


def test_every_write_about_a_resident_is_followed(work, as_coach):
    intake = work.resident.intakes.get()
    settle()
    assert kept() == []
    save_intake(intake, {"lessons": TUE_MORNING}, seen={"lessons": 0})
    settle()
    assert kept() == [("lessons", "hurts", "open")]
    settle()
    assert not ProfileChange.objects.exists()


def test_an_appointment_in_a_shift_goes_when_it_is_over(work):
    monday = TODAY() + timedelta(days=7 - TODAY().weekday())
    at = timezone.make_aware(timezone.datetime.combine(monday, timezone.datetime.min.time()))
    AppointmentFactory(resident=work.resident, starts_at=at + timedelta(hours=10))
    keep(work)
    assert kept() == [("appointment", "hurts", "open")]
    keep(work, monday + timedelta(days=1))
    assert kept() == []


def test_the_night_finds_what_nobody_wrote_about(work):
    with system_scope("test"):
        work.resident.documents.update(until_on=TODAY() + timedelta(days=30))
        ProfileChange.objects.all().delete()
        reconcile(TODAY())
    assert [kind for kind, _severity, _status in kept()] == ["right_ends"]


def test_two_jobs_at_once_clash_from_both_sides(work, meeting):
    PlacementFactory(
        match=MatchFactory(resident=work.resident, project=meeting.project),
        shifts=TUE_MORNING,
        hours=8,
        planned_end_on=TODAY() + timedelta(days=100),
    )
    keep(work)
    assert [row for row in kept() if row[0] == "other_work"] == [("other_work", "stops", "open")] * 2
    with system_scope("test"):
        Placement.objects.filter(pk=work.pk).update(status="ended", ended_on=TODAY())
    keep(work)
    assert [row for row in kept() if row[0] == "other_work"] == []


def test_a_proposal_that_ended_clashes_with_nothing(work, meeting):
    proposal = ProposalFactory(resident=work.resident)
    with system_scope("test"):
        type(proposal.vacancy).objects.filter(pk=proposal.vacancy_id).update(shifts=TUE_MORNING)
    keep(work)
    assert ("other_work", "stops", "open") in kept()
    with system_scope("test"):
        type(proposal).objects.filter(pk=proposal.pk).update(status="withdrawn")
    keep(work)
    assert kept() == []


def test_what_was_seen_at_a_match_is_known_at_once(work, as_coach):
    lessons(work, TUE_MORNING)
    note_seen([work], "The school has an evening group.")
    assert kept() == [("lessons", "hurts", "known")]
    assert list(serious_clashes()) == []


def test_a_permit_asked_for_again_is_told_apart_from_a_renewal(work, meeting):
    from residents.services import open_step

    code = work.match.company.employer_code
    end = TODAY() + timedelta(days=300)
    DocumentFactory(resident=work.resident, type="TWV", employer=code, until_on=end)
    with open_scope(hat_for(meeting.coach, Role.COACH).scope):
        step = open_step(work.resident, "twv", subject=work.code)
    keep(work)
    assert [kind for kind, *_rest in kept()] == ["permit_other_terms"]
    with system_scope("test"):
        type(step).objects.filter(pk=step.pk).update(due_on=end)
    keep(work)
    assert kept() == []


def queries_for(residents: list[int]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        keep_clashes(residents, TODAY())
    return len(captured)


def test_the_number_of_queries_does_not_grow_with_the_residents(meeting):
    people = [ready_resident(meeting.centre, meeting.project) for _number in range(4)]
    for person in people:
        with system_scope("test"):
            person.intakes.update(lessons=TUE_MORNING)
        placement = PlacementFactory(match=MatchFactory(resident=person, project=meeting.project))
        with system_scope("test"):
            Placement.objects.filter(pk=placement.pk).update(shifts=MORNINGS)
        ProposalFactory(resident=person)
    keep_clashes([people[0].pk], TODAY())  # what a process reads once
    for person in people:
        with system_scope("test"):
            person.intakes.update(lessons=TUE_MORNING | 1)
    one = queries_for([people[0].pk])
    with system_scope("test"):
        WorkClash.objects.all().delete()
    others = queries_for([each.pk for each in people])
    assert others <= one + 2  # rows are created and none is changed
    assert queries_for([IntakeFactory().resident_id]) <= 6  # nobody with work
