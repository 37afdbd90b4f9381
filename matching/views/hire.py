"""The papers of one hire: what to copy, where it goes, and that it was sent."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching import services
from matching.employer_side.papers import Paper, PaperCase, paper_case
from matching.forms import SendForm
from matching.models import Filing


@require_GET
@allowed("papers.view")
def hire(request: HttpRequest, code: str) -> HttpResponse:
    case = _case(code)
    services.note_papers_read([case.placement])
    return _show(request, case)


@require_POST
@allowed("papers.file")
def paper_send(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take what the company says it has filed; a refusal is said at the form, which keeps what was typed."""
    case = _case(code)
    own = (each for each in case.papers if each.kind.is_filed_by_employer)
    paper = next((each for each in own if each.step.pk == pk), None)
    if paper is None:
        raise Http404
    form = _form(paper, request)
    if form.is_valid():
        try:
            services.send_paper(case.placement, paper.step, **form.cleaned_data)
        except RuleBroken as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, _("%(paper)s: sent to your job coach.") % {"paper": paper.name})
            return redirect(f"{reverse('matching:hire', args=[code])}#{paper.anchor}")
    return _show(request, case, paper, form)


@require_POST
@allowed("papers.file")
def paper_take_back(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    filing = get_object_or_404(Filing.objects.select_related("placement"), pk=pk, placement__code=code)
    try:
        services.take_back_paper(filing)
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Taken back. The files that you sent are deleted."))
    return redirect(f"{reverse('matching:hire', args=[code])}#paper-{filing.step_id}")


def _case(code: str) -> PaperCase:
    case = paper_case(code, timezone.localdate())
    if case is None:
        raise Http404
    return case


def _form(paper: Paper, request: HttpRequest | None = None) -> SendForm:
    data, files = (request.POST, request.FILES) if request else (None, None)
    first_day = {} if paper.is_start else {"filed_on": timezone.localdate()}
    return SendForm(data, files, kind=paper.kind, initial=first_day)


def _show(
    request: HttpRequest, case: PaperCase, sent: Paper | None = None, form: SendForm | None = None
) -> HttpResponse:
    """The page; with a form that was refused, on its paper."""
    shown = [
        {
            "paper": paper,
            "fields": case.fields_of(paper) if paper.may_be_sent else [],
            "form": (form if paper is sent else _form(paper)) if paper.may_be_sent else None,
            "is_open": paper is sent or (sent is None and paper is case.next_own),
        }
        for paper in case.papers
    ]
    crumbs = [(_("Papers"), reverse("matching:papers")), (case.name, "")]
    context = {"case": case, "shown": shown, "failed": form, "crumbs": crumbs}
    return render(request, "matching/hire.html", context)
