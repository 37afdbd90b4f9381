"""What is wrong at work: opened by a bad answer, with an owner for today, until somebody dealt with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from desk.models import Reminder
from desk.reminders.collect import collect
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from matching import services
from matching.aftercare.owners import owner_for
from matching.models import Concern
from residents.services import assign_coach, move_to_centre
from tests.factories.accounts import MembershipFactory
from tests.factories.coaching import CoachAbsenceFactory
from tests.factories.desks import CentreFactory
from tests.factories.matching import CheckInFactory, ConcernFactory
from tests.factories.residents import StepFactory

TODAY = timezone.localdate


@pytest.fixture
def case(meeting):
    """The resident of the meeting, held by its coach."""
    with system_scope("test"):
        meeting.resident.coach = meeting.coach
        meeting.resident.save()
    return meeting.resident


@pytest.fixture
def check_in(case):
    return CheckInFactory(placement__match__resident=case)


def typed(**changes) -> dict:
    return {"is_reached": "yes", "done_on": TODAY().isoformat(), "still_working": "yes"} | changes


def the_concern() -> Concern:
    with system_scope("test"):
        return Concern.objects.select_related("owner", "resident__centre", "placement").get()


# ── Who deals with it ──────────────────────────────────────────────────────────────────────────────────────


def test_owner_is_the_coach_then_the_second_then_the_coordinator(meeting, case):
    second = MembershipFactory(centres=[meeting.centre]).user
    with system_scope("test"):
        case.second_coach = second
        case.save()
        assert owner_for(case, TODAY()) == meeting.coach
        CoachAbsenceFactory(user=meeting.coach, from_on=TODAY(), until_on=TODAY())
        assert owner_for(case, TODAY()) == second
        assert owner_for(case, TODAY() + timedelta(days=1)) == meeting.coach
        CoachAbsenceFactory(user=second, from_on=TODAY(), until_on=TODAY())
        assert owner_for(case, TODAY()) == meeting.coordinator


def test_owner_of_a_case_that_nobody_holds_is_the_coordinator(meeting):
    with system_scope("test"):
        assert meeting.resident.coach is None
        assert owner_for(meeting.resident, TODAY()) == meeting.coordinator


def test_a_coach_who_works_elsewhere_now_is_not_the_owner(meeting, case):
    with system_scope("test"):
        meeting.coach.memberships.get().centres.clear()
        assert owner_for(case, TODAY()) == meeting.coordinator


def test_is_everybody_away_it_is_the_coach_all_the_same(meeting, case):
    with system_scope("test"):
        for user in (meeting.coach, meeting.coordinator):
            CoachAbsenceFactory(user=user, from_on=TODAY(), until_on=TODAY())
        assert owner_for(case, TODAY()) == meeting.coach


# ── How it is opened ───────────────────────────────────────────────────────────────────────────────────────


def test_a_no_in_a_talk_stands_on_the_start_page_of_coach_and_coordinator(meeting, check_in, client_of):
    coach, coordinator = client_of(meeting.coach), client_of(meeting.coordinator)
    answers = typed(paid_as_agreed="no", feels_safe="yes", note="Two weeks without pay.")
    response = coach.post(f"/check-ins/{check_in.pk}/", answers)
    concern = the_concern()
    assert response.url == f"/concerns/{concern.code}/"
    assert (concern.kind, concern.owner, concern.due_on, concern.is_grave) == (
        "pay",
        meeting.coach,
        TODAY(),
        False,
    )
    for client in (coach, coordinator):
        jobs = [job for group in client.get("/today/").context["work"].groups for job in group["jobs"]]
        (line,) = [job for job in jobs if job.key == f"concern-{concern.code}"]
        assert (line.due_on, line.fixed_on, line.url) == (TODAY(), TODAY(), f"/concerns/{concern.code}/")


def test_it_stands_above_what_is_late(meeting, case, client_of):
    StepFactory(resident=case, due_on=TODAY() - timedelta(days=3))
    yesterday = TODAY() - timedelta(days=1)
    concern = ConcernFactory(placement__match__resident=case, opened_on=yesterday, due_on=yesterday)
    work = client_of(meeting.coach).get("/today/").context["work"]
    assert [group["id"] for group in work.groups][:2] == ["alarms", "late"]
    assert [job.key for job in work.alarms] == [f"concern-{concern.code}"]
    assert (work.late(TODAY()), len(work.overdue)) == (2, 1)


def test_nobody_can_put_it_off(meeting, case, client_of):
    concern = ConcernFactory(placement__match__resident=case)
    client = client_of(meeting.coach)
    tomorrow = (TODAY() + timedelta(days=1)).isoformat()
    page = client.post(f"/today/concern-{concern.code}/postpone/", {"until_on": tomorrow})
    assert "it has come: the line stays until it is done" in page.content.decode()
    assert f"concern-{concern.code}" in client.get("/today/").content.decode()


def test_the_same_said_twice_is_one_concern_with_two_lines(check_in, as_coach):
    for _time in range(2):
        services.raise_concern(check_in.placement, "pay", "coach", text="Not paid.")
    concern = Concern.objects.get()
    assert [each.act for each in concern.entries.all()] == ["said_again", "opened"]
    assert set(AuditEntry.objects.filter(subject_id=concern.pk, action__startswith="concern.").values_list(
        "action", flat=True
    )) == {"concern.opened", "concern.said_again"}  # fmt: skip


def test_the_words_stay_out_of_the_trail(check_in, as_coach):
    services.raise_concern(check_in.placement, "safety", "coach", text="Geheimwoord")
    assert "Geheimwoord" not in str(list(AuditEntry.objects.values_list("changes", flat=True)))


def test_a_coach_opens_one_by_hand(meeting, check_in, client_of):
    address = f"/placements/{check_in.placement.code}/concern/"
    client = client_of(meeting.coach)
    assert list(client.post(address, {"kind": "safety"}).context["form"].errors) == ["text"]
    client.post(address, {"kind": "safety", "text": "Machine without a guard."})
    concern = the_concern()
    assert (concern.is_grave, concern.source, concern.owner) == (True, "coach", meeting.coach)
    for page in (f"/placements/{check_in.placement.code}/", f"/residents/{concern.resident.code}/"):
        assert concern.code in client.get(page).content.decode()


# ── What is done with it ───────────────────────────────────────────────────────────────────────────────────


def test_handed_to_a_colleague_it_is_on_their_start_page(meeting, case, client_of):
    concern, colleague = ConcernFactory(placement__match__resident=case), MembershipFactory(
        centres=[meeting.centre]
    ).user  # fmt: skip
    page = f"/concerns/{concern.code}/"
    assert f"concern-{concern.code}" not in client_of(colleague).get("/today/").content.decode()
    client_of(meeting.coach).post(page, {"action": "hand", "to_user": colleague.pk, "text": "Speaks Dari"})
    assert the_concern().owner == colleague
    assert f"concern-{concern.code}" in client_of(colleague).get("/today/").content.decode()


def test_it_is_not_handed_to_a_stranger_or_to_who_is_away(meeting, case, as_coach):
    concern = ConcernFactory(placement__match__resident=case, owner=meeting.coach)
    CoachAbsenceFactory(user=meeting.coordinator, from_on=TODAY(), until_on=TODAY())
    for user in (meeting.other_coach, meeting.coordinator, meeting.coach):
        with pytest.raises(RuleBroken):
            services.hand_over_concern(concern, user)
    assert the_concern().owner == meeting.coach


def test_it_ends_only_with_an_outcome_and_words_and_can_come_back(meeting, case, client_of):
    concern = ConcernFactory(placement__match__resident=case)
    client, page = client_of(meeting.coach), f"/concerns/{concern.code}/"
    assert "outcome" in client.post(page, {"action": "close", "text": "x"}).context["close_form"].errors
    assert "text" in client.post(page, {"action": "close", "outcome": "paid"}).context["close_form"].errors
    client.post(page, {"action": "close", "outcome": "paid", "text": "Paid on the 28th."})
    closed = the_concern()
    assert (closed.status, closed.outcome, closed.closed_on) == ("closed", "paid", TODAY())
    assert f"concern-{concern.code}" not in client.get("/today/").content.decode()
    assert "Paid on the 28th." in client.get(page).content.decode()
    client.post(page, {"action": "reopen", "text": "Not paid after all."})
    again = the_concern()
    assert (again.status, again.outcome, again.due_on, again.owner) == ("open", "", TODAY(), meeting.coach)
    with system_scope("test"):
        changes = StatusChange.objects.filter(subject_type="matching.concern").order_by("pk")
        assert list(changes.values_list("to_status", flat=True)) == ["closed", "open"]
        assert [each.outcome for each in again.entries.all()] == ["", "paid"]


def test_who_does_not_feel_safe_is_not_left_because_nobody_answered(case, as_coach):
    concern = ConcernFactory(placement__match__resident=case, kind="safety", is_grave=True)
    with pytest.raises(RuleBroken):
        services.close_concern(concern, "no_contact", "Rang three times.")
    services.close_concern(concern, "reported", "Reported with her.")
    assert the_concern().status == "closed"


def test_closed_twice_or_noted_without_words_is_refused(case, as_coach):
    concern = ConcernFactory(placement__match__resident=case)
    with pytest.raises(RuleBroken):
        services.note_concern(concern, " ")
    services.close_concern(concern, "unfounded", "The bank was late.")
    with pytest.raises(RuleBroken):
        services.close_concern(concern, "paid", "Again.")


def test_one_that_is_open_again_cannot_be_opened_beside_it(case, as_coach):
    old = ConcernFactory(placement__match__resident=case, status="closed", outcome="paid", closed_on=TODAY())
    services.raise_concern(old.placement, "pay", "coach", text="Again.")
    with pytest.raises(RuleBroken):
        services.reopen_concern(old, "Once more.")


# ── Who sees them ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_list_has_harm_first_and_the_age_and_what_is_others_on_request(meeting, case, client_of):
    old = ConcernFactory(
        placement__match__resident=case,
        opened_on=TODAY() - timedelta(days=3),
        due_on=TODAY() - timedelta(days=3),
    )
    grave = ConcernFactory(placement=old.placement, kind="safety", is_grave=True)
    coordinator = client_of(meeting.coordinator).get("/concerns/")
    assert [(each.pk, age) for each, age in coordinator.context["rows"]] == [(grave.pk, 0), (old.pk, 3)]
    colleague = client_of(MembershipFactory(centres=[meeting.centre]).user)
    assert colleague.get("/concerns/").context["rows"] == []
    assert len(colleague.get("/concerns/?whose=all").context["rows"]) == 2
    assert coordinator.context["rows"][0][0] == grave
    assert client_of(meeting.coordinator).get("/concerns/?state=closed").context["rows"] == []


def test_who_may_not_see_one(meeting, case, client_of):
    concern = ConcernFactory(placement__match__resident=case)
    page = f"/concerns/{concern.code}/"
    assert client_of(meeting.employer).get(page).status_code == 403
    assert client_of(meeting.other_coach).get(page).status_code == 404
    assert client_of(meeting.other_coordinator).get("/concerns/").context["rows"] == []
    with open_scope(hat_for(meeting.employer, Role.EMPLOYER).scope):
        assert Concern.objects.count() == 0


# ── The whole way ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_wage_dispute_from_the_private_link_to_its_closing(meeting, case, check_in, client_of, client):
    """The coach is away: the coordinator has it, hands it back, and it ends when the pay is there."""
    coach, coordinator = client_of(meeting.coach), client_of(meeting.coordinator)
    link = coach.post(f"/check-ins/{check_in.pk}/link/", {"language": "ti"}).context["url"]
    away = CoachAbsenceFactory(user=meeting.coach, from_on=TODAY(), until_on=TODAY())
    for question, value in (("still_working", "yes"), ("paid_as_agreed", "no"), ("feels_safe", "yes")):
        client.post(link, {"question": question, "value": value})
    concern = the_concern()
    assert (concern.source, concern.kind, concern.owner) == ("resident", "pay", meeting.coordinator)
    line, page = f"concern-{concern.code}", f"/concerns/{concern.code}/"
    assert line in coordinator.get("/today/").content.decode()
    assert line in coach.get("/today/").content.decode()
    with system_scope("test"):
        collect(TODAY())
        told = Reminder.objects.filter(kind="concern").values_list("recipient", flat=True)
        assert set(told) == {meeting.coach.pk, meeting.coordinator.pk}
        away.delete()
    coordinator.post(page, {"action": "note", "text": "Rang the payroll office."})
    coordinator.post(page, {"action": "hand", "to_user": meeting.coach.pk, "text": "You know the planner."})
    coach.post(
        f"/placements/{concern.placement.code}/payslips/",
        {"month_on": concern.placement.started_on.replace(day=1).isoformat(), "gross": "1", "hours": "20"},
    )
    coach.post(page, {"action": "close", "outcome": "paid", "text": "Paid, and the slip is seen."})
    assert line not in coach.get("/today/").content.decode()
    assert line not in coordinator.get("/today/").content.decode()
    with system_scope("test"):
        concern.refresh_from_db()
        assert (concern.status, concern.outcome) == ("closed", "paid")
        acts = [each.act for each in reversed(concern.entries.all())]
        assert acts == ["opened", "noted", "handed_over", "said_again", "closed"]
    said = coach.get(f"/residents/{case.code}/?tab=history").content.decode()
    assert "Opened a concern about the work." in said


def test_the_coordinators_hear_of_one_that_is_still_open_the_day_after(meeting, case):
    yesterday = TODAY() - timedelta(days=1)
    with system_scope("test"):
        ConcernFactory(placement__match__resident=case, opened_on=yesterday, due_on=yesterday)
        collect(TODAY())
        told = Reminder.objects.filter(kind="concern_late").values_list("recipient", flat=True)
        assert list(told) == [meeting.coordinator.pk]


# ── The case goes to other hands ───────────────────────────────────────────────────────────────────────────


def test_a_concern_of_the_coach_goes_to_the_new_coach_who_is_told(meeting, case, check_in):
    heir = MembershipFactory(centres=[meeting.centre]).user
    ConcernFactory(placement=check_in.placement, owner=meeting.coach)
    with open_scope(hat_for(meeting.coordinator, Role.COORDINATOR).scope):
        assign_coach(case, heir)
    concern = the_concern()
    assert (concern.owner, concern.due_on, concern.status) == (heir, TODAY(), "open")
    with system_scope("test"):
        entry = concern.entries.get()
        assert (entry.act, entry.to_user, entry.by) == ("handed_over", heir, meeting.coordinator)
        collect(TODAY())
        assert Reminder.objects.filter(recipient=heir, kind="concern").count() == 1
    changes = AuditEntry.objects.get(action="concern.handed_over").changes
    assert changes == {"owner": [meeting.coach.pk, heir.pk]}


def test_a_concern_of_a_colleague_of_the_desk_stays_theirs(meeting, case, check_in):
    colleague, heir = (MembershipFactory(centres=[meeting.centre]).user for _each in range(2))
    ConcernFactory(placement=check_in.placement, owner=colleague)
    with open_scope(hat_for(meeting.coordinator, Role.COORDINATOR).scope):
        assign_coach(case, heir)
    assert the_concern().owner == colleague
    assert not AuditEntry.objects.filter(action="concern.handed_over").exists()


@pytest.mark.parametrize("has_coach", [True, False])
def test_a_concern_moves_with_the_case_to_the_other_desk(meeting, case, check_in, has_coach):
    elsewhere = CentreFactory(country=meeting.centre.country)
    coordinator = MembershipFactory(role=Role.COORDINATOR, centres=[elsewhere]).user
    coach = MembershipFactory(centres=[elsewhere]).user
    ConcernFactory(placement=check_in.placement, owner=meeting.coordinator)
    with system_scope("test"):
        move_to_centre(case, elsewhere, coach=coach if has_coach else None)
    assert the_concern().owner == (coach if has_coach else coordinator)


def test_a_concern_that_is_closed_keeps_who_dealt_with_it(meeting, case, check_in):
    ConcernFactory(
        placement=check_in.placement,
        owner=meeting.coach,
        status="closed",
        outcome="paid",
        closed_on=TODAY(),
    )
    heir = MembershipFactory(centres=[meeting.centre]).user
    with open_scope(hat_for(meeting.coordinator, Role.COORDINATOR).scope):
        assign_coach(case, heir)
    assert the_concern().owner == meeting.coach
