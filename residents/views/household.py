"""Who lives on the wage of a resident, as of which day."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url
from residents import services
from residents.forms.household import HouseholdForm
from residents.forms.refusals import show_refusal
from residents.models import Household, Resident
from residents.views.crumbs import crumbs


@require_http_methods(["GET", "POST"])
@allowed("residents.edit")
def household(request: HttpRequest, code: str) -> HttpResponse:
    resident = get_object_or_404(Resident.objects.select_related("centre"), code=code)
    doomed = request.POST.get("remove", "")
    if doomed:
        pk = int(doomed) if doomed.isdecimal() else 0
        services.remove_household(get_object_or_404(Household, resident=resident, pk=pk))
        messages.success(request, _("Removed."))
        return redirect(request.path)
    households = list(resident.households.all())
    form = HouseholdForm(request.POST or None, initial=_now(households))
    if request.method == "POST" and form.is_valid():
        try:
            services.record_household(resident, **form.cleaned_data)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The household is saved."))
            return redirect(page_url("resident", code))
    context = {
        "resident": resident,
        "form": form,
        "households": households,
        "crumbs": crumbs(resident, _("Household")),
    }
    return render(request, "residents/household.html", context)


def _now(households: list[Household]) -> dict[str, int]:
    """Return the household to change: the last one, newest first; that of one person when none is known."""
    return {"adults": households[0].adults, "children": households[0].children} if households else {}
