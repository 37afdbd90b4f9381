"""The plan: goals, actions and reviews. What was closed by mistake can be opened again."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from residents import transitions
from residents.models import Goal, PlanAction, PlanReview, Resident
from residents.services.rows import fields_of, lock


@transaction.atomic
def set_goal(resident: Resident, kind: str, *, words: str = "", by_on: date | None = None) -> Goal:
    """Set a goal (``Goal.Kind``) with the resident, in their own words, by a day if there is one."""
    lock(resident)
    _check_guided(resident)
    _check_ahead(by_on, "by_on")
    goal = Goal.objects.create(
        resident=resident, kind=kind, words=words.strip(), by_on=by_on, set_on=timezone.localdate()
    )
    audit.record_status(goal, "", goal.status)
    audit.record("goal.set", goal, fields_of(goal, "kind", "words", "by_on"))
    return goal


@transaction.atomic
def close_goal(goal: Goal, status: str, reason: str = "") -> None:
    """Record that a goal was reached, or given up with why. Its open actions stay: they may serve another."""
    hold(goal)
    if status == Goal.Status.DROPPED and not reason.strip():
        raise RuleBroken(_("Say in a few words why the goal is given up."), field="reason")
    also = {"closed_on": timezone.localdate()}
    audit.change_status(goal, status, transitions.GOAL, reason=reason.strip(), also=also)


@transaction.atomic
def reopen_goal(goal: Goal) -> None:
    """Take up a goal again."""
    hold(goal)
    audit.change_status(goal, Goal.Status.OPEN, transitions.GOAL, also={"closed_on": None})


@transaction.atomic
def plan_action(
    resident: Resident,
    what: str,
    *,
    owner: str,
    due_on: date,
    goal: Goal | None = None,
    barrier: str = "",
) -> PlanAction:
    """Agree who (``PlanAction.Owner``) does what by a day; for a goal, or about a barrier."""
    lock(resident)
    _check_guided(resident)
    _check_ahead(due_on, "due_on")
    if goal and (goal.resident_id != resident.pk or goal.status != Goal.Status.OPEN):
        raise RuleBroken(_("Choose a goal of this resident that is under way."), field="goal")
    action = PlanAction.objects.create(
        resident=resident, what=what.strip(), owner=owner, due_on=due_on, goal=goal, barrier=barrier
    )
    audit.record_status(action, "", action.status)
    audit.record("plan.action_agreed", action, fields_of(action, "what", "owner", "due_on", "barrier"))
    return action


@transaction.atomic
def close_action(action: PlanAction, status: str = PlanAction.Status.DONE) -> None:
    """Record that an action is done, or not needed any more."""
    hold(action)
    also = {"closed_on": timezone.localdate()}
    audit.change_status(action, status, transitions.PLAN_ACTION, also=also)


@transaction.atomic
def reopen_action(action: PlanAction) -> None:
    """Open an action again that was closed by mistake."""
    hold(action)
    audit.change_status(action, PlanAction.Status.OPEN, transitions.PLAN_ACTION, also={"closed_on": None})


@transaction.atomic
def plan_review(resident: Resident, due_on: date) -> PlanReview:
    """Plan the next review; one that is planned already gets the new day."""
    lock(resident)
    _check_guided(resident)
    _check_ahead(due_on, "due_on")
    review = resident.plan_reviews.filter(done_on=None).first() or PlanReview(resident=resident)
    before = review.due_on
    review.due_on = due_on
    review.save()
    audit.record("plan.review_planned", review, {"due_on": [before, due_on]})
    return review


@transaction.atomic
def record_review(resident: Resident, on: date, note: str, *, next_on: date | None = None) -> PlanReview:
    """Record that the plan was looked at with the resident, and plan the next review if there is a day."""
    lock(resident)
    if on > timezone.localdate():
        raise RuleBroken(_("This day is in the future."), field="on")
    if not note.strip():
        raise RuleBroken(_("Write in a few words what was agreed."), field="note")
    review = resident.plan_reviews.filter(done_on=None).first() or PlanReview(resident=resident, due_on=on)
    review.done_on, review.note = on, note.strip()
    review.save()
    audit.record("plan.reviewed", review, fields_of(review, "due_on", "done_on"))
    if next_on:
        plan_review(resident, next_on)
    return review


def _check_guided(resident: Resident) -> None:
    if resident.status == Resident.Status.EXITED:
        raise RuleBroken(_("Guidance has ended. Take the case up again first."))


def _check_ahead(day: date | None, field: str) -> None:
    if day and day < timezone.localdate():
        raise RuleBroken(_("Choose today or a later day."), field=field)
