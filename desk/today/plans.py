"""Lines about plans: what the coach agreed to do, and reviews."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from desk.queries.today import plan_actions_due, plan_reviews_due
from desk.today.jobs import Duty, Job, day, person
from residents.models import Resident


def actions(duty: Duty) -> Iterator[Job]:
    """Actions that the coach does by a day of this week, or should have done."""
    for action in plan_actions_due(duty.people, duty.until):
        is_late = action.due_on < duty.on
        words = _("This was agreed for %(day)s.") if is_late else _("Agreed for %(day)s.")
        yield Job(
            due_on=action.due_on,
            sentence=format_html("{}: {}", person(action.resident), action.what),
            sub=words % {"day": day(action.due_on)},
            icon="bang" if is_late else "target",
            kind="stop" if is_late else "",
            action=_("See the plan"),
            url=_plan(action.resident),
            key=f"plan-{action.pk}",
            done=_("Done"),
        )


def reviews(duty: Duty) -> Iterator[Job]:
    """Reviews of plans that are planned for this week, or were not held."""
    for review in plan_reviews_due(duty.people, duty.until):
        is_late = review.due_on < duty.on
        words = _("It was planned for %(day)s.") if is_late else _("Planned for %(day)s.")
        yield Job(
            due_on=review.due_on,
            sentence=format_html(_("{name}: look at the plan together"), name=person(review.resident)),
            sub=words % {"day": day(review.due_on)},
            icon="bang" if is_late else "flag",
            kind="stop" if is_late else "",
            action=_("Record it"),
            url=_plan(review.resident),
            key=f"review-{review.pk}",
        )


def _plan(resident: Resident) -> str:
    return reverse("residents:plan", args=[resident.code])
