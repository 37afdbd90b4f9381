"""The file of a company: what was said of it, what holds, what the company answered, whom it resembles."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from employers.models import Company
from jobdesk.desks.models import Centre
from jobdesk.trail.access import allowed, may
from jobdesk.trail.errors import RuleBroken
from matching.forms.integrity import CloseForm, DeskReportForm
from matching.integrity.lines import lines_of
from matching.integrity.notices import notice_of
from matching.integrity.words import evidence_words, history_of
from matching.models import CompanyConcern, Measure, MeasureReply, Resemblance
from matching.services.integrity import read_reply
from matching.services.integrity_concerns import close_company_concern, report_concern
from residents.forms.refusals import show_refusal


@require_http_methods(["GET", "POST"])
@allowed("integrity.view")
def integrity(request: HttpRequest, pk: int) -> HttpResponse:
    """The file; posting reports that something is wrong at the company."""
    company = get_object_or_404(Company.objects.select_related("organisation"), pk=pk)
    centres = Centre.objects.filter(pk__in=request.hat.scope.centres).order_by("name", "pk")
    form = DeskReportForm(request.POST if request.method == "POST" else None, centres=centres)
    if form.is_valid():
        try:
            report_concern(company, **form.cleaned_data)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Written down. The coordinators look at it in time."))
            return redirect("matching:integrity", pk)
    return render(request, "matching/integrity.html", _context(request, company, form))


@require_http_methods(["GET", "POST"])
@allowed("integrity.decide")
def integrity_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what came of a concern about a company."""
    concern = get_object_or_404(
        CompanyConcern.objects.select_related("company__organisation", "centre"), pk=pk
    )
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            close_company_concern(concern, form.cleaned_data["outcome"], form.cleaned_data["text"])
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Dealt with. It stays in the file."))
            return redirect("matching:integrity", concern.company_id)
    line = next(each for each in lines_of(concern.company, of_country=True) if each.pk == concern.pk)
    context = {"concern": concern, "company": concern.company, "line": line, "form": form}
    return render(request, "matching/integrity_close.html", context)


@require_POST
@allowed("integrity.decide")
def integrity_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a coordinator read what the company answered."""
    reply = get_object_or_404(MeasureReply.objects.select_related("measure"), pk=pk)
    read_reply(reply)
    messages.success(request, _("Marked as read."))
    return redirect("matching:integrity", reply.measure.company_id)


def _context(request: HttpRequest, company: Company, form: DeskReportForm) -> dict[str, Any]:
    decides = may(request.hat, "integrity.decide")
    measures = Measure.objects.filter(company=company).select_related(
        "proposed_by", "decided_by", "end_asked_by"
    )
    context = {
        "company": company,
        "form": form,
        "notice": notice_of(company, timezone.localdate()),
        "lines": lines_of(company, of_country=decides),
    }
    if not decides:
        return context
    return context | {
        "current": measures.filter(status__in=(Measure.Status.IN_FORCE, Measure.Status.PROPOSED)),
        "past": measures.filter(status__in=(Measure.Status.ENDED, Measure.Status.REFUSED)),
        "can_propose": not measures.filter(status=Measure.Status.PROPOSED).exists(),
        "resemblances": [
            (each, evidence_words(each.evidence))
            for each in Resemblance.objects.filter(company=company).select_related(
                "measure__company__organisation", "decided_by"
            )
        ],
        "replies": MeasureReply.objects.filter(measure__company=company).select_related("by", "read_by"),
        "events": history_of(company),
    }
