"""Register a resident: number or reason, and a look at who may be the same person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.access import allowed
from jobdesk.errors import RuleBroken
from residents import finding, services
from residents.forms.profile import RegisterForm
from residents.forms.refusals import show_refusal
from residents.models import Resident
from residents.views.number_request import remember_taken

SHOWN = 6


@require_http_methods(["GET", "POST"])
@allowed("residents.edit")
def register(request: HttpRequest) -> HttpResponse:
    form = RegisterForm(request.POST or None, centres=request.hat.centres, centre=request.hat.centre)
    context = {"form": form, "similar": [], "taken": "", "can_ask": False}
    if request.method == "POST" and form.is_valid():
        context["similar"] = [] if "is_new" in request.POST else _similar(form)
        if not context["similar"]:
            try:
                resident = services.register_resident(
                    centre=form.cleaned_data["centre"],
                    from_on=form.cleaned_data["from_on"],
                    **form.profile,
                )
            except services.NumberTaken as error:
                show_refusal(form, error)
                context |= remember_taken(request, error)
            except RuleBroken as error:
                show_refusal(form, error)
            else:
                messages.success(request, _("The resident is registered."))
                return redirect("matching:resident", resident.code)
    return render(request, "residents/register.html", context)


def _similar(form: RegisterForm) -> list[Resident]:
    profile = form.profile
    found = finding.similar_residents(profile["first_name"], profile["last_name"], profile["birth_date"])
    return found[:SHOWN]
