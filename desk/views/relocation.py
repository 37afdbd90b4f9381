"""One move between centres: what comes along, and the answer of the new desk."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from desk.case.badges import decision_of
from desk.case.path import path_of
from desk.forms.moves import AcceptForm, DeclineForm
from desk.queries.case import with_case
from desk.relocation_impact import days_overdue, impact_of
from jobdesk.trail.access import allowed, may
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from matching.forms import ReasonForm
from residents import queries
from residents.forms.refusals import show_refusal
from residents.models import Intake, Relocation, Resident
from residents.right_to_work.banners import banner_of
from residents.services import accept_relocation, cancel_relocation, decline_relocation
from residents.services.looks import note_look


@require_GET
@allowed("relocations.view")
def relocation(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a move. The new desk sees what it needs to answer; the case comes with the day."""
    found = _found(code)
    return render(request, "desk/relocation.html", _context(request, found))


@require_http_methods(["GET", "POST"])
@allowed("relocations.answer")
def relocation_accept(request: HttpRequest, code: str) -> HttpResponse:
    """Take the case over, with the coach who gets it."""
    found = _answerable(request, code)
    form = _accept_form(request, found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            accept_relocation(found, form.cleaned_data["coach"], form.cleaned_data["note"])
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            return _accepted(request, found)
    return render(request, "desk/relocation.html", _context(request, found) | {"accept_form": form})


@require_http_methods(["GET", "POST"])
@allowed("relocations.answer")
def relocation_decline(request: HttpRequest, code: str) -> HttpResponse:
    """Send the case back, with why."""
    found = _answerable(request, code)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decline_relocation(found, form.cleaned_data["why"], form.cleaned_data["note"])
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The case goes back. The old desk sees why."))
            return redirect("desk:relocations")
    return render(request, "desk/relocation_decline.html", {"relocation": found, "form": form})


@require_http_methods(["GET", "POST"])
@allowed("relocations.answer")
def relocation_cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Call the move off before the handover."""
    found = get_object_or_404(
        _relocations().under_way().filter(from_centre__in=request.hat.scope.centres),
        code=code,
    )
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_relocation(found, form.cleaned_data["reason"])
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The move is called off. The case stays where it is."))
            return redirect("desk:resident", found.resident.code)
    return render(request, "desk/relocation_cancel.html", {"relocation": found, "form": form})


def _relocations():
    return Relocation.objects.select_related(
        "resident__centre", "from_centre", "to_centre", "asked_by", "coach"
    )


def _found(code: str) -> Relocation:
    return get_object_or_404(_relocations(), code=code)


def _answerable(request: HttpRequest, code: str) -> Relocation:
    """A move that waits for an answer of this desk, else 404."""
    return get_object_or_404(
        _relocations().filter(to_centre__in=request.hat.scope.centres, status=Relocation.Status.ASKED),
        code=code,
    )


def _accept_form(request: HttpRequest, found: Relocation, data: QueryDict | None = None) -> AcceptForm:
    """The form that takes the case over: by oneself, unless one oversees the desk and chooses a coach."""
    coach = None if may(request.hat, "cases.oversee") else request.user
    return AcceptForm(data, coaches=queries.coaches_of(found.to_centre), initial={"coach": coach})


def _accepted(request: HttpRequest, found: Relocation) -> HttpResponse:
    if found.status == Relocation.Status.DONE:
        messages.success(request, _("The case is yours now."))
        return redirect("desk:resident", found.resident.code)
    messages.success(request, _("Accepted. The case comes to you on the day of the handover."))
    return redirect("desk:relocation", found.code)


def _context(request: HttpRequest, found: Relocation) -> dict:
    """What the page shows. A desk that no longer has the case, and is not to get it, sees no person."""
    today = timezone.localdate()
    centres = request.hat.scope.centres
    is_ours = found.to_centre_id in centres
    sees_case = found.resident.centre_id in centres
    sees_person = sees_case or (is_ours and found.status in Relocation.UNDER_WAY)
    context = {
        "relocation": found,
        "resident": None,
        "crumbs": [(_("Moves"), reverse("desk:relocations")), (found.code, "")],
        "is_ours": is_ours,
        "sees_case": sees_case,
        "sees_person": sees_person,
        "days_overdue": days_overdue(found.answer_due_on, today) if found.status == "asked" else 0,
        "can_answer": is_ours and found.status == Relocation.Status.ASKED,
        "can_cancel": found.from_centre_id in centres and found.status in Relocation.UNDER_WAY,
    }
    if sees_person and found.status in Relocation.UNDER_WAY:
        context |= _of_the_case(found)
    if context["can_answer"]:
        context["accept_form"] = _accept_form(request, found)
    return context


def _of_the_case(found: Relocation) -> dict:
    """What the new desk needs to answer, read with everything open: the case is not theirs yet."""
    today = timezone.localdate()
    with system_scope("move to another centre"):
        resident = with_case(Resident.objects.all()).get(pk=found.resident_id)
        note_look(resident)
        path = path_of(resident, today)
        return {
            "resident": resident,
            "banner": banner_of(decision_of(path, today)),
            "path": path,
            "impact": impact_of(resident, found.to_centre),
            "open_steps": [step for step in resident.steps.all() if step.status == "open"],
            "intake_is_open": resident.intakes.filter(status=Intake.Status.STARTED).exists(),
        }
