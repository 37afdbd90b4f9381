"""A coach asks the coordinators to record a start although something stands in its way."""

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
from matching import services
from matching.forms import AskStartForm
from matching.models import Placement
from residents.forms.refusals import show_refusal


@require_http_methods(["GET", "POST"])
@allowed("placements.record")
def start_request(request: HttpRequest, code: str) -> HttpResponse:
    """Ask; the page itself comes only when something is missing."""
    placements = Placement.objects.select_related(
        "resident__centre", "match__company__organisation", "follows"
    )
    placement = get_object_or_404(placements, code=code)
    day = min(placement.planned_start_on, timezone.localdate())
    form = AskStartForm(request.POST or None, initial={"started_on": day})
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_for_override(placement, **form.cleaned_data)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(
                request, _("Asked: it stands on Today of the coordinators. You read their answer on yours.")
            )
            return redirect(page_url("placement", placement.code))
    is_planned = placement.status == Placement.Status.PLANNED
    found = services.hindrances_to(placement, day) if is_planned else []
    context = {"placement": placement, "form": form, "on": day, "hindrances": found}
    return render(request, "matching/start_request.html", context)
