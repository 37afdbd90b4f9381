"""The case of a resident who moves: asked, accepted, handed over; never without a desk."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jobdesk.accounts.hats import hat_for
from jobdesk.lists.models import ListFile
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from residents import services
from residents.models import CentreStay, Relocation, Resident, Step
from residents.tasks import hand_over_cases
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory
from tests.factories.residents import AppointmentFactory, StepFactory


def day(offset: int):
    return timezone.localdate() + timedelta(days=offset)


@pytest.fixture
def new_coach(elsewhere):
    return MembershipFactory(centres=[elsewhere]).user


@pytest.fixture
def announced(desk, resident, elsewhere):
    """A move in ten days, asked of the other desk."""
    return services.announce_relocation(resident, elsewhere, moves_on=day(10), note="Call the school.")


def as_(user, role=Role.COACH):
    return open_scope(hat_for(user, role).scope)


def test_announced_move_leaves_the_case_where_it_is(announced, resident, coach, elsewhere):
    assert (announced.status, announced.asked_by, announced.asked_on) == ("asked", coach, day(0))
    assert announced.handover_on == day(10)
    assert Resident.objects.get(pk=resident.pk).centre == announced.from_centre
    assert list(
        StatusChange.objects.filter(subject_type="residents.relocation").values_list("to_status")
    ) == [("asked",)]
    assert AuditEntry.objects.get(action="relocation.announced").resident_id == resident.pk


def test_both_desks_see_the_move_and_others_do_not(announced, new_coach):
    with as_(new_coach):
        assert list(Relocation.objects.all()) == [announced]
        assert Resident.objects.count() == 0
    with as_(MembershipFactory(centres=[CentreFactory()]).user):
        assert Relocation.objects.count() == 0


def test_accepted_move_is_handed_over_on_its_day(announced, resident, coach, new_coach, elsewhere):
    with as_(new_coach):
        services.accept_relocation(announced, new_coach, "Welcome")
        assert Resident.objects.count() == 0
    with system_scope("test"):
        assert services.hand_over_due(day(9)) == 0
        resident.refresh_from_db()
        assert resident.centre != elsewhere


def test_handover_moves_stay_coach_and_steps(desk, resident, elsewhere, new_coach, coach):
    StepFactory(resident=resident)
    own = StepFactory(resident=resident, kind="health_insurance", party=Step.Party.COACH, due_on=day(1))
    relocation = services.announce_relocation(resident, elsewhere, moves_on=day(-2), handover_on=day(0))
    with as_(new_coach):
        services.accept_relocation(relocation, new_coach)
        moved = Resident.objects.get(pk=resident.pk)
        assert (moved.centre, moved.coach) == (elsewhere, new_coach)
        stays = CentreStay.objects.filter(resident=moved).order_by("from_on")
        assert list(stays.values_list("centre", "from_on", "until_on")) == [
            (relocation.from_centre_id, day(-300), day(-3)),
            (elsewhere.pk, day(-2), None),
        ]
        bsn = list(moved.steps.filter(kind="bsn").order_by("pk").values_list("status", "opened_on"))
        assert bsn == [("not_needed", day(-20)), ("open", day(-2))]
        own.refresh_from_db()
        assert own.due_on > day(1)
    relocation.refresh_from_db()
    assert relocation.status == "done"
    assert Resident.objects.filter(pk=resident.pk).count() == 0
    assert list(Relocation.objects.all()) == [relocation]


def test_handover_settles_what_was_planned_with_the_old_desk(desk, resident, elsewhere, new_coach, coach):
    """Nobody there sees the case any more: a talk is cancelled with why, a visit goes to the new coach."""
    both = MembershipFactory(centres=[resident.centre, elsewhere]).user
    ahead, past = timezone.now() + timedelta(days=3), timezone.now() - timedelta(days=3)
    talk, kept, visit, was = (
        AppointmentFactory(resident=resident, with_user=who, starts_at=at, kind=kind)
        for who, at, kind in (
            (coach, ahead, "talk"),
            (both, ahead, "talk"),
            (coach, ahead, "employer"),
            (coach, past, "talk"),
        )
    )
    move = services.announce_relocation(resident, elsewhere, moves_on=day(0))
    with as_(new_coach):
        services.accept_relocation(move, new_coach)
    with system_scope("test"):
        for each in (talk, kept, visit, was):
            each.refresh_from_db()
    assert [each.status for each in (talk, kept, visit, was)] == [
        "cancelled", "planned", "planned", "planned",
    ]  # fmt: skip
    assert (kept.with_user, visit.with_user, was.with_user) == (both, new_coach, coach)
    said = StatusChange.objects.get(subject_type="residents.appointment", subject_id=talk.pk)
    assert (said.to_status, said.reason) == ("cancelled", "The resident moved to another centre.")


def test_handover_ends_files_that_may_hold_the_case(desk, resident, elsewhere, new_coach, coach):
    both = MembershipFactory(centres=[resident.centre, elsewhere]).user
    tomorrow = timezone.now() + timedelta(days=1)
    for owner in (coach, both, new_coach):
        ListFile.objects.create(
            owner=owner,
            role="coach",
            list_name="residents",
            language="nl",
            status="ready",
            expires_at=tomorrow,
        )
    move = services.announce_relocation(resident, elsewhere, moves_on=day(0))
    with as_(new_coach):
        services.accept_relocation(move, new_coach)
    ended = ListFile.objects.filter(expires_at__lte=timezone.now())
    assert [each.owner for each in ended] == [coach]


def test_nightly_task_hands_over_once(announced, resident, elsewhere, new_coach):
    with as_(new_coach):
        services.accept_relocation(announced, None)
    with system_scope("test"):
        Relocation.objects.filter(pk=announced.pk).update(moves_on=day(0), handover_on=day(0))
    hand_over_cases()
    hand_over_cases()
    with system_scope("test"):
        assert Resident.objects.get(pk=resident.pk).centre == elsewhere
        assert CentreStay.objects.filter(resident=resident).count() == 2
        assert StatusChange.objects.filter(subject_type="residents.relocation", to_status="done").count() == 1


def test_there_and_back_again(desk, resident, coach, centre, elsewhere, new_coach):
    there = services.announce_relocation(resident, elsewhere, moves_on=day(-3))
    with as_(new_coach):
        services.accept_relocation(there, new_coach)
        back = services.announce_relocation(Resident.objects.get(pk=resident.pk), centre, moves_on=day(-1))
    services.accept_relocation(back, coach)
    returned = Resident.objects.get(pk=resident.pk)
    assert (returned.centre, returned.coach) == (centre, coach)
    assert list(
        CentreStay.objects.filter(resident=returned).order_by("from_on").values_list("centre", "from_on")
    ) == [(centre.pk, day(-300)), (elsewhere.pk, day(-3)), (centre.pk, day(-1))]


def test_there_and_back_on_one_day_keeps_both_stays(desk, resident, coach, centre, elsewhere, new_coach):
    """Sent on at the gate, or recorded for the wrong centre: nobody has to wait for tomorrow."""
    there = services.announce_relocation(resident, elsewhere, moves_on=day(0))
    with as_(new_coach):
        services.accept_relocation(there, new_coach)
        back = services.announce_relocation(Resident.objects.get(), centre, moves_on=day(0))
    with as_(coach):
        services.accept_relocation(back, coach)
        returned = Resident.objects.get()
        stays = CentreStay.objects.order_by("id").values_list("centre", "from_on", "until_on")
        assert (returned.centre, returned.coach) == (centre, coach)
        assert list(stays)[-2:] == [(elsewhere.pk, day(0), day(0)), (centre.pk, day(0), None)]


def test_move_between_ones_own_centres_needs_no_answer(resident, coach, centre):
    second = CentreFactory()
    coach.memberships.get().centres.add(second)
    with as_(coach):
        services.assign_coach(resident, coach)
        relocation = services.announce_relocation(resident, second, moves_on=day(0))
        moved = Resident.objects.get(pk=resident.pk)
        assert (relocation.status, moved.centre, moved.coach) == ("done", second, coach)


def test_sent_back_case_stays_with_the_old_desk(announced, resident, new_coach):
    with as_(new_coach):
        with pytest.raises(RuleBroken) as refused:
            services.decline_relocation(announced, "other", "")
        assert refused.value.field == "note"
        services.decline_relocation(announced, "not_here")
    announced.refresh_from_db()
    assert (announced.status, announced.declined_why) == ("declined", "not_here")
    again = services.announce_relocation(resident, announced.to_centre, moves_on=day(5))
    assert again.status == "asked"


def test_only_the_new_desk_answers_and_only_the_old_one_calls_off(announced, new_coach):
    with pytest.raises(RuleBroken):
        services.accept_relocation(announced, None)
    with pytest.raises(RuleBroken):
        services.decline_relocation(announced, "not_here")
    with as_(new_coach), pytest.raises(RuleBroken):
        services.cancel_relocation(announced, "no")
    with pytest.raises(RuleBroken) as refused:
        services.cancel_relocation(announced, " ")
    assert refused.value.field == "reason"
    services.cancel_relocation(announced, "Stays after all")
    announced.refresh_from_db()
    assert announced.status == "cancelled"


def test_answered_move_is_not_answered_again(announced, new_coach):
    with as_(new_coach):
        services.accept_relocation(announced, None)
        with pytest.raises(RuleBroken):
            services.decline_relocation(announced, "not_here")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"moves_on": 200}, "on"),
        ({"moves_on": 5, "handover_on": 4}, "handover_on"),
        ({"moves_on": 5, "handover_on": 40}, "handover_on"),
        ({"moves_on": -301}, "on"),
    ],
)
def test_impossible_days_are_refused(desk, resident, elsewhere, change, field):
    days = {name: day(offset) for name, offset in change.items()}
    with pytest.raises(RuleBroken) as refused:
        services.announce_relocation(resident, elsewhere, **days)
    assert refused.value.field == field
    assert Relocation.objects.count() == 0


def test_second_move_is_refused_by_service_and_database(announced, resident, elsewhere):
    with pytest.raises(RuleBroken):
        services.announce_relocation(resident, elsewhere, moves_on=day(3))
    with pytest.raises(RuleBroken):
        services.move_to_centre(resident, elsewhere)
    announced.pk, announced.code = None, "M-222222"
    with pytest.raises(IntegrityError), transaction.atomic():
        announced.save(force_insert=True)


def test_coach_who_left_the_desk_does_not_get_the_case(announced, resident, new_coach):
    with as_(new_coach):
        services.accept_relocation(announced, new_coach)
    new_coach.memberships.all().delete()
    with system_scope("test"):
        Relocation.objects.filter(pk=announced.pk).update(moves_on=day(0), handover_on=day(0))
        assert services.hand_over_due() == 1
        assert Resident.objects.get(pk=resident.pk).coach is None
