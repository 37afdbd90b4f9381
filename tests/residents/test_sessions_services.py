"""Group sessions: presence counts once for each person, an invitation for nothing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from residents.models import Attendance, GroupSession, OutreachContact, Resident
from residents.services import (
    cancel_session,
    change_session,
    close_session,
    exit_guidance,
    invite,
    log_outreach,
    plan_session,
    record_outcome,
    set_present,
    withdraw_invitation,
)
from tests.factories.desks import CentreFactory
from tests.factories.residents import AttendanceFactory, ContactFactory, GroupSessionFactory, ResidentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(desk, centre, project, coach):
    return GroupSessionFactory(centre=centre, project=project, led_by=coach)


@pytest.fixture
def newcomer(centre):
    return ResidentFactory(centre=centre, status=Resident.Status.REGISTERED)


def contacts(resident) -> list[tuple]:
    return list(
        OutreachContact.objects.filter(resident=resident).values_list(
            "kind", "on", "is_outreach", "note", "project"
        )
    )


def test_session_is_planned(desk, centre, project, coach):
    session = plan_session(
        title="Working here",
        project=project,
        centre=centre,
        place="Room 2",
        starts_at=timezone.now() + timedelta(days=3),
        led_by=coach,
    )

    assert (session.status, session.code[:2]) == (GroupSession.Status.PLANNED, "G-")
    assert AuditEntry.objects.filter(action="session.planned").count() == 1


def test_session_needs_a_project_that_runs_there_then(desk, centre, project, coach):
    with pytest.raises(RuleBroken, match="does not run on that day"):
        plan_session(
            title="Late",
            project=project,
            centre=centre,
            place="Room 2",
            starts_at=timezone.now() + timedelta(days=9999),
            led_by=coach,
        )


def test_inviting_counts_nothing_and_happens_once(session, newcomer):
    assert invite(session, [newcomer]) == 1
    assert invite(session, [newcomer]) == 0

    assert contacts(newcomer) == []
    assert Attendance.objects.get().status == Attendance.Status.INVITED
    newcomer.refresh_from_db()
    assert newcomer.status == Resident.Status.REGISTERED


def test_presence_is_one_contact_however_often_it_is_ticked(session, newcomer):
    invite(session, [newcomer])

    for _again in range(3):
        set_present(session, newcomer, is_present=True)

    today = timezone.localdate()
    assert contacts(newcomer) == [("group", today, True, session.title, session.project_id)]
    newcomer.refresh_from_db()
    assert (newcomer.status, newcomer.last_contact_on) == (Resident.Status.CONTACTED, today)


def test_taking_the_tick_away_takes_the_contact_back(session, newcomer):
    invite(session, [newcomer])
    set_present(session, newcomer, is_present=True)

    for _again in range(2):
        set_present(session, newcomer, is_present=False)

    assert contacts(newcomer) == []
    attendance = Attendance.objects.get()
    assert (attendance.status, attendance.contact) == (Attendance.Status.INVITED, None)
    newcomer.refresh_from_db()
    assert (newcomer.status, newcomer.last_contact_on) == (Resident.Status.REGISTERED, None)


def test_taking_the_tick_away_keeps_what_other_contacts_say(session, resident, project):
    earlier = timezone.localdate() - timedelta(days=4)
    log_outreach(resident, project=project, on=earlier)
    set_present(session, resident, is_present=True)

    set_present(session, resident, is_present=False)

    resident.refresh_from_db()
    assert resident.last_contact_on == earlier
    assert [row[0] for row in contacts(resident)] == ["desk"]


def test_who_walked_in_leaves_the_list_with_the_tick(session, newcomer):
    set_present(session, newcomer, is_present=True)
    assert Attendance.objects.get().invited_on is None

    assert set_present(session, newcomer, is_present=False) is None

    assert Attendance.objects.count() == 0


def test_two_sessions_are_two_contacts(session, centre, project, coach, newcomer):
    other = GroupSessionFactory(centre=centre, project=project, led_by=coach, title="Another")

    set_present(session, newcomer, is_present=True)
    set_present(other, newcomer, is_present=True)

    assert [row[3] for row in contacts(newcomer)] == ["Another", session.title]


def test_database_refuses_a_second_row_and_presence_without_contact(session, resident):
    AttendanceFactory(session=session, resident=resident)
    with pytest.raises(IntegrityError), transaction.atomic():
        AttendanceFactory(session=session, resident=resident)
    with pytest.raises(IntegrityError), transaction.atomic():
        AttendanceFactory(session=session, resident=ResidentFactory(centre=session.centre), status="present")
    with pytest.raises(IntegrityError), transaction.atomic():
        AttendanceFactory(
            session=session,
            resident=ResidentFactory(centre=session.centre),
            contact=ContactFactory(resident=resident),
        )


def test_ticking_waits_for_the_day(session, resident):
    session.starts_at = timezone.now() + timedelta(days=2)
    session.save()

    with pytest.raises(RuleBroken, match="from the day of the session"):
        set_present(session, resident, is_present=True)


def test_closing_says_who_did_not_come_and_the_list_can_still_be_put_right(session, resident, newcomer):
    invite(session, [resident, newcomer])
    set_present(session, resident, is_present=True)

    close_session(session)

    states = dict(Attendance.objects.values_list("resident", "status"))
    assert states == {resident.pk: "present", newcomer.pk: "absent"}
    set_present(session, newcomer, is_present=True)
    set_present(session, resident, is_present=False)
    states = dict(Attendance.objects.values_list("resident", "status"))
    assert states == {resident.pk: "absent", newcomer.pk: "present"}
    assert [len(contacts(each)) for each in (resident, newcomer)] == [0, 1]


def test_session_at_which_people_were_is_not_cancelled(session, resident):
    set_present(session, resident, is_present=True)
    with pytest.raises(RuleBroken, match="this session took place"):
        cancel_session(session, "ill")

    set_present(session, resident, is_present=False)
    cancel_session(session, "ill")

    assert session.status == GroupSession.Status.CANCELLED
    with pytest.raises(RuleBroken, match="was cancelled"):
        set_present(session, resident, is_present=True)
    with pytest.raises(RuleBroken, match="closed or cancelled"):
        invite(session, [resident])


def test_day_of_a_session_stays_when_contacts_were_counted(session, resident):
    set_present(session, resident, is_present=True)

    change_session(session, title="New title")
    with pytest.raises(RuleBroken, match="the day, the centre and the project stay"):
        change_session(session, starts_at=session.starts_at - timedelta(days=1))

    session.refresh_from_db()
    assert session.title == "New title"


def test_invitation_is_withdrawn_unless_the_person_is_there(session, resident):
    attendance = AttendanceFactory(session=session, resident=resident)
    set_present(session, resident, is_present=True)
    with pytest.raises(RuleBroken, match="ticked as present"):
        withdraw_invitation(attendance)

    set_present(session, resident, is_present=False)
    withdraw_invitation(attendance)

    assert Attendance.objects.count() == 0


def test_outcome_is_for_who_was_present(session, resident):
    attendance = AttendanceFactory(session=session, resident=resident)
    with pytest.raises(RuleBroken, match="Only who was present"):
        record_outcome(attendance, Attendance.Outcome.COMPLETED)

    set_present(session, resident, is_present=True)
    record_outcome(attendance, Attendance.Outcome.COMPLETED)

    assert Attendance.objects.get().outcome == Attendance.Outcome.COMPLETED


def test_who_moves_away_is_counted_and_not_shown(session, resident):
    from residents.queries.sessions import attendance_counts, attendances_of

    set_present(session, resident, is_present=True)
    with system_scope("test"):
        Resident.objects.filter(pk=resident.pk).update(centre=CentreFactory())

    assert list(attendances_of(session)) == []
    assert attendance_counts([session]) == {session.pk: {"listed": 1, "invited": 0, "present": 1}}


def test_walk_in_of_somebody_whose_guidance_ended_is_a_contact_all_the_same(session, resident):
    exit_guidance(resident, "own_wish")

    set_present(session, resident, is_present=True)

    assert len(contacts(resident)) == 1
    resident.refresh_from_db()
    assert resident.status == Resident.Status.EXITED
