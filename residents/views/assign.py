"""Give a case to a coach, or to two."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed, may
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url
from residents import queries, services
from residents.forms.assign import AssignForm
from residents.forms.refusals import show_refusal
from residents.models import Resident
from residents.views.crumbs import crumbs


@require_http_methods(["GET", "POST"])
@allowed("cases.take")
def assign(request: HttpRequest, code: str) -> HttpResponse:
    """Say who coaches a resident: whoever assigns cases, or one of the two themselves for the second one."""
    resident = get_object_or_404(
        Resident.objects.select_related("centre", "coach", "second_coach"), code=code
    )
    may_assign = may(request.hat, "residents.assign")
    if not may_assign and request.user not in resident.coaches:
        raise PermissionDenied
    form = AssignForm(
        request.POST or None,
        coaches=queries.coaches_of(resident.centre),
        may_change_first=may_assign,
        initial={"coach": resident.coach, "second_coach": resident.second_coach},
    )
    if request.method == "POST" and form.is_valid():
        coach = form.cleaned_data.get("coach", resident.coach)
        second = form.cleaned_data["second_coach"]
        try:
            if second is None and coach != resident.coach:
                services.assign_coach(resident, coach)  # a new coach brings whom they take cases with
            else:
                services.assign_coaches(resident, coach, second)
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
