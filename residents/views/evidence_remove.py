"""Remove a file that should not have been kept."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from residents import services
from residents.forms.refusals import show_refusal
from residents.forms.step import RemoveEvidenceForm
from residents.models import StepEvidence
from residents.views.crumbs import crumbs


@require_http_methods(["GET", "POST"])
@allowed("steps.work")
def evidence_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found = get_object_or_404(
        StepEvidence.objects.select_related("step__resident__centre", "added_by"),
        pk=pk,
        step__resident__code=code,
    )
    form = RemoveEvidenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.remove_evidence(found, **form.cleaned_data)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The file is removed."))
            return redirect("residents:step", code, found.step.pk)
    context = {
        "evidence": found,
        "step": found.step,
        "resident": found.step.resident,
        "form": form,
        "crumbs": crumbs(found.step.resident, _("Remove a file")),
    }
    return render(request, "residents/evidence_remove.html", context)
