"""A coordinator records a start although something stands in its way, or says no to who asks for it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url
from matching import services
from matching.forms import DeclineStartForm, OverrideStartForm
from matching.models import Placement, StartRequest
from residents.forms.refusals import show_refusal


@require_http_methods(["GET", "POST"])
@allowed("starts.override")
def start_override(request: HttpRequest, code: str) -> HttpResponse:
    """Say what stands in the way, why the start is recorded all the same, and that it permits nothing."""
    placements = Placement.objects.select_related(
        "resident__centre", "match__company__organisation", "follows"
    )
    placement = get_object_or_404(placements, code=code)
    requests = placement.start_requests.filter(status=StartRequest.Status.ASKED)
    asked = requests.select_related("asked_by").first()
    is_planned = placement.status == Placement.Status.PLANNED
    act = request.POST.get("action", "") if request.method == "POST" else ""
    form = OverrideStartForm(request.POST if act == "record" else None, initial=_initial(placement, asked))
    no = DeclineStartForm(request.POST if act == "decline" else None)
    on = _day(form)
    found = services.hindrances_to(placement, on) if is_planned else []
    if form.is_valid() and _is_recorded(placement, form, [each.code for each in found]):
        messages.success(request, _("The start is recorded, with why. What is open stays open."))
        return redirect(page_url("placement", placement.code))
    if asked and no.is_valid() and _is_declined(asked, no):
        messages.success(request, _("%(name)s reads your answer on Today.") % {"name": asked.asked_by.name})
        return redirect(page_url("placement", placement.code))
    context = {
        "placement": placement,
        "on": on,
        "hindrances": found,
        "is_possible": bool(found) and all(each.is_overridable for each in found),
        "opens_concern": any(each.is_of_law or each.code == services.WAGE for each in found),
        "asked": asked,
        "form": form,
        "codes": ",".join(each.code for each in found),
        "decline": no,
    }
    return render(request, "matching/start_override.html", context)


def _day(form: OverrideStartForm) -> date:
    """The day that was typed, if it is one; else the one that the form begins with."""
    if form.is_bound and not form.has_error("started_on"):
        return form.cleaned_data["started_on"]
    return form.initial["started_on"]


def _initial(placement: Placement, asked: StartRequest | None) -> dict[str, Any]:
    day: date = asked.started_on if asked else min(placement.planned_start_on, timezone.localdate())
    return {"started_on": day}


def _is_recorded(placement: Placement, form: OverrideStartForm, codes: list[str]) -> bool:
    typed = dict(form.cleaned_data)
    typed.pop("is_understood")
    if typed.pop("seen") != ",".join(codes):
        form.add_error(
            "started_on", _("On this day other things stand in the way. Read them, then record it again.")
        )
        return False
    try:
        services.override_start(placement, **typed)
    except RuleBroken as error:
        show_refusal(form, error)
        return False
    return True


def _is_declined(asked: StartRequest, form: DeclineStartForm) -> bool:
    try:
        services.decline_override(asked, form.cleaned_data["answer"])
    except RuleBroken as error:
        show_refusal(form, error)
        return False
    return True
