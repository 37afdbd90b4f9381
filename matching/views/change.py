from copy import copy

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers.models import Vacancy
from employers.queries import with_content
from employers.services import approve_change, return_change, waiting_change, with_values
from employers.vacancy_sheet.changed_words import changed_lines
from employers.vacancy_sheet.facts import vacancy_words
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.forms import ReturnForm
from matching.queries import places_taken
from matching.wages.floor import wage_test
from residents.law_values import parameters_in_force


@require_http_methods(["GET", "POST"])
@allowed("vacancies.approve")
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Approve what changes of a vacancy that the desk approved before, or send the change back."""
    handed_in = with_content(Vacancy.objects.filter(submitted_on__isnull=False))
    vacancy = get_object_or_404(handed_in, code=code)
    waiting = waiting_change(vacancy)
    is_return = request.POST.get("action") == "return"
    form = ReturnForm(request.POST if is_return else None)
    refusal = ""
    if request.method == "POST" and waiting and (not is_return or form.is_valid()):
        try:
            if is_return:
                return_change(waiting, form.cleaned_data["code"], form.cleaned_data["reason"])
                messages.success(request, _("Sent back to the employer. The vacancy stays as it is."))
            else:
                approve_change(waiting)
                messages.success(request, _("The change is approved."))
            return redirect("matching:vacancy", code=code)
        except RuleBroken as error:
            refusal = error.message
            vacancy.refresh_from_db()
    wanted = with_values(copy(vacancy), waiting.values if waiting else {})
    context = {
        "vacancy": vacancy,
        "change": waiting,
        "lines": changed_lines(waiting) if waiting else [],
        "form": form,
        "wage": wage_test(wanted, parameters_in_force(), timezone.localdate()),
        "words": vacancy_words(vacancy),
        "taken": places_taken(vacancy),
        "refusal": refusal,
    }
    return render(request, "matching/change.html", context)
