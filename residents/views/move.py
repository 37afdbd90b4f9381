"""Let the case follow a resident who moved to another centre."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.access import allowed
from jobdesk.errors import RuleBroken
from residents import queries, services
from residents.forms.assign import MoveForm
from residents.forms.refusals import show_refusal
from residents.models import Resident
from residents.views.crumbs import crumbs


@require_http_methods(["GET", "POST"])
@allowed("residents.edit")
def move(request: HttpRequest, code: str) -> HttpResponse:
    resident = get_object_or_404(Resident.objects.select_related("centre"), code=code)
    form = MoveForm(request.POST or None, centres=queries.centres_to_move_to(resident.centre))
    context = {"resident": resident, "form": form, "crumbs": crumbs(resident, _("Move"))}
    if request.method == "POST" and form.is_valid():
        centre = form.cleaned_data["centre"]
        try:
            services.move_to_centre(resident, centre, form.cleaned_data["on"])
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The case moved to %(centre)s.") % {"centre": centre.name})
            if centre.pk in request.hat.scope.centres:
                return redirect("matching:resident", code)
            return redirect("matching:residents")
    return render(request, "residents/move.html", context)
