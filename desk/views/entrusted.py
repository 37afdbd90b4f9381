"""What a partner sees and does: the cases that are entrusted to them, and nothing beside the agreed parts."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from desk.entrusted import entrusted_case, entrusted_lines
from desk.forms.shares import ShareNoteForm
from desk.models import CaseShare, ShareNote
from desk.queries.shares import entrusted as shared_with_us
from desk.queries.shares import with_what_waits
from desk.services import entrusted as services
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from matching.forms import CheckInForm
from residents.forms.refusals import show_refusal


@require_GET
@allowed("shares.view")
def entrusted(request: HttpRequest) -> HttpResponse:
    """The cases that are entrusted to the reader's organisation; what ended stands below, without a name."""
    today = timezone.localdate()
    shares = [(share, share.why_over(today)) for share in shared_with_us()]
    with system_scope("shared cases"):
        lines = entrusted_lines(with_what_waits([share for share, why in shares if not why]), today)
    over = [{"share": share, "why": CaseShare.Over(why).label} for share, why in shares if why]
    return render(request, "desk/entrusted.html", {"lines": lines, "over": over})


@require_http_methods(["GET", "POST"])
@allowed("shares.view")
def entrusted_case_page(request: HttpRequest, code: str) -> HttpResponse:
    """One case: the agreed parts, and a report to the coach. One that is over says so and shows nothing."""
    share = get_object_or_404(shared_with_us(), code=code)
    today = timezone.localdate()
    if why := share.why_over(today):
        context = {"share": share, "why": CaseShare.Over(why).label}
        return render(request, "desk/entrusted_over.html", context, status=410 if request.POST else 200)
    form = ShareNoteForm(request.POST or None, initial={"kind": ShareNote.Kind.NOTE})
    if request.method == "POST" and form.is_valid():
        try:
            services.write_note(share, **form.cleaned_data)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Sent to the coach."))
            return redirect("desk:entrusted_case", code)
    services.note_partners_look(share)
    with services.using(share):
        case = entrusted_case(share, today)
    context = {
        "case": case,
        "form": form,
        "notes": share.notes.select_related("author", "check_in"),
        "crumbs": [(_("Entrusted to us"), reverse("desk:entrusted")), (case.name, "")],
    }
    return render(request, "desk/entrusted_case.html", context)


@require_POST
@allowed("shares.report")
def entrusted_step(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Tick a step that the partner takes."""

    def take(share: CaseShare) -> str:
        services.take_step(share, pk)
        return _("The step is done. The coach sees it.")

    return _act(request, code, take)


@require_POST
@allowed("shares.report")
def entrusted_appointment(request: HttpRequest, code: str, appointment: str) -> HttpResponse:
    """Record whether the resident came to an appointment with the partner."""

    def note(share: CaseShare) -> str:
        came = request.POST.get("came") == "yes"
        services.record_appointment(share, appointment, came=came)
        return _("Recorded: the resident came.") if came else _("Recorded: the resident did not come.")

    return _act(request, code, note)


def _act(request: HttpRequest, code: str, act: Callable[[CaseShare], str]) -> HttpResponse:
    share = get_object_or_404(shared_with_us(), code=code)
    try:
        messages.success(request, act(share))
    except services.ShareOver:
        raise Http404 from None
    except RuleBroken as error:
        messages.error(request, error.message)
    return redirect("desk:entrusted_case", code)


@require_http_methods(["GET", "POST"])
@allowed("shares.report")
def entrusted_check_in(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Record a talk after the start of the work that is entrusted."""
    share = get_object_or_404(shared_with_us(), code=code)
    today = timezone.localdate()
    try:
        with services.using(share, CaseShare.Part.PLACEMENT):
            found = services.check_in_of(share, pk)
            case = entrusted_case(share, today)
    except services.ShareOver:
        raise Http404 from None
    form = CheckInForm(request.POST or None, initial={"done_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            is_wrong = services.record_talk(share, pk, form.talk)
        except services.ShareOver:
            raise Http404 from None
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            said = _("Recorded. The coach hears today that something is wrong.")
            messages.success(request, said if is_wrong else _("The check-in is recorded."))
            return redirect("desk:entrusted_case", code)
    talk = next(each for work in case.work or () for each in work.talks if each.pk == found.pk)
    context = {
        "case": case,
        "talk": talk,
        "form": form,
        "crumbs": [
            (_("Entrusted to us"), reverse("desk:entrusted")),
            (case.name, reverse("desk:entrusted_case", args=[code])),
            (talk.name, ""),
        ],
    }
    return render(request, "desk/entrusted_check_in.html", context)
