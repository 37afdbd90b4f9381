from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.forms.programmes import CompletedForm, OutcomeForm, StepMoveForm, StopForm
from matching.models import Enrolment
from matching.models.programme import OUTCOME_MONTHS
from matching.programmes.checks import step_checks
from matching.programmes.pages import dues_of
from matching.services import programmes as services
from matching.views.programmes.programmes import crumbs
from residents.forms.refusals import show_refusal

Act = Callable[[Enrolment, dict], None]
FORMS = ("move", "completed", "stop", *(f"after_{months}" for months in OUTCOME_MONTHS))


@require_http_methods(["GET", "POST"])
@allowed("programmes.work")
def enrolment(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Somebody in a programme: the steps, what the law says of those with work, and what can be done now."""
    found = _found(code, pk)
    action = request.POST.get("action", "")
    forms_of = _forms(request, found, action)
    if request.method == "POST":
        form = forms_of.get(action, forms.Form(request.POST))
        if form.is_valid() and _done(request, found, action, form):
            return redirect("matching:programme", code)
    programme, today = found.run.programme, timezone.localdate()
    context = {
        "enrolment": found,
        "programme": programme,
        "steps": programme.steps.all(),
        "earlier": _earlier(found),
        "checks": step_checks(found.resident, programme, found.run, today) if found.is_open else [],
        "dues": dues_of([found], today),
        "crumbs": crumbs(found.resident.short_name, programme),
        **{f"{name}_form": forms_of.get(name) for name in FORMS},
        "refused": forms_of.get(action) or (form if request.method == "POST" else None),
    }
    return render(request, "matching/programmes/enrolment.html", context)


def _found(code: str, pk: int) -> Enrolment:
    rows = Enrolment.objects.select_related(
        "resident__centre", "run__programme__centre", "step", "follows"
    ).prefetch_related(
        "outcomes",
        "run__programme__steps",
        "run__programme__companies__organisation",
        "resident__legal_events",
        "resident__documents",
    )
    return get_object_or_404(rows, pk=pk, run__programme__code=code)


def _forms(request: HttpRequest, found: Enrolment, action: str) -> dict[str, forms.Form]:
    def sent(name: str):
        return request.POST if action == name else None

    takes_part = found.status == Enrolment.Status.ENROLLED
    offered: dict[str, forms.Form] = {}
    if takes_part:
        steps = found.run.programme.steps.exclude(pk=found.step_id)
        offered["move"] = StepMoveForm(sent("move"), steps=steps)
        offered["completed"] = CompletedForm(sent("completed"))
    if found.is_open:
        offered["stop"] = StopForm(sent("stop"))
    if found.status == Enrolment.Status.COMPLETED:
        for months in OUTCOME_MONTHS:
            name = f"after_{months}"
            offered[name] = OutcomeForm(sent(name), prefix=name)
    return offered


def _done(request: HttpRequest, found: Enrolment, action: str, form: forms.Form) -> bool:
    """Do what was asked; False, and the reason at the form, where a rule forbids it."""
    acts: dict[str, tuple[Act, str]] = {
        "take_part": (lambda each, _said: services.take_part(each), _("Saved.")),
        "move": (lambda each, said: services.move_to_step(each, **said), _("They are at this step now.")),
        "completed": (lambda each, said: services.complete(each, **said), _("They completed the programme.")),
        "stop": (lambda each, said: services.stop(each, **said), _("They stopped. The place is free.")),
        **{
            f"after_{months}": (
                lambda each, said, months=months: services.tell_outcome(each, months, **said),
                _("Saved."),
            )
            for months in OUTCOME_MONTHS
        },
    }
    if action not in acts:
        form.add_error(None, _("Choose what to do."))
        return False
    act, words = acts[action]
    try:
        act(found, form.cleaned_data)
    except RuleBroken as error:
        show_refusal(form, error)
        return False
    messages.success(request, words)
    return True


def _earlier(found: Enrolment) -> list[Enrolment]:
    """The earlier times in the same programme, the last first."""
    earlier = found.resident.enrolments.filter(
        run__programme=found.run.programme, asked_on__lte=found.asked_on
    ).exclude(pk=found.pk)
    return list(earlier.select_related("run").order_by("-asked_on", "-pk"))
