"""The plan: a goal, an action, a review."""

from datetime import timedelta

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.web.widgets import DayInput
from residents.choices import Barrier
from residents.models import Goal, PlanAction

REVIEW_DAYS = 91  # a quarter, on the same day of the week


class GoalForm(forms.Form):
    """What the resident aims at."""

    prefix = "goal"
    kind = forms.ChoiceField(label=_("Goal"), choices=Goal.Kind)
    words = forms.CharField(
        label=_("In the words of the resident"),
        max_length=300,
        required=False,
        help_text=_("For example: “I want to be a hairdresser again, with my own customers.”"),
    )
    by_on = forms.DateField(label=_("By which day"), widget=DayInput, required=False)


class ActionForm(forms.Form):
    """Who does what by when. ``aim``: the goal or the barrier that it is about."""

    prefix = "action"
    what = forms.CharField(
        label=_("What"), max_length=200, help_text=_("For example: enrol for the course on Tuesday evening.")
    )
    owner = forms.ChoiceField(label=_("Who does it"), choices=PlanAction.Owner)
    due_on = forms.DateField(
        label=_("By which day"), widget=DayInput, initial=lambda: timezone.localdate() + timedelta(days=14)
    )
    aim = forms.ChoiceField(label=_("What is it for"), required=False)

    def __init__(self, *args, goals: QuerySet[Goal], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.goals = {f"goal-{goal.pk}": goal for goal in goals}
        barriers = [each for each in Barrier if each != Barrier.NONE]
        self.fields["aim"].choices = [
            ("", _("In general")),
            (_("Goals"), [(key, goal.get_kind_display()) for key, goal in self.goals.items()]),
            (_("What stands in the way"), [(each.value, each.label) for each in barriers]),
        ]

    def agreed(self) -> dict:
        """What the service takes."""
        data = dict(self.cleaned_data)
        aim = data.pop("aim")
        goal = self.goals.get(aim)
        return {**data, "goal": goal, "barrier": "" if goal else aim}


class ReviewForm(forms.Form):
    """A review that was held, and when the next one is."""

    prefix = "review"
    on = forms.DateField(label=_("Held on"), widget=DayInput, initial=timezone.localdate)
    note = forms.CharField(
        label=_("What did you agree?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    next_on = forms.DateField(
        label=_("Next review"),
        widget=DayInput,
        required=False,
        initial=lambda: timezone.localdate() + timedelta(days=REVIEW_DAYS),
    )


class NextReviewForm(forms.Form):
    """When the plan is looked at next."""

    prefix = "next"
    due_on = forms.DateField(
        label=_("Next review"),
        widget=DayInput,
        initial=lambda: timezone.localdate() + timedelta(days=REVIEW_DAYS),
    )
