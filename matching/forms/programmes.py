"""Programmes: what they are and their steps, a run, and what happens to somebody in one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from employers.models import Company
from jobdesk.desks.models import Centre, Project
from jobdesk.vocabulary.fields import Chosen, TermField
from jobdesk.web.amounts import COUNT_WORDS, WholeField
from matching.forms.common import day_field
from matching.models import Enrolment, Programme, ProgrammeStep
from matching.models.programme import MOST_SEATS
from matching.services.programmes import StepPlan
from residents.choices import Afterwards
from residents.models import PlanAction

MOST_STEPS = 6
COMPANIES = ("company_1", "company_2", "company_3")


class StepForm(forms.Form):
    """One step; left empty it is none."""

    title = forms.CharField(label=_("What"), max_length=120, required=False)
    kind = forms.ChoiceField(label=_("Kind of step"), choices=ProgrammeStep.Kind)
    weeks = WholeField(label=_("Usual weeks"), least=1, most=156, required=False)
    party = forms.ChoiceField(label=_("Who acts"), choices=PlanAction.Owner)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("title") and not cleaned.get("weeks") and "weeks" not in self.errors:
            self.add_error("weeks", _now("Say how many weeks it usually takes."))
        if cleaned.get("weeks") and not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", _now("Say what this step is."))
        return cleaned

    @property
    def plan(self) -> StepPlan | None:
        """The step, as the service takes it."""
        said = self.cleaned_data
        if not said["title"]:
            return None
        return StepPlan(said["kind"], said["title"].strip(), said["weeks"], said["party"])


class ProgrammeForm(forms.ModelForm):
    """What a programme is. Its steps are ``steps``, one form for each."""

    occupation = TermField(kind="occupation", label=_("Occupation it leads to"), required=False)
    is_closed = forms.BooleanField(label=_("Closed: no further run is planned"), required=False)

    class Meta:
        model = Programme
        fields = ["kind", "title", "about", "project", "centre", "seats"]
        error_messages = {"seats": COUNT_WORDS}
        widgets = {"about": forms.Textarea(attrs={"rows": 4})}

    def __init__(
        self,
        *args: Any,
        centres: QuerySet[Centre],
        projects: QuerySet[Project],
        companies: QuerySet[Company],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["centre"].queryset = centres
        self.fields["centre"].empty_label = None
        self.fields["project"].queryset = projects
        self.fields["project"].empty_label = None
        own = list(self.instance.companies.all()) if self.instance.pk else []
        for at, name in enumerate(COMPANIES):
            self.fields[name] = forms.ModelChoiceField(
                companies,
                label=_("Company") if at == 0 else _("Another company"),
                required=False,
                empty_label=_("None"),
                initial=own[at] if at < len(own) else None,
            )
        self.fields["title"].error_messages["required"] = _now("Give the programme a name.")
        if self.instance.pk is None:
            del self.fields["is_closed"]
        else:
            self.initial |= {
                "occupation": Chosen(self.instance.occupation),
                "is_closed": self.instance.closed_on is not None,
            }
        there = list(self.instance.steps.all()) if self.instance.pk else []
        data = self.data if self.is_bound else None
        self.steps = [
            StepForm(data, prefix=f"step-{at}", initial=_initial(there[at]) if at < len(there) else None)
            for at in range(MOST_STEPS)
        ]

    def is_valid(self) -> bool:
        """Whether this form and those of the steps are right."""
        return all([super().is_valid(), *(step.is_valid() for step in self.steps)])

    def clean_occupation(self) -> Any:
        chosen = self.cleaned_data["occupation"]
        if chosen and chosen.term is None:
            raise forms.ValidationError(_now("Choose an occupation from the list, or leave it empty."))
        return chosen.term if chosen else None

    @property
    def plan(self) -> dict[str, Any]:
        """The programme, as the service takes it."""
        plans = [step.plan for step in self.steps]
        said = dict(self.cleaned_data)
        chosen = [said.pop(name) for name in COMPANIES]
        return {
            **said,
            "companies": [company for company in chosen if company],
            "steps": [plan for plan in plans if plan],
        }

    @property
    def company_fields(self) -> list[forms.BoundField]:
        """The companies, one field for each."""
        return [self[name] for name in COMPANIES]


def _initial(step: ProgrammeStep) -> dict[str, Any]:
    return {"title": step.title, "kind": step.kind, "weeks": step.weeks, "party": step.party}


class RunForm(forms.Form):
    """When a run begins and ends, and how many can take part."""

    prefix = "run"
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))
    seats = WholeField(label=_("Places"), least=1, most=MOST_SEATS)


class StepMoveForm(forms.Form):
    """To which step, since when."""

    prefix = "move"
    step = forms.ModelChoiceField(
        None,
        label=_("To which step?"),
        empty_label=None,
        error_messages={"invalid_choice": _("Choose a step of this programme.")},
    )
    on = day_field(_("Since"), initial=timezone.localdate)

    def __init__(self, *args: Any, steps: QuerySet[ProgrammeStep], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].queryset = steps
        self.fields["step"].label_from_instance = lambda step: step.title


class CompletedForm(forms.Form):
    """The day on which somebody completed it."""

    prefix = "completed"
    on = day_field(_("Last day"), initial=timezone.localdate)


class StopForm(forms.Form):
    """Why and when somebody stopped."""

    prefix = "stop"
    reason = forms.ChoiceField(
        label=_("Why do they stop?"),
        choices=[("", _("Choose a reason")), *Enrolment.Stop.choices],
        error_messages={"required": _("Choose why they stopped.")},
    )
    on = day_field(_("Last day"), initial=timezone.localdate)
    note = forms.CharField(label=_("Remark"), max_length=500, required=False)


class OutcomeForm(forms.Form):
    """What somebody does some months later."""

    outcome = forms.ChoiceField(label=_("What do they do now?"), choices=Afterwards, widget=forms.RadioSelect)
