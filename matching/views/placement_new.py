from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers.models import Company
from jobdesk.desks.models import Project
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url
from law.engine import assess
from matching.forms import FoundWorkForm
from matching.services import FoundWork, MatchDetails, record_found_work
from residents.forms.refusals import show_refusal
from residents.law_values import parameters_in_force
from residents.models import Resident
from residents.right_to_work.banners import banner_of
from residents.right_to_work.facts import facts_of


@require_http_methods(["GET", "POST"])
@allowed("matches.record")
def placement_new(request: HttpRequest, code: str) -> HttpResponse:
    """Record work that no vacancy led to: with whom, of what kind, on what terms, and who found it."""
    resident = get_object_or_404(Resident.objects.select_related("centre"), code=code)
    today = timezone.localdate()
    form = _form(request.POST or None, resident, today)
    if request.method == "POST" and form.is_valid():
        try:
            placement = record_found_work(
                resident, form.cleaned_data["company"], MatchDetails(**form.agreed), FoundWork(**form.work)
            )
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The work is recorded. The steps that the start needs are open."))
            return redirect(page_url("placement", placement.code))
    context = {
        "resident": resident,
        "form": form,
        "work": banner_of(assess(facts_of(resident), today, parameters_in_force())),
        "crumbs": [
            (_("Residents"), page_url("residents")),
            (resident.code, page_url("resident", resident.code)),
            (_("Work found elsewhere"), ""),
        ],
        "invite_url": reverse("employers:invite"),
    }
    return render(request, "matching/placement_new.html", context)


def _form(data, resident: Resident, today: date) -> FoundWorkForm:
    country = resident.centre.country
    companies = Company.objects.filter(organisation__country=country, status__in=Company.WELCOME)
    projects = Project.objects.filter(centres=resident.centre_id, closed_on=None).exclude(starts_on__gt=today)
    return FoundWorkForm(
        data,
        country=country,
        companies=companies.select_related("organisation").order_by("organisation__name"),
        projects=projects,
        initial={"matched_on": today, "planned_start_on": today},
    )
