"""Correct who a resident is and how to reach them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url
from residents import services
from residents.forms.profile import ReceptionForm
from residents.forms.refusals import show_refusal
from residents.models import Resident
from residents.views.crumbs import crumbs
from residents.views.number_request import remember_taken


@require_http_methods(["GET", "POST"])
@allowed("residents.edit")
def profile(request: HttpRequest, code: str) -> HttpResponse:
    resident = get_object_or_404(Resident.objects.select_related("centre"), code=code)
    context = {
        "resident": resident,
        "crumbs": crumbs(resident, _("Personal details")),
        "taken": "",
        "can_ask": False,
    }
    form = context["form"] = ReceptionForm(
        request.POST or None, instance=resident, country=resident.centre.country
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.update_profile(resident, **form.profile)
        except services.NumberTaken as error:
            show_refusal(form, error)
            context |= remember_taken(request, error)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The details are saved."))
            return redirect(page_url("resident", code))
    return render(request, "residents/profile.html", context)
