"""The procedure of a resident: its events and documents, and what follows from them."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from law.engine import assess
from residents import services
from residents.forms.procedure import DocumentForm, EventForm
from residents.forms.refusals import show_refusal
from residents.law_values import parameters_in_force
from residents.models import Document, LegalEvent, Resident
from residents.right_to_work.banners import banner_of
from residents.right_to_work.facts import facts_of, with_facts
from residents.views.crumbs import crumbs

ADD = {"event": services.record_legal_event, "document": services.record_document}
REMOVE = {
    "event": (LegalEvent, services.remove_legal_event),
    "document": (Document, services.withdraw_document),
}


@require_http_methods(["GET", "POST"])
@allowed("residents.edit")
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    resident = get_object_or_404(with_facts(Resident.objects.all()), code=code)
    action, _colon, thing = request.POST.get("action", "").partition(":")
    if action == "remove" and thing in REMOVE:
        return _remove(request, resident, thing)
    country = resident.centre.country
    forms = {
        name: form(request.POST if action == "add" and thing == name else None, country=country)
        for name, form in (("event", EventForm), ("document", DocumentForm))
    }
    if action == "add" and thing in ADD and forms[thing].is_valid():
        return _add(request, resident, thing, forms)
    return _page(request, resident, forms)


def _add(request: HttpRequest, resident: Resident, thing: str, forms: dict[str, ModelForm]) -> HttpResponse:
    try:
        ADD[thing](resident, **forms[thing].cleaned_data)
    except RuleBroken as error:
        show_refusal(forms[thing], error)
        return _page(request, resident, forms)
    messages.success(request, _("Saved. The right to work is assessed again."))
    return redirect("residents:procedure", resident.code)


def _remove(request: HttpRequest, resident: Resident, thing: str) -> HttpResponse:
    model, service = REMOVE[thing]
    row = get_object_or_404(model, resident=resident, pk=_number(request.POST.get("pk", "")))
    service(row, request.POST.get("reason", "")[:500])
    messages.success(request, _("Removed. The right to work is assessed again."))
    return redirect("residents:procedure", resident.code)


def _page(request: HttpRequest, resident: Resident, forms: dict[str, ModelForm]) -> HttpResponse:
    today = timezone.localdate()
    thing, _dash, pk = request.GET.get("remove", "").partition("-")
    doomed = (
        get_object_or_404(REMOVE[thing][0], resident=resident, pk=_number(pk)) if thing in REMOVE else None
    )
    context = {
        "resident": resident,
        "today": today,
        "banner": banner_of(assess(facts_of(resident), today, parameters_in_force())),
        "events": [_line(event) for event in resident.legal_events.all()],
        "documents": resident.documents.all(),
        "event_form": forms["event"],
        "document_form": forms["document"],
        "doomed": doomed,
        "doomed_thing": thing,
        "crumbs": crumbs(resident, _("Procedure and documents")),
    }
    return render(request, "residents/procedure.html", context)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


@dataclass(frozen=True)
class EventLine:
    """An event as a list shows it."""

    pk: int
    on: date
    name: str
    detail: str


def _line(event: LegalEvent) -> EventLine:
    """Put an event in words."""
    subsequent = _("Subsequent application") if event.is_subsequent else ""
    return EventLine(
        pk=event.pk,
        on=event.on,
        name=event.get_type_display(),
        detail=event.value_text or subsequent or event.employer,
    )
