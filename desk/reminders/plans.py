"""Plans: what a coach agreed to do, and reviews."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.reminders.record import TO_DESK, Kind, Topic, written_day
from residents.models import PlanAction, PlanReview, Resident

PLAN = Topic(
    "plan",
    gettext_lazy("Plans"),
    gettext_lazy("What you agreed to do for a resident, and reviews of plans, on their day."),
)


def _plan_actions(on: date) -> QuerySet[PlanAction]:
    return (
        PlanAction.objects.filter(status=PlanAction.Status.OPEN, owner=PlanAction.Owner.COACH, due_on__lte=on)
        .exclude(resident__status=Resident.Status.EXITED)
        .select_related("resident")
    )


def _plan_reviews(on: date) -> QuerySet[PlanReview]:
    return (
        PlanReview.objects.filter(done_on=None, due_on__lte=on)
        .exclude(resident__status=Resident.Status.EXITED)
        .select_related("resident")
    )


def _plan_action_text(action: PlanAction, _on: date) -> str:
    return _("%(name)s: %(what)s, agreed for %(day)s.") % {
        "name": action.resident.short_name,
        "what": action.what,
        "day": written_day(action.due_on),
    }


def _plan_review_text(review: PlanReview, _on: date) -> str:
    return _("%(name)s: look at the plan together, planned for %(day)s.") % {
        "name": review.resident.short_name,
        "day": written_day(review.due_on),
    }


def _plan_url(row: PlanAction | PlanReview) -> str:
    return reverse("residents:plan", args=[row.resident.code])


PLAN_ACTION = Kind(
    code="plan_action",
    topic=PLAN,
    to=TO_DESK,
    rows=_plan_actions,
    due="due_on",
    text=_plan_action_text,
    url=_plan_url,
)
PLAN_REVIEW = Kind(
    code="plan_review",
    topic=PLAN,
    to=TO_DESK,
    rows=_plan_reviews,
    due="due_on",
    text=_plan_review_text,
    url=_plan_url,
)
