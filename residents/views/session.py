"""One group session: its attendance list, ticked on a phone, on a laptop or from a paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from residents import services
from residents.forms.session import OutcomeForm
from residents.groups.attendance_list import render_attendance_list
from residents.models import Attendance, GroupSession, Resident
from residents.people.finding import found_by
from residents.queries import sessions

FOUND = 6  # at most, of those who fit a few letters


@require_http_methods(["GET", "POST"])
@allowed("sessions.run")
def session(request: HttpRequest, code: str) -> HttpResponse:
    """The session and its list. A post looks for a walk-in: a name does not belong in an address."""
    context = _context(_session(code), request.POST.get("q", "").strip())
    return render(request, "residents/session.html" + ("#found" if request.htmx else ""), context)


@require_POST
@allowed("sessions.run")
def session_tick(request: HttpRequest, code: str) -> HttpResponse:
    """Tick one resident as present (``present`` is 1) or not (0), or take them off the list (empty).

    Says what shall be, not "the other way": a tap that is sent twice does nothing more.
    """
    found = _session(code)
    resident = Resident.objects.filter(code=request.POST.get("resident", "")).first()
    refusal = _("This resident is not in your centres. Look again.") if resident is None else ""
    if resident is not None:
        try:
            _tick(found, resident, request.POST.get("present", ""))
        except RuleBroken as error:
            refusal = error.message
    if request.htmx:
        return render(request, "residents/session.html#list", {**_context(found), "refusal": refusal})
    if refusal:
        messages.error(request, refusal)
    return redirect("residents:session", code)


def _tick(found: GroupSession, resident: Resident, present: str) -> None:
    if present in ("0", "1"):
        services.set_present(found, resident, is_present=present == "1")
        return
    attendance = Attendance.objects.filter(session=found, resident=resident).first()
    if attendance is not None:
        services.withdraw_invitation(attendance)


@require_POST
@allowed("sessions.run")
def session_outcome(request: HttpRequest, code: str) -> HttpResponse:
    """Record what the session brought one resident."""
    found = _session(code)
    attendance = Attendance.objects.filter(
        session=found, resident__code=request.POST.get("resident", "")
    ).first()
    form = OutcomeForm(request.POST)
    if attendance is None or not form.is_valid():
        messages.error(request, _("Choose somebody from the list, and an outcome."))
        return redirect("residents:session", code)
    try:
        services.record_outcome(attendance, form.cleaned_data["outcome"])
    except RuleBroken as error:
        messages.error(request, error.message)
    if request.htmx:
        return render(request, "residents/session.html#list", _context(found))
    return redirect("residents:session", code)


@require_POST
@allowed("sessions.run")
def session_close(request: HttpRequest, code: str) -> HttpResponse:
    """Say that the session was held: those who are not ticked did not come."""
    try:
        services.close_session(_session(code))
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("The session is closed. You can still put the list right."))
    return redirect("residents:session", code)


@require_POST
@allowed("sessions.run")
@never_cache
def session_print(_request: HttpRequest, code: str) -> HttpResponse:
    """The attendance list on paper. That it was printed is noted."""
    found = _session(code)
    services.note_list_printed(found)
    pdf = render_attendance_list(found, list(sessions.attendances_of(found)))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.code}.pdf"'
    return response


def _session(code: str) -> GroupSession:
    return get_object_or_404(GroupSession.objects.select_related("centre", "project", "led_by"), code=code)


def _context(found: GroupSession, query: str = "") -> dict:
    attendances = list(sessions.attendances_of(found))
    counts = sessions.attendance_counts([found])[found.pk]
    return {
        "session": found,
        "attendances": attendances,
        **counts,
        "moved": counts["listed"] - len(attendances),
        "can_tick": found.has_come and found.status != GroupSession.Status.CANCELLED,
        "is_planned": found.status == GroupSession.Status.PLANNED,
        "outcomes": Attendance.Outcome.choices if found.kind == GroupSession.Kind.TRAINING else [],
        "q": query,
        "found": list(_found(found, query)) if query else [],
        "refusal": "",
        "crumbs": [(_("Sessions"), reverse("residents:sessions")), (found.code, "")],
    }


def _found(found: GroupSession, query: str):
    people = sessions.not_listed(found, Resident.objects.filter(found_by(query)))
    return people.select_related("centre").order_by("first_name", "last_name", "pk")[:FOUND]
