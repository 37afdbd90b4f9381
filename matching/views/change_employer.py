from datetime import date, timedelta

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers.models import Company
from jobdesk.desks.models import Project
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url
from matching import services
from matching.forms import EmployerForm
from matching.models import Placement
from matching.services import MatchDetails


@require_http_methods(["GET", "POST"])
@allowed("placements.record")
def change_employer(request: HttpRequest, code: str) -> HttpResponse:
    """Record that planned or running work goes on with another employer."""
    placements = Placement.objects.select_related("resident__centre", "match__company__organisation")
    placement = get_object_or_404(placements, code=code)
    form = _form(request.POST or None, placement, timezone.localdate())
    if request.method == "POST" and form.is_valid():
        agreed = form.cleaned_data
        company, last_day = agreed.pop("company"), agreed.pop("last_day", None)
        try:
            follower = services.change_employer(placement, company, MatchDetails(**agreed), last_day)
        except RuleBroken as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, _("Recorded. The steps that the new employer needs are open."))
            return redirect(page_url("placement", follower.code))
    context = {
        "placement": placement,
        "form": form,
        "is_possible": placement.status in Placement.UNDER_WAY,
        "has_started": placement.status == Placement.Status.STARTED,
    }
    return render(request, "matching/change_employer.html", context)


def _form(data, placement: Placement, today: date) -> EmployerForm:
    has_started = placement.status == Placement.Status.STARTED
    country = placement.resident.centre.country
    companies = Company.objects.filter(organisation__country=country).exclude(pk=placement.match.company_id)
    runs = Q(starts_on__lte=today, ends_on__gte=today, closed_on=None)
    projects = Project.objects.filter(runs, centres=placement.resident.centre_id)
    first_day = max(placement.planned_start_on, today + timedelta(days=1)) if has_started else None
    initial = {
        "last_day": today,
        "matched_on": today,
        "kind": placement.kind,
        "hours": placement.hours,
        "wage_hour": placement.wage_hour,
        "shifts": placement.shifts,
        "planned_start_on": first_day or max(placement.planned_start_on, today),
        "planned_end_on": placement.planned_end_on,
        "project": placement.match.project_id,
    }
    return EmployerForm(
        data,
        country=country,
        companies=companies.select_related("organisation"),
        projects=projects,
        has_started=has_started,
        initial=initial,
    )
