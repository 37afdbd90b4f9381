from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from jobdesk.trail.access import allowed, may
from jobdesk.trail.errors import RuleBroken
from matching import services
from matching.models import Proposal, ProposalQuerySet
from matching.pipeline.board import board_of
from matching.pipeline.terms import AGREED, ASKED, REMINDER_WORKING_DAYS, TERMS
from residents.models import held_by


@require_GET
@allowed("proposals.make")
def pipeline(request: HttpRequest) -> HttpResponse:
    """The proposals by station, what waits longest on top; below, those that wait too long."""
    is_own = request.GET.get("whose", "" if may(request.hat, "cases.oversee") else "mine") == "mine"
    board = board_of(_proposals(request, is_own), request.user, timezone.localdate(), timezone.now())
    context = {
        "board": board,
        "is_own": is_own,
        "terms": {
            "resident": TERMS[ASKED].late_after,
            "desk": TERMS[AGREED].late_after,
            "company": REMINDER_WORKING_DAYS,
        },
    }
    return render(request, "matching/pipeline.html", context)


@require_http_methods(["GET", "POST"])
@allowed("proposals.make")
def pipeline_act(request: HttpRequest, code: str, action: str) -> HttpResponse:
    """Do what needs no form: ask, note a yes, introduce, take it back. A link to it asks first."""
    proposals = Proposal.objects.select_related(
        "resident__centre", "vacancy__company__organisation", "agreement"
    )
    proposal = get_object_or_404(proposals, code=code)
    if action not in ACTS:
        raise Http404
    if request.method == "GET":
        words = {"proposal": proposal, "question": QUESTIONS[action] % {"name": proposal.resident.short_name}}
        return render(request, "matching/pipeline_act.html", words)
    try:
        said = ACTS[action](proposal)
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        undo = reverse("matching:pipeline_act", args=[code, "take_back"]) if action == "introduce" else ""
        messages.success(request, said % {"name": proposal.resident.short_name}, extra_tags=undo)
    return redirect(_back(request))


def _proposals(request: HttpRequest, is_own: bool) -> ProposalQuerySet:
    proposals = Proposal.objects.all()
    if request.hat.centre:
        proposals = proposals.filter(resident__centre=request.hat.centre)
    return proposals.filter(held_by(request.user, "resident__")) if is_own else proposals


def _back(request: HttpRequest) -> str:
    """The page on which the button stood."""
    page = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
    return page if is_ours else "matching:pipeline"


def _ask(proposal: Proposal) -> str:
    services.ask_resident(proposal)
    return _("%(name)s is asked: the question stands on the step card.")


def _ask_again(proposal: Proposal) -> str:
    services.ask_again(proposal)
    return _("%(name)s was asked again.")


def _agree(proposal: Proposal) -> str:
    services.record_agreement(proposal)
    return _("%(name)s agrees: introduce them now.")


def _introduce(proposal: Proposal) -> str:
    services.introduce(proposal)
    return _("%(name)s is introduced, without the name.")


def _take_back(proposal: Proposal) -> str:
    services.take_back_introductions([proposal])
    return _("The introduction of %(name)s is taken back.")


QUESTIONS = {
    "ask": gettext_lazy("Ask %(name)s whether they want this work?"),
    "ask_again": gettext_lazy("Was %(name)s asked again?"),
    "agree": gettext_lazy("Does %(name)s agree to this work?"),
    "introduce": gettext_lazy("Introduce %(name)s, without the name?"),
    "take_back": gettext_lazy("Take the introduction of %(name)s back?"),
}
ACTS: dict[str, Callable[[Proposal], str]] = {
    "ask": _ask,
    "ask_again": _ask_again,
    "agree": _agree,
    "introduce": _introduce,
    "take_back": _take_back,
}
