from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers.models import Vacancy
from employers.queries import with_content, work_offer
from employers.services import return_vacancy
from employers.vacancy_sheet.facts import vacancy_words
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.forms import ReturnForm
from matching.services import approve_vacancy
from matching.wages.floor import wage_test
from residents.law_values import parameters_in_force


@require_http_methods(["GET", "POST"])
@allowed("vacancies.approve")
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """Approve a vacancy that was handed in, or send it back with what has to change."""
    handed_in = with_content(Vacancy.objects.filter(submitted_on__isnull=False))
    vacancy = get_object_or_404(handed_in, code=code)
    is_return = request.POST.get("action") == "return"
    form = ReturnForm(request.POST if is_return else None)
    refusal = ""
    if request.method == "POST" and (not is_return or form.is_valid()):
        try:
            if is_return:
                return_vacancy(vacancy, form.cleaned_data["code"], form.cleaned_data["reason"])
                messages.success(request, _("Sent back to the employer."))
            else:
                approve_vacancy(vacancy)
                messages.success(request, _("The vacancy is open: you can propose people."))
            return redirect("matching:vacancy", code=vacancy.code)
        except RuleBroken as error:
            refusal = error.message
    context = {
        "vacancy": vacancy,
        "words": vacancy_words(vacancy),
        "form": form,
        "wage": wage_test(vacancy, parameters_in_force(), timezone.localdate()),
        "refusal": refusal,
        "offer": work_offer(vacancy),
    }
    return render(request, "matching/decide.html", context)
