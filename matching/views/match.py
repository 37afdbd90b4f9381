from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers.models import Vacancy
from employers.vacancy_sheet.parties import parties_of
from jobdesk.desks.models import Project
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url
from matching.forms import MatchForm
from matching.models import Placement, Proposal
from matching.right_to_work import decision_for_vacancy
from matching.services import MatchDetails
from matching.services.clashes import record_match_knowing
from matching.views.match_clashes import asked_at_match
from residents.right_to_work.banners import banner_of

KIND_OF_CONTRACT = {
    Vacancy.Contract.TEMP_AGENCY: Placement.Kind.TEMP_AGENCY,
    Vacancy.Contract.INTERNSHIP: Placement.Kind.INTERNSHIP,
    Vacancy.Contract.WORK_EXPERIENCE: Placement.Kind.WORK_EXPERIENCE,
    Vacancy.Contract.APPRENTICESHIP: Placement.Kind.APPRENTICESHIP,
    Vacancy.Contract.VOLUNTEERING: Placement.Kind.VOLUNTEERING,
}


@require_http_methods(["GET", "POST"])
@allowed("matches.record")
def match(request: HttpRequest, code: str) -> HttpResponse:
    """Record that an invited candidate and the employer both said yes."""
    proposals = Proposal.objects.select_related(
        "resident__centre", "vacancy__company__organisation", "vacancy__client"
    )
    proposal = get_object_or_404(proposals, code=code)
    today = timezone.localdate()
    projects = Project.objects.filter(
        centres=proposal.resident.centre_id, ends_on__gte=proposal.proposed_on or today, closed_on=None
    )
    form = MatchForm(
        request.POST or None,
        projects=projects,
        country=proposal.resident.centre.country,
        initial=_initial(proposal.vacancy, today),
    )
    asked = asked_at_match(request, proposal, form, today)
    seen = asked["seen"]
    if request.method == "POST" and form.is_valid() and seen.is_valid():
        try:
            details = MatchDetails(**form.cleaned_data)
            placement = record_match_knowing(proposal, details, seen.cleaned_data["clash_words"])
        except RuleBroken as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, _("The match is recorded. The steps that the start needs are open."))
            return redirect(page_url("placement", placement.code))
    context = {
        "proposal": proposal,
        "parties": parties_of(proposal.vacancy),
        "form": form,
        "work": banner_of(decision_for_vacancy(proposal.resident, proposal.vacancy, today)),
        "is_invited": proposal.is_talking,
        **asked,
    }
    return render(request, "matching/match.html", context)


def _initial(vacancy: Vacancy, today: date) -> dict:
    return {
        "matched_on": today,
        "kind": KIND_OF_CONTRACT.get(vacancy.contract, Placement.Kind.PAID_JOB),
        "hours": vacancy.hours,
        "wage_hour": vacancy.wage_hour,
        "shifts": vacancy.shifts,
        "planned_start_on": vacancy.first_day(today),
        "planned_end_on": vacancy.ends_on,
    }
