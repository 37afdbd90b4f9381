"""The intake: parts in any order, in several sittings; nobody's answers get lost."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.access import allowed
from jobdesk.errors import RuleBroken
from residents import queries, services
from residents.forms.intake import IntakeForm, StartIntakeForm
from residents.forms.refusals import show_refusal
from residents.intake_page import intake_page
from residents.models import Intake, Resident
from residents.questions import PARTS, Part, first_open_part
from residents.views.crumbs import crumbs


@require_http_methods(["GET", "POST"])
@allowed("intake.record")
def intake(request: HttpRequest, code: str) -> HttpResponse:
    resident = get_object_or_404(Resident.objects.select_related("centre"), code=code)
    current = queries.latest_intake(resident)
    if current is None or request.GET.get("new"):
        return _start(request, resident)
    part = _part(request, current)
    if request.method == "GET":
        return _page(request, current, part, IntakeForm(intake=current, part=part))
    form = IntakeForm(request.POST, intake=current, part=part)
    if not form.is_valid():
        return _page(request, current, part, form)
    try:
        services.save_intake(current, form.cleaned_data["version"], form.answers)
    except services.IntakeConflict as conflict:
        return _conflict(request, conflict.stored, part, form)
    if request.POST.get("action") == "complete":
        return _complete(request, current, part)
    messages.success(request, _("The answers are saved."))
    return redirect(_next_address(request, current, part))


def _start(request: HttpRequest, resident: Resident) -> HttpResponse:
    projects = queries.running_projects([resident.centre_id], timezone.localdate())
    form = StartIntakeForm(request.POST or None, projects=projects)
    if request.method == "POST" and form.is_valid():
        try:
            services.start_intake(resident, form.cleaned_data["project"])
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            return redirect("residents:intake", resident.code)
    context = {"resident": resident, "form": form, "crumbs": crumbs(resident, _("Intake"))}
    return render(request, "residents/intake_start.html", context)


def _complete(request: HttpRequest, current: Intake, part: Part) -> HttpResponse:
    """Complete what has just been saved; what is missing leads to its part."""
    try:
        services.complete_intake(current)
    except services.AnswersMissing as error:
        form = IntakeForm(intake=current, part=part)
        return _page(request, current, part, form, missing=error)
    messages.success(request, _("The intake is complete. Guidance has begun."))
    return redirect("matching:resident", current.resident.code)


def _conflict(request: HttpRequest, stored: Intake, part: Part, form: IntakeForm) -> HttpResponse:
    """Show what is stored beside what was typed; sending again is a choice made with open eyes."""
    typed: QueryDict = request.POST.copy()
    typed["version"] = str(stored.version)
    again = IntakeForm(typed, intake=stored, part=part)
    return _page(request, stored, part, again, conflict=form.answers)


def _page(request: HttpRequest, current: Intake, part: Part, form: IntakeForm, **extra) -> HttpResponse:
    context = intake_page(current, part, form, **extra)
    context["crumbs"] = crumbs(current.resident, _("Intake"))
    return render(request, "residents/intake.html", context)


def _part(request: HttpRequest, current: Intake) -> Part:
    asked = request.GET.get("part")
    return next((part for part in PARTS if part.key == asked), None) or first_open_part(current)


def _next_address(request: HttpRequest, current: Intake, part: Part) -> str:
    code = current.resident.code
    if request.POST.get("action") == "stop":
        return reverse("matching:resident", args=[code])
    position = PARTS.index(part) + (request.POST.get("action") == "next")
    return f"{reverse('residents:intake', args=[code])}?part={PARTS[min(position, len(PARTS) - 1)].key}"
