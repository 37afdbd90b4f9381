"""What the plan of a resident shows: goals with their actions, what stands in the way, the period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from residents.choices import Barrier
from residents.models import Goal, PlanAction, Resident
from residents.queries import guidance_period, latest_intake


@dataclass
class Aim:
    """A goal or a barrier, with what is done for it. ``goal`` is None for a barrier and for the rest."""

    title: str
    goal: Goal | None = None
    actions: list[PlanAction] = field(default_factory=list)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being done for it."""
        return not any(action.status == PlanAction.Status.OPEN for action in self.actions)


def plan_page(resident: Resident, on: date) -> dict:
    """Return the plan as the page shows it, what is under way first."""
    actions = sorted(
        resident.plan_actions.all(),
        key=lambda each: (each.status != PlanAction.Status.OPEN, each.due_on, each.pk),
    )
    for action in actions:
        action.is_late = action.status == PlanAction.Status.OPEN and action.due_on < on
    goals = sorted(resident.goals.all(), key=lambda each: (each.status != Goal.Status.OPEN, each.pk))
    reviews = list(resident.plan_reviews.all())
    return {
        "goals": [
            Aim(goal.get_kind_display(), goal, [each for each in actions if each.goal_id == goal.pk])
            for goal in goals
        ],
        "barriers": _barriers(resident, actions),
        "general": [each for each in actions if not each.goal_id and not each.barrier],
        "next_review": next((each for each in reviews if each.done_on is None), None),
        "reviews": [each for each in reversed(reviews) if each.done_on],
        "period": guidance_period(resident),
        "on": on,
    }


def _barriers(resident: Resident, actions: Iterable[PlanAction]) -> list[Aim]:
    """What the intake found, and what an action is about, in the order of the questions."""
    intake = latest_intake(resident)
    named = set(filter(None, intake.barriers.split(","))) if intake else set()
    named |= {action.barrier for action in actions if action.barrier}
    return [
        Aim(str(barrier.label), None, [each for each in actions if each.barrier == barrier])
        for barrier in Barrier
        if barrier in named and barrier != Barrier.NONE
    ]
