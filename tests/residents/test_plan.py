"""The plan of a resident: goals, who does what by when, reviews."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from law.rules import add_months
from residents import services
from residents.models import Goal, PlanAction, PlanReview
from residents.queries import guidance_period
from tests.factories.residents import GoalFactory, IntakeFactory, PlanActionFactory, PlanReviewFactory
from tests.residents.sweep import assert_guarded


def day(offset: int):
    return timezone.localdate() + timedelta(days=offset)


@pytest.fixture
def url(resident):
    return reverse("residents:plan", args=[resident.code])


def test_plan_is_guarded(client_of, coach, employer, url, stranger):
    foreign = reverse("residents:plan", args=[stranger.code])
    assert_guarded(client_of, url, foreign_url=foreign, insider=coach, outsider=employer)


def test_goal_is_set_in_the_words_of_the_resident(client_of, coach, resident, url):
    data = {"add": "goal", "goal-kind": "own_business", "goal-words": "My own shop", "goal-by_on": day(200)}
    assert client_of(coach).post(url, data)["Location"] == url
    with system_scope("test"):
        goal = Goal.objects.get()
    assert (goal.kind, goal.words, goal.status, goal.set_on) == (
        "own_business",
        "My own shop",
        "open",
        day(0),
    )
    assert AuditEntry.objects.get(action="goal.set").actor == coach
    assert "My own shop" in client_of(coach).get(url).content.decode()


def test_goal_is_reached_given_up_and_taken_up_again(client_of, coach, resident, url):
    goal = GoalFactory(resident=resident)
    change = reverse("residents:plan_goal", args=[resident.code, goal.pk])

    def status_after(**data):
        client_of(coach).post(change, data)
        goal.refresh_from_db(from_queryset=Goal._base_manager.all())
        return goal.status, goal.closed_on

    assert status_after(to="dropped", reason=" ") == ("open", None)
    assert status_after(to="dropped", reason="Wants to study") == ("dropped", day(0))
    assert status_after(to="open") == ("open", None)
    assert status_after(to="reached") == ("reached", day(0))
    reasons = StatusChange.objects.filter(subject_type="residents.goal").order_by("pk")
    assert list(reasons.values_list("to_status", "reason")) == [
        ("dropped", "Wants to study"),
        ("open", ""),
        ("reached", ""),
    ]


@pytest.mark.parametrize(
    ("aim", "goal_of_it", "barrier"),
    [("", False, ""), ("goal", True, ""), ("child_care", False, "child_care")],
)
def test_action_is_agreed_for_a_goal_a_barrier_or_in_general(
    client_of, coach, resident, url, aim, goal_of_it, barrier
):
    goal = GoalFactory(resident=resident)
    data = {
        "add": "action",
        "action-what": "Visit the crèche",
        "action-owner": "resident",
        "action-due_on": day(3),
        "action-aim": f"goal-{goal.pk}" if aim == "goal" else aim,
    }
    assert client_of(coach).post(url, data).status_code == 302
    with system_scope("test"):
        action = PlanAction.objects.get()
    assert (action.goal_id == goal.pk, action.barrier, action.owner) == (goal_of_it, barrier, "resident")


def test_rejected_action_keeps_what_was_typed(client_of, coach, url):
    data = {"add": "action", "action-what": "Call", "action-owner": "coach", "action-due_on": day(-1)}
    form = client_of(coach).post(url, data).context["action_form"]
    assert (set(form.errors), form["what"].value()) == ({"due_on"}, "Call")


def test_action_of_a_foreign_goal_is_refused(client_of, coach, url, stranger):
    foreign = GoalFactory(resident=stranger)
    data = {
        "add": "action",
        "action-what": "Call",
        "action-owner": "coach",
        "action-due_on": day(1),
        "action-aim": f"goal-{foreign.pk}",
    }
    assert set(client_of(coach).post(url, data).context["action_form"].errors) == {"aim"}


def test_action_is_done_and_opened_again(client_of, coach, resident):
    action = PlanActionFactory(resident=resident)
    change = reverse("residents:plan_item", args=[resident.code, action.pk])
    statuses = []
    for to in ("done", "open", "dropped"):
        client_of(coach).post(change, {"to": to})
        action.refresh_from_db(from_queryset=PlanAction._base_manager.all())
        statuses.append((action.status, action.closed_on))
    assert statuses == [("done", day(0)), ("open", None), ("dropped", day(0))]
    assert client_of(coach).post(change, {"to": "nonsense"}).status_code == 400


def test_item_of_another_resident_is_not_found(client_of, coach, resident, stranger):
    action, goal = PlanActionFactory(resident=stranger), GoalFactory(resident=stranger)
    for name, pk in (("plan_item", action.pk), ("plan_goal", goal.pk)):
        for code in (resident.code, stranger.code):
            address = reverse(f"residents:{name}", args=[code, pk])
            assert client_of(coach).post(address, {"to": "done"}).status_code == 404


def test_review_is_held_and_the_next_one_planned(client_of, coach, resident, url):
    PlanReviewFactory(resident=resident, due_on=day(-3))
    data = {"add": "review", "review-on": day(0), "review-note": "Goes well", "review-next_on": day(91)}
    client_of(coach).post(url, data)
    with system_scope("test"):
        reviews = list(PlanReview.objects.order_by("due_on").values_list("due_on", "done_on", "note"))
    assert reviews == [(day(-3), day(0), "Goes well"), (day(91), None, "")]


def test_planned_review_gets_another_day_and_stays_one(client_of, coach, resident, url):
    for offset in (30, 40):
        client_of(coach).post(url, {"add": "next", "next-due_on": day(offset)})
    with system_scope("test"):
        assert [each.due_on for each in PlanReview.objects.all()] == [day(40)]


def test_nothing_is_planned_after_guidance_has_ended(desk, resident):
    resident.status = "exited"
    resident.save()
    for plan in (
        lambda: services.set_goal(resident, "paid_job"),
        lambda: services.plan_action(resident, "Call", owner="coach", due_on=day(1)),
        lambda: services.plan_review(resident, day(1)),
    ):
        with pytest.raises(RuleBroken):
            plan()


def test_barriers_of_the_intake_stand_in_the_plan_until_something_is_done(
    client_of, coach, resident, project, url
):
    IntakeFactory(resident=resident, project=project, complete=True, barriers="mobility,child_care")
    PlanActionFactory(resident=resident, barrier="child_care")
    barriers = client_of(coach).get(url).context["barriers"]
    assert [(aim.title, aim.is_idle) for aim in barriers] == [
        ("Getting to work", True),
        ("Child care", False),
    ]


def test_guidance_lasts_as_long_as_the_project_says(desk, resident, project):
    assert guidance_period(resident) is None
    project.guidance_months = 12
    project.save()
    intake = IntakeFactory(resident=resident, project=project, complete=True)
    assert guidance_period(resident) == (intake.completed_on, add_months(intake.completed_on, 12))


def test_plan_asks_as_often_for_three_goals_as_for_one(
    client_of, coach, resident, url, django_assert_num_queries
):
    goal = GoalFactory(resident=resident)
    PlanActionFactory(resident=resident, goal=goal)
    browser = client_of(coach)
    browser.get(url)
    with CaptureQueriesContext(connection) as once:
        browser.get(url)
    for _number in range(2):
        PlanActionFactory(resident=resident, goal=GoalFactory(resident=resident))
    with django_assert_num_queries(len(once)):
        browser.get(url)
