"""Give a case to a coach."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url
from residents import queries, services
from residents.forms.assign import AssignForm
from residents.forms.refusals import show_refusal
from residents.models import Resident
from residents.views.crumbs import crumbs


@require_http_methods(["GET", "POST"])
@allowed("residents.assign")
def assign(request: HttpRequest, code: str) -> HttpResponse:
    resident = get_object_or_404(Resident.objects.select_related("centre", "coach"), code=code)
    form = AssignForm(
        request.POST or None,
        coaches=queries.coaches_of(resident.centre),
        initial={"coach": resident.coach},
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.assign_coach(resident, form.cleaned_data["coach"])
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The coach is saved."))
            return redirect(page_url("resident", code))
    context = {
        "resident": resident,
        "form": form,
        "caseloads": queries.caseloads_in(resident.centre),
        "crumbs": crumbs(resident, _("Coach")),
    }
    return render(request, "residents/assign.html", context)
