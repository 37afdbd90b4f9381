"""The plan of a resident: goals, who does what by when, reviews."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from residents import services
from residents.forms.plan import ActionForm, GoalForm, NextReviewForm, ReviewForm
from residents.forms.refusals import show_refusal
from residents.models import Goal, PlanAction, Resident
from residents.plan_page import plan_page
from residents.views.crumbs import crumbs

SAVED = {
    "goal": gettext_lazy("The goal is set."),
    "action": gettext_lazy("The action is agreed."),
    "review": gettext_lazy("The review is recorded."),
    "next": gettext_lazy("The review is planned."),
}


@require_http_methods(["GET", "POST"])
@allowed("plan.work")
def plan(request: HttpRequest, code: str) -> HttpResponse:
    resident = get_object_or_404(Resident.objects.select_related("centre"), code=code)
    sent = request.POST.get("add")
    goals = resident.goals.filter(status=Goal.Status.OPEN)
    forms = {
        "goal": GoalForm(request.POST if sent == "goal" else None),
        "action": ActionForm(request.POST if sent == "action" else None, goals=goals),
        "review": ReviewForm(request.POST if sent == "review" else None),
        "next": NextReviewForm(request.POST if sent == "next" else None),
    }
    if sent in forms and _saved(resident, sent, forms[sent]):
        messages.success(request, SAVED[sent])
        return redirect(request.path)
    context = {
        "resident": resident,
        "crumbs": crumbs(resident, _("Plan")),
        "has_ended": resident.status == Resident.Status.EXITED,
        "sent": sent if sent in forms else "",
        **{f"{name}_form": form for name, form in forms.items()},
        **plan_page(resident, timezone.localdate()),
    }
    return render(request, "residents/plan.html", context)


def _saved(resident: Resident, name: str, form: Form) -> bool:
    if not form.is_valid():
        return False
    data = form.agreed() if name == "action" else form.cleaned_data
    save = {
        "goal": services.set_goal,
        "action": services.plan_action,
        "review": services.record_review,
        "next": services.plan_review,
    }[name]
    try:
        save(resident, **data)
    except RuleBroken as error:
        show_refusal(form, error)
        return False
    return True


@require_POST
@allowed("plan.work")
def plan_goal(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Reached, given up with why, or taken up again."""
    goal = get_object_or_404(Goal, pk=pk, resident__code=code)
    return _changed(
        request,
        code,
        {
            "reached": (lambda: services.close_goal(goal, Goal.Status.REACHED), _("Well done: reached.")),
            "dropped": (
                lambda: services.close_goal(goal, Goal.Status.DROPPED, request.POST.get("reason", "")),
                _("The goal is given up."),
            ),
            "open": (lambda: services.reopen_goal(goal), _("The goal is under way again.")),
        },
    )


@require_POST
@allowed("plan.work")
def plan_item(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Done, not needed any more, or open again."""
    action = get_object_or_404(PlanAction, pk=pk, resident__code=code)
    return _changed(
        request,
        code,
        {
            "done": (lambda: services.close_action(action), _("Done.")),
            "dropped": (
                lambda: services.close_action(action, PlanAction.Status.DROPPED),
                _("Not needed any more."),
            ),
            "open": (lambda: services.reopen_action(action), _("Open again.")),
        },
    )


def _changed(
    request: HttpRequest, code: str, changes: dict[str, tuple[Callable[[], None], str | Promise]]
) -> HttpResponse:
    if request.POST.get("to") not in changes:
        return HttpResponseBadRequest()
    change, said = changes[request.POST["to"]]
    try:
        change()
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        messages.success(request, said)
    return redirect("residents:plan", code)
