from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers.forms import VacancyForm
from employers.models import Company, Vacancy
from employers.queries import own_company
from employers.services import post_vacancy, submit_vacancy, update_vacancy
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url


@require_http_methods(["GET", "POST"])
@allowed("vacancies.post")
def vacancy_new(request: HttpRequest) -> HttpResponse:
    """Post a vacancy: keep it as a draft, or hand it in."""
    company = own_company()
    initial = {"municipality": company.municipality, "sector": company.sector}
    return _edit(request, VacancyForm(request.POST or None, initial=initial), company, None)


@require_http_methods(["GET", "POST"])
@allowed("vacancies.post")
def vacancy_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a vacancy, and hand it in if it is a draft or was sent back."""
    vacancy = get_object_or_404(Vacancy.objects.select_related("company__organisation"), code=code)
    form = VacancyForm(request.POST or None, instance=vacancy)
    return _edit(request, form, vacancy.company, vacancy)


def _edit(request: HttpRequest, form: VacancyForm, company: Company, vacancy: Vacancy | None) -> HttpResponse:
    can_submit = vacancy is None or vacancy.status in (Vacancy.Status.DRAFT, Vacancy.Status.RETURNED)
    if request.method == "POST" and form.is_valid():
        is_submitted = can_submit and request.POST.get("action") == "submit"
        try:
            saved = _save(company, vacancy, form.details, is_submitted)
        except RuleBroken as error:
            form.add_error(error.field or None, error.message)
        else:
            text = _("Handed in. The desk reads it first.") if is_submitted else _("Saved.")
            messages.success(request, text)
            return redirect(page_url("vacancy", saved.code))
    context = {"form": form, "company": company, "vacancy": vacancy, "can_submit": can_submit}
    return render(request, "employers/vacancy_form.html", context)


@transaction.atomic
def _save(company: Company, vacancy: Vacancy | None, details: dict, is_submitted: bool) -> Vacancy:
    """Save and hand in, or neither: what is refused stays on the form and is not posted twice."""
    if vacancy is None:
        vacancy = post_vacancy(company, **details)
    else:
        update_vacancy(vacancy, **details)
    if is_submitted:
        submit_vacancy(vacancy)
    return vacancy
