"""Appointments of a resident: made, changed, cancelled, and what came of them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url
from residents import queries, services
from residents.forms.appointment import AppointmentForm, CancelAppointmentForm, KeptForm
from residents.forms.refusals import show_refusal
from residents.models import Appointment, Resident
from residents.views.crumbs import crumbs


@require_http_methods(["GET", "POST"])
@allowed("appointments.make")
def appointment_new(request: HttpRequest, code: str) -> HttpResponse:
    """Make an appointment with a resident."""
    resident = get_object_or_404(Resident.objects.select_related("centre"), code=code)
    form = AppointmentForm(
        request.POST or None,
        colleagues=queries.coaches_of(resident.centre),
        initial={"with_user": request.user.pk, "on": timezone.localdate(), "place": resident.centre.name},
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.make_appointment(resident, **form.plan)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The appointment is made."))
            return redirect(page_url("resident", code))
    context = {"resident": resident, "form": form, "crumbs": crumbs(resident, _("New appointment"))}
    return render(request, "residents/appointment_new.html", context)


@require_http_methods(["GET", "POST"])
@allowed("appointments.make")
def appointment(request: HttpRequest, code: str) -> HttpResponse:
    """One appointment: say what came of it, change it, cancel it; or take that back."""
    found = get_object_or_404(Appointment.objects.select_related("resident__centre", "with_user"), code=code)
    action = request.POST.get("action", "")
    forms = {
        "change": AppointmentForm(
            request.POST if action == "change" else None,
            instance=found,
            colleagues=queries.coaches_of(found.resident.centre),
        ),
        "kept": KeptForm(
            request.POST if action == "kept" else None,
            initial={"log_contact": found.kind in Appointment.WITH_THE_DESK},
        ),
        "cancel": CancelAppointmentForm(request.POST if action == "cancel" else None),
    }
    if action in ACTIONS and (action not in forms or forms[action].is_valid()):
        try:
            said = ACTIONS[action](Appointment.objects.get(pk=found.pk), forms.get(action))
        except RuleBroken as error:
            if action in forms:
                show_refusal(forms[action], error)
            else:
                messages.error(request, error.message)
        else:
            messages.success(request, said)
            return redirect("residents:appointment", code)
    context = {
        "appointment": found,
        "resident": found.resident,
        "is_planned": found.status == Appointment.Status.PLANNED,
        "has_come": found.on <= timezone.localdate(),
        "crumbs": crumbs(found.resident, _("Appointment")),
        **forms,
    }
    return render(request, "residents/appointment.html", context)


def _change(found: Appointment, form: AppointmentForm) -> str:
    services.change_appointment(found, **form.plan)
    return _("The appointment is saved.")


def _kept(found: Appointment, form: KeptForm) -> str:
    services.keep_appointment(found, log_contact=form.cleaned_data["log_contact"])
    return _("Recorded: the resident came.")


def _missed(found: Appointment, _form: None) -> str:
    services.miss_appointment(found)
    return _("Recorded: the resident did not come.")


def _cancel(found: Appointment, form: CancelAppointmentForm) -> str:
    services.cancel_appointment(found, form.cleaned_data["reason"])
    return _("The appointment is cancelled.")


def _reopen(found: Appointment, _form: None) -> str:
    services.reopen_appointment(found)
    return _("The appointment is planned again.")


ACTIONS = {"change": _change, "kept": _kept, "missed": _missed, "cancel": _cancel, "reopen": _reopen}
