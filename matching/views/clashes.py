"""What clashes with one piece of work, and what is said of it; what would clash with one that is agreed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url
from matching.clashes.queries import clashes_of, settled_of
from matching.clashes.words import Where, said
from matching.forms.clashes import KnownForm
from matching.models import Placement, Proposal, WorkClash
from matching.profiles import settle
from matching.services.clashes import know_clash, reopen_clash
from residents.forms.refusals import show_refusal


@require_http_methods(["GET", "POST"])
@allowed("clashes.work")
def clashes(request: HttpRequest, code: str) -> HttpResponse:
    """Show what clashes with the work of a placement or a proposal; say of one that it is dealt with."""
    settle()
    work = _work(code)
    form, about = KnownForm(), None
    if request.method == "POST":
        about = get_object_or_404(_rows(work), pk=_number(request.POST.get("clash", "")))
        form = KnownForm(request.POST)
        if form.is_valid():
            try:
                know_clash(about, form.cleaned_data["words"])
            except RuleBroken as error:
                show_refusal(form, error)
            else:
                messages.success(request, _("Noted. It stays away until something about it changes."))
                return redirect("matching:clashes", code)
    return render(request, "matching/clashes.html", _context(work, form, about))


@require_POST
@allowed("clashes.work")
def clash_reopen(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Open a clash again of which something was said."""
    work = _work(code)
    try:
        reopen_clash(get_object_or_404(_rows(work), pk=pk))
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Open again."))
    return redirect("matching:clashes", code)


def _work(code: str) -> Placement | Proposal:
    placements = Placement.objects.select_related("resident__centre", "match__company__organisation")
    placement = placements.filter(code=code).first()
    if placement is not None:
        return placement
    proposals = Proposal.objects.select_related("resident__centre", "vacancy__company__organisation")
    return get_object_or_404(proposals, code=code)


def _rows(work: Placement | Proposal) -> Any:
    return work.clashes.all()


def _number(typed: str) -> int:
    if not typed.isdecimal():
        raise Http404
    return int(typed)


def _context(work: Placement | Proposal, form: KnownForm, about: WorkClash | None) -> dict[str, Any]:
    is_placement = isinstance(work, Placement)
    company = work.match.company if isinstance(work, Placement) else work.vacancy.company
    title = work.job_title if isinstance(work, Placement) else work.vacancy.title
    rows = list(clashes_of(work))
    where = Where(work.resident, work, "" if isinstance(work, Placement) else work.vacancy.code)
    lines = [_line(each, where, form, about) for each in rows]
    return {
        "work": work,
        "company": company,
        "title": title,
        "open": [each for each in lines if each["row"].is_serious and each["row"].status == "open"],
        "known": [each for each in lines if each["row"].status == "known"],
        "others": [each["said"] for each in lines if not each["row"].is_serious],
        "gone": [{"said": said(each.clash, where), "row": each} for each in settled_of(work)[:10]],
        "crumbs": [
            *(
                [(_("Placements"), page_url("placements")), (work.code, page_url("placement", work.code))]
                if is_placement
                else [(_("Proposals"), reverse("matching:pipeline")), (work.code, "")]
            ),
            (_("Clashes"), ""),
        ],
    }


def _line(row: WorkClash, where: Where, form: KnownForm, about: WorkClash | None) -> dict[str, Any]:
    own = form if about is not None and about.pk == row.pk else KnownForm(auto_id=f"clash_{row.pk}_%s")
    shown = said(row.clash, where)
    return {"row": row, "said": shown, "shown": [shown], "form": own}
