from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers.models import Vacancy
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.forms import CloseForm
from matching.services import close_vacancy


@require_http_methods(["GET", "POST"])
@allowed("vacancies.post")
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Ask whether a vacancy is to be closed, and close it."""
    vacancy = get_object_or_404(Vacancy.objects.select_related("company__organisation"), code=code)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            close_vacancy(vacancy, form.cleaned_data["why"])
            messages.success(request, _("The vacancy is closed."))
        except RuleBroken as error:
            messages.error(request, error.message)
        return redirect("matching:vacancy", code=vacancy.code)
    silent = vacancy.proposals.on_the_clock().count()
    context = {
        "vacancy": vacancy,
        "silent": silent,
        "waiting": vacancy.proposals.undecided().count() - silent,
        "form": form,
    }
    return render(request, "matching/close.html", context)
