"""With whom a case is shared: begun, looked at, changed, ended by the desk."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from desk.case.history import trail
from desk.case.shared import share_lines, state_of
from desk.entrusted import entrusted_case
from desk.forms.shares import EndShareForm, ShareForm
from desk.models import CaseShare, ShareNote
from desk.queries.shares import done_by_partner, open_steps_of, partners_of, readers_of
from desk.services import change_share, end_share, read_note, share_case
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from residents.forms.appointment import AppointmentForm
from residents.forms.refusals import show_refusal
from residents.models import Appointment, Resident, Step
from residents.services import make_appointment
from residents.views.crumbs import crumbs

USUAL = timedelta(days=182)  # half a year, unless something else is agreed


@require_http_methods(["GET", "POST"])
@allowed("shares.make")
def shares(request: HttpRequest, code: str) -> HttpResponse:
    """With whom the case of a resident is shared, and a form to share it with one more."""
    resident = get_object_or_404(Resident.objects.select_related("centre"), code=code)
    today = timezone.localdate()
    partners = partners_of(resident.centre)
    form = ShareForm(
        request.POST or None,
        partners=partners,
        steps=_steps_for_partner(resident),
        initial={
            "given_on": today,
            "until_on": today + USUAL,
            "way": "spoken",
            "interpreter_language": resident.language,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = share_case(resident, **form.plan)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            said = _("Shared with %(partner)s until %(day)s. They find it under “Entrusted to us”.")
            names = {"partner": made.organisation.name, "day": date_format(made.until_on, "j F Y")}
            messages.success(request, said % names)
            return redirect("desk:share", made.code)
    context = {
        "resident": resident,
        "form": form,
        "partners": partners,
        "lines": share_lines(resident, today),
        "crumbs": crumbs(resident, _("Shared with")),
    }
    return render(request, "desk/shares.html", context)


def _steps_for_partner(resident: Resident, share: CaseShare | None = None) -> list[Step]:
    """The open steps that one tick ends, and those that the partner has already."""
    theirs = set(share.steps.values_list("pk", flat=True)) if share else set()
    return [
        step
        for step in open_steps_of(resident)
        if step.pk in theirs or not (step.entry.ended_by or step.is_ended_by_record)
    ]


@require_http_methods(["GET", "POST"])
@allowed("shares.make")
def share(request: HttpRequest, code: str) -> HttpResponse:
    """One share: what the partner sees, wrote and did; changed with a new consent."""
    found = _share(code)
    today = timezone.localdate()
    resident, holds = found.resident, not found.why_over(today)
    form = ShareForm(
        request.POST or None,
        partners=None,
        steps=_steps_for_partner(resident, found),
        initial={
            "parts": found.part_codes,
            "steps": [str(pk) for pk in found.steps.values_list("pk", flat=True)],
            "purpose": found.purpose,
            "until_on": found.until_on,
            "given_on": today,
            "way": found.consent.way,
            "interpreter": found.consent.interpreter,
            "interpreter_language": found.consent.interpreter_language or resident.language,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_share(found, **form.plan)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Changed. The new consent counts from today."))
            return redirect("desk:share", code)
    context = {
        "share": found,
        "resident": resident,
        **state_of(found, today),
        "case": entrusted_case(found, today) if holds else None,
        "notes": found.notes.select_related("author", "seen_by", "check_in"),
        "done": trail(*done_by_partner(found)),
        "readers": readers_of(found.organisation),
        "form": form,
        "crumbs": _crumbs(found, found.organisation.name),
    }
    return render(request, "desk/share.html", context)


@require_http_methods(["GET", "POST"])
@allowed("shares.make")
def share_end(request: HttpRequest, code: str) -> HttpResponse:
    """End a share at once, and say why."""
    found = _share(code)
    form = EndShareForm(request.POST or None, initial={"is_withdrawn": "no"})
    if request.method == "POST" and form.is_valid():
        try:
            end_share(found, **form.cleaned_data)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(
                request, _("Ended: %(partner)s sees nothing more.") % {"partner": found.organisation.name}
            )
            return redirect("desk:shares", found.resident.code)
    context = {"share": found, "resident": found.resident, "form": form, "crumbs": _crumbs(found, _("End"))}
    return render(request, "desk/share_end.html", context)


@require_http_methods(["GET", "POST"])
@allowed("shares.make")
def share_appointment(request: HttpRequest, code: str) -> HttpResponse:
    """Make an appointment of the resident with somebody of the partner."""
    found = _share(code)
    if found.why_over(timezone.localdate()) or not found.has(CaseShare.Part.PLAN):
        raise Http404
    form = AppointmentForm(
        request.POST or None,
        colleagues=readers_of(found.organisation),
        initial={"kind": Appointment.Kind.OTHER, "on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            make_appointment(found.resident, **form.plan)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(
                request, _("The appointment is made. The partner records whether it took place.")
            )
            return redirect("desk:share", code)
    context = {
        "share": found,
        "resident": found.resident,
        "form": form,
        "crumbs": _crumbs(found, _("New appointment")),
    }
    return render(request, "desk/share_appointment.html", context)


@require_POST
@allowed("shares.make")
def share_note_read(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Say that what a partner wrote was read."""
    note = get_object_or_404(ShareNote.objects.select_related("share"), share__code=code, pk=pk)
    read_note(note)
    messages.success(request, _("Marked as read."))
    return redirect("desk:share", code)


def _share(code: str) -> CaseShare:
    found = CaseShare.objects.select_related(
        "resident__centre",
        "resident__coach",
        "resident__second_coach",
        "organisation",
        "consent",
        "shared_by",
    )
    return get_object_or_404(found, code=code)


def _crumbs(found: CaseShare, here: str) -> list[tuple[str, str]]:
    way = crumbs(found.resident, here)
    shared = (_("Shared with"), reverse("desk:shares", args=[found.resident.code]))
    return [*way[:-1], shared, way[-1]]
