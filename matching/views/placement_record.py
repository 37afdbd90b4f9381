from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url
from law.engine import NEEDS_NOTIFICATION, NEEDS_PERMIT
from law.steps import NOTIFICATION, PERMIT, VOLUNTEERING, kinds_for
from matching import services
from matching.clashes.queries import serious_clashes
from matching.clashes.showing import by_work
from matching.forms import (
    AskStartForm,
    ChangeForm,
    DeclarationForm,
    EndForm,
    ExtendForm,
    NotificationForm,
    PermitForm,
    ReasonForm,
    StartForm,
)
from matching.models import Match, Placement, StartRequest
from matching.right_to_work import decision_for_placement
from matching.wages.floor import placement_wage_test
from residents.law_values import parameters_in_force
from residents.right_to_work.banners import banner_of


@dataclass(frozen=True, kw_only=True)
class Action:
    """Something that can be recorded of a placement: a form, and the service that takes its answers."""

    name: str
    title: str
    help: str
    button: str
    form: Callable[..., forms.Form]
    service: Callable[..., None]
    done: str
    on_match: bool = False
    is_grave: bool = False


# What is recorded of a paper that the work waits for, by the purpose of its step; its words are the step's.
_PAPERS = {
    PERMIT: ("permit", gettext_lazy("Record the permit"), PermitForm, services.record_work_permit),
    NOTIFICATION: (
        "notified",
        gettext_lazy("Record the notification"),
        NotificationForm,
        services.record_notification,
    ),
    VOLUNTEERING: (
        "declared",
        gettext_lazy("Record the answer"),
        DeclarationForm,
        services.record_volunteer_declaration,
    ),
}
START = Action(
    name="start",
    title=gettext_lazy("First day worked"),
    help=gettext_lazy("Only when this person has worked a day. The check-ins are planned from that day."),
    button=gettext_lazy("Record the start"),
    form=StartForm,
    service=services.start_placement,
    done=gettext_lazy("The start is recorded and the check-ins are planned."),
)
CHANGE = Action(
    name="change",
    title=gettext_lazy("Something else was agreed: hours, wage, times, work or days"),
    help=gettext_lazy(
        "A work permit fits the agreed hours and end only: when these change, the employer asks again."
    ),
    button=gettext_lazy("Record the change"),
    form=ChangeForm,
    service=services.change_placement,
    done=gettext_lazy("The change is recorded."),
    is_grave=True,
)
EXTEND = Action(
    name="extend",
    title=gettext_lazy("The contract goes on"),
    help=gettext_lazy("All else stays as it is agreed. A work permit is asked for again."),
    button=gettext_lazy("Record the extension"),
    form=ExtendForm,
    service=services.extend_placement,
    done=gettext_lazy("The extension is recorded."),
)
END = Action(
    name="end",
    title=gettext_lazy("The work has ended"),
    help=gettext_lazy("Guidance goes on: what this person learned counts for the next job."),
    button=gettext_lazy("Record the end"),
    form=EndForm,
    service=services.end_placement,
    done=gettext_lazy("The end is recorded."),
)
NOT_STARTED = Action(
    name="not_started",
    title=gettext_lazy("It does not go ahead"),
    help=gettext_lazy(
        "The employer or the resident withdrew before the start. The match still counts as made."
    ),
    button=gettext_lazy("Record that it fell through"),
    form=ReasonForm,
    service=services.match_fell_through,
    done=gettext_lazy("Recorded. The resident can be proposed again."),
    on_match=True,
    is_grave=True,
)
VOID = Action(
    name="void",
    title=gettext_lazy("The match was recorded in error"),
    help=gettext_lazy("The match counts nowhere any more, and the candidate is invited again."),
    button=gettext_lazy("Undo the match"),
    form=ReasonForm,
    service=services.void_match,
    done=gettext_lazy("The match is undone."),
    on_match=True,
    is_grave=True,
)


@require_http_methods(["GET", "POST"])
@allowed("placements.record")
def placement_record(request: HttpRequest, code: str) -> HttpResponse:
    """Record what happened to a placement: one form for each thing that is possible now."""
    placements = Placement.objects.select_related("resident__centre", "match__company__organisation")
    placement = get_object_or_404(placements, code=code)
    today = timezone.localdate()
    decision = decision_for_placement(placement, max(placement.planned_start_on, today))
    actions = {action.name: action for action in _possible(placement, decision.outcome)}
    chosen = request.POST.get("action", "")
    if request.method == "POST" and chosen not in actions:
        return HttpResponseBadRequest()
    bound = partial(_form, placement, today)
    forms_by_name = {
        name: bound(action, request.POST if name == chosen else None) for name, action in actions.items()
    }
    if request.method == "POST" and _is_recorded(placement, actions[chosen], forms_by_name[chosen]):
        messages.success(request, actions[chosen].done)
        return redirect(page_url("placement", placement.code))
    context = {
        "placement": placement,
        "work": banner_of(decision),
        "choices": [(action, forms_by_name[name]) for name, action in actions.items()],
        "failed": forms_by_name.get(chosen),
        **_in_the_way(placement, forms_by_name.get(START.name)),
        "wage": placement_wage_test(placement, parameters_in_force(), today),
        "clash_groups": by_work(serious_clashes().filter(placement=placement)),
    }
    return render(request, "matching/placement_record.html", context)


def _in_the_way(placement: Placement, form: forms.Form | None) -> dict[str, object]:
    """What stands in the way of the start that the form asks for; of the planned one before it is sent."""
    if form is None:
        return {"hindrances": [], "ask": None}
    day = form.cleaned_data.get("started_on") if form.is_bound else None
    on = day or placement.planned_start_on
    found = services.hindrances_to(placement, on)
    first_day = min(placement.planned_start_on, timezone.localdate())
    can_be_asked = (
        bool(found)
        and all(each.is_overridable for each in found)
        and not placement.start_requests.filter(status=StartRequest.Status.ASKED).exists()
    )
    ask = AskStartForm(initial={"started_on": first_day}, auto_id="ask_%s") if can_be_asked else None
    return {"hindrances": found, "on": on, "ask": ask}


def _possible(placement: Placement, outcome: str) -> list[Action]:
    if placement.status == Placement.Status.STARTED:
        # Asked for again after a change, or because it ends, or owed since a start that was recorded all the
        # same: work that goes on needs it.
        owed = [paper for each in services.open_papers(placement) for paper in _papers(placement, each)]
        longer = [_extend(placement)] if placement.planned_end_on else []
        return _with_change(placement, [*owed, END, *longer], [])
    if placement.status != Placement.Status.PLANNED or placement.match.status != Match.Status.STANDING:
        return []
    permit = VOLUNTEERING if placement.kind == Placement.Kind.VOLUNTEERING else PERMIT
    purpose = {NEEDS_PERMIT: permit, NEEDS_NOTIFICATION: NOTIFICATION}.get(outcome)
    if purpose is None and services.awaits_permit(placement):
        purpose = PERMIT
    papers = _papers(placement, purpose) if purpose else []
    return _with_change(placement, [*papers, START], [NOT_STARTED, VOID])


def _with_change(placement: Placement, before: list[Action], after: list[Action]) -> list[Action]:
    """The change of what is agreed in its place, or on top while the wage is too low."""
    if placement.wage_low_on is not None:
        return [_change(placement), *before, *after]
    return [*before, _change(placement), *after]


def _change(placement: Placement) -> Action:
    """Another wage, other hours or days; open at once while the wage is too low.

    Where the country has no work permit, there is none to be asked for again.
    """
    country = placement.resident.centre.country
    form = partial(
        ChangeForm,
        country=country,
        is_paid=placement.kind in Placement.PAID_KINDS,
        has_started=placement.started_on is not None,
    )
    change = replace(CHANGE, form=form, is_grave=placement.wage_low_on is None)
    return change if kinds_for(PERMIT, country) else replace(change, help="")


def _extend(placement: Placement) -> Action:
    """Where the country has no work permit, there is none to be asked for again."""
    has_permit = kinds_for(PERMIT, placement.resident.centre.country)
    return EXTEND if has_permit else replace(EXTEND, help=gettext("All else stays as it is agreed."))


def _papers(placement: Placement, purpose: str) -> list[Action]:
    """What can be recorded of the papers of the country that serve a purpose."""
    name, button, form, service = _PAPERS[purpose]
    country = placement.resident.centre.country
    kinds = kinds_for(purpose, country)
    return [
        Action(
            name=name,
            title=gettext(kind.record.title),
            help=gettext(kind.record.help),
            button=button,
            form=partial(form, kind=kind, country=country) if form is DeclarationForm else form,
            service=service,
            done=gettext(kind.record.done),
        )
        for kind in kinds[:1]
    ]


def _form(placement: Placement, today, action: Action, data) -> forms.Form:
    first_day = min(placement.planned_start_on, today)
    initial = {"started_on": first_day, "ended_on": today, "on": today} | {
        name: getattr(placement, name)
        for name in ("hours", "wage_hour", "shifts", "job_title", "planned_start_on", "planned_end_on")
    }
    if placement.started_on is not None:
        initial["from_on"] = today
    return action.form(data, initial=initial, auto_id=f"{action.name}_%s")


def _is_recorded(placement: Placement, action: Action, form: forms.Form) -> bool:
    """Hand the answers to the service; what it refuses goes onto the form."""
    if not form.is_valid():
        return False
    try:
        action.service(placement.match if action.on_match else placement, **form.cleaned_data)
    except RuleBroken as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return False
    return True
