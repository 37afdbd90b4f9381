"""The desk says which occupation a company's own words mean."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers.forms import WorkForm
from employers.models import Vacancy
from employers.queries import work_offer
from employers.services import name_work, refuse_work
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url


@require_http_methods(["GET", "POST"])
@allowed("vacancies.approve")
def vacancy_work(request: HttpRequest, code: str) -> HttpResponse:
    """What the words may mean, to tap or to search for; or that they do not mean what they were read as."""
    handed_in = Vacancy.objects.filter(submitted_on__isnull=False)
    vacancy = get_object_or_404(handed_in.select_related("company__organisation", "occupation"), code=code)
    offer = work_offer(vacancy)
    form = WorkForm(request.POST if request.method == "POST" and "misread" not in request.POST else None)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        try:
            if form.is_bound:
                name_work(vacancy, form.cleaned_data["occupation"].term)
                messages.success(request, _("Saved. People are found by this occupation now."))
            else:
                refuse_work(vacancy, request.POST["misread"])
                messages.success(request, _("Noted. Nobody is found by that occupation any more."))
            return redirect(page_url("vacancy", code))
        except RuleBroken as error:
            messages.error(request, error.message)
            return redirect(page_url("vacancy", code))
    context = {"vacancy": vacancy, "offer": offer, "form": form}
    return render(request, "employers/vacancy_work.html", context)
