"""One duo: when they met, and what came of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from residents import services
from residents.choices import Afterwards
from residents.forms.mentor import AfterYearForm, EndDuoForm, MeetingForm
from residents.forms.refusals import show_refusal
from residents.models import Duo
from residents.queries.mentors import after_year
from residents.services.mentors import tell_after_year
from residents.views.crumbs import crumbs


@require_http_methods(["GET", "POST"])
@allowed("mentors.work")
def duo(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    found = get_object_or_404(
        Duo.objects.select_related("resident__centre", "mentor"), pk=pk, resident__code=code
    )
    action = request.POST.get("action")
    forms = {
        "met": MeetingForm(request.POST if action == "met" else None),
        "end": EndDuoForm(request.POST if action == "end" else None),
        "year": AfterYearForm(request.POST if action == "year" else None),
    }
    met, end = services.log_duo_meeting, services.end_duo
    save = {"met": met, "end": end, "year": tell_after_year}
    sent = forms.get(action)
    if sent is not None and sent.is_valid():
        try:
            save[action](found, **sent.cleaned_data)
        except RuleBroken as error:
            show_refusal(sent, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(request.path)
    state = after_year([found], timezone.localdate()).get(found.pk)
    context = {
        "duo": found,
        "meetings": found.meetings.all(),
        "met_form": forms["met"],
        "end_form": forms["end"],
        "year_form": forms["year"],
        "after_year": Afterwards(state).label if state else "",
        "is_a_year_old": state is not None,
        "crumbs": crumbs(found.resident, _("Duo")),
    }
    return render(request, "residents/duo.html", context)
