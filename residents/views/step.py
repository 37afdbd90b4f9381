"""Steps: open one from the catalogue, close it, put it off."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url
from residents import services
from residents.forms.refusals import show_refusal
from residents.forms.step import CloseStepForm, EvidenceForm, OpenStepForm, PostponeStepForm
from residents.models import Resident, Step, StepEvidence
from residents.steps.escalation import escalation
from residents.steps.page import catalogue_lines, step_page
from residents.views.crumbs import crumbs


@require_http_methods(["GET", "POST"])
@allowed("steps.work")
def step_new(request: HttpRequest, code: str) -> HttpResponse:
    resident = get_object_or_404(Resident.objects.select_related("centre"), code=code)
    country = resident.centre.country
    form = OpenStepForm(request.POST or None, initial=request.GET.dict(), country=country)
    if request.method == "POST" and form.is_valid():
        try:
            services.open_step(resident, **form.cleaned_data)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The step is open."))
            return redirect(page_url("resident", code))
    context = {
        "resident": resident,
        "form": form,
        "lines": catalogue_lines(form, country, timezone.localdate()),
        "crumbs": crumbs(resident, _("New step")),
    }
    return render(request, "residents/step_new.html", context)


@require_http_methods(["GET", "POST"])
@allowed("steps.work")
def step(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    current = get_object_or_404(Step.objects.select_related("resident__centre"), pk=pk, resident__code=code)
    action = request.POST.get("action")
    forms = {
        "close": CloseStepForm(request.POST if action == "close" else None, step=current),
        "postpone": PostponeStepForm(request.POST if action == "postpone" else None),
        "evidence": EvidenceForm(*((request.POST, request.FILES) if action == "evidence" else ())),
    }
    sent = forms.get(action)
    if sent is not None and sent.is_valid():
        try:
            _SERVICES[action](current, **sent.cleaned_data)
        except RuleBroken as error:
            show_refusal(sent, error)
        else:
            messages.success(request, _("The step is saved."))
            return redirect(request.path if action == "evidence" else page_url("resident", code))
    context = step_page(current, timezone.localdate())
    context |= {**forms, "crumbs": crumbs(current.resident, context["name"])}
    return render(request, "residents/step.html", context)


_SERVICES = {
    "close": services.close_step,
    "postpone": services.postpone_step,
    "evidence": services.add_evidence,
}


@require_GET
@allowed("steps.work")
def evidence(_request: HttpRequest, code: str, pk: int) -> FileResponse:
    """Give the file to those who may see the case, as a download: nothing in it is run here."""
    found = get_object_or_404(
        StepEvidence.objects.select_related("step__resident"), pk=pk, step__resident__code=code
    )
    services.note_evidence_opened(found)
    response = FileResponse(
        found.file.open("rb"), as_attachment=True, filename=found.name, content_type=found.content_type
    )
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
@allowed("steps.work")
def escalate(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Show the message that asks why an open step takes so long, to copy or to send."""
    steps = Step.objects.filter(status=Step.Status.OPEN).select_related("resident__centre")
    current = get_object_or_404(steps, pk=pk, resident__code=code)
    title = _("Ask why it takes so long")
    context = {
        "step": current,
        "resident": current.resident,
        "title": title,
        "letter": escalation(current, timezone.localdate(), get_language()),
        "crumbs": crumbs(current.resident, title),
    }
    return render(request, "residents/escalate.html", context)
