from copy import copy

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers.forms import VacancyForm
from employers.from_matching.wage_rules import objection_to
from employers.models import Company, Vacancy, VacancyChange
from employers.queries import has_signed, own_company
from employers.services import (
    keep_client,
    post_vacancy,
    rows_in,
    submit_vacancy,
    update_vacancy,
    waiting_change,
    with_values,
)
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url


@require_http_methods(["GET", "POST"])
@allowed("vacancies.post")
def vacancy_new(request: HttpRequest) -> HttpResponse:
    """Post a vacancy: keep it as a draft, look at it, or hand it in."""
    company = own_company()
    if company is None:
        return redirect("employers:register")
    return _edit(request, company, None)


@require_http_methods(["GET", "POST"])
@allowed("vacancies.post")
def vacancy_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a vacancy, and hand it in if it is a draft or was sent back; a change that waits goes on."""
    vacancies = Vacancy.objects.select_related("company__organisation", "occupation__parent")
    vacancy = get_object_or_404(vacancies, code=code)
    return _edit(request, vacancy.company, vacancy, waiting_change(vacancy))


def _edit(
    request: HttpRequest, company: Company, vacancy: Vacancy | None, waiting: VacancyChange | None = None
) -> HttpResponse:
    status = vacancy.status if vacancy else Vacancy.Status.DRAFT
    can_submit = status in (Vacancy.Status.DRAFT, Vacancy.Status.RETURNED)
    is_submitted = can_submit and request.POST.get("action") == "submit"
    form = VacancyForm(
        request.POST or None,
        instance=with_values(copy(vacancy), waiting.values) if waiting else vacancy,
        rows=rows_in(waiting.values) if waiting else None,
        company=company,
        user=request.user,
        is_draft=status == Vacancy.Status.DRAFT and not is_submitted,
        is_new_day=is_submitted,
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved, change = _save(company, vacancy, form, is_submitted=is_submitted)
        except RuleBroken as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            if request.POST.get("action") == "preview":
                return redirect("employers:vacancy_preview", code=saved.code)
            messages.success(request, _said(saved, change, status, is_submitted=is_submitted))
            return redirect(page_url("vacancy", saved.code))
    context = {
        "form": form,
        "company": company,
        "vacancy": vacancy,
        "change": waiting,
        "can_submit": can_submit,
        "objection": objection_to(vacancy) if vacancy and status == Vacancy.Status.HELD else "",
        "has_charter": has_signed(company),
    }
    return render(request, "employers/vacancy_form.html", context)


def _said(saved: Vacancy, change: VacancyChange | None, was: str, *, is_submitted: bool) -> str:
    """Say what came of it; ``was``: the status before."""
    if is_submitted:
        return _("Handed in. The desk reads it first.")
    if was == Vacancy.Status.HELD and saved.status == Vacancy.Status.OPEN:
        return _("Saved. The wage is high enough: the vacancy is open again.")
    if was == Vacancy.Status.HELD and saved.status == Vacancy.Status.SUBMITTED:
        return _("Saved. The wage is high enough: the desk reads the vacancy.")
    if saved.status == Vacancy.Status.HELD:
        return _("Saved. The vacancy stays on hold until the wage is raised.")
    if change is not None:
        return _("Saved. The desk reads what you changed; until then the vacancy stays as it was approved.")
    if was == Vacancy.Status.FILLED and saved.status == Vacancy.Status.OPEN:
        return _("Saved. There are free places: the vacancy is open again.")
    if was == Vacancy.Status.OPEN and saved.status == Vacancy.Status.FILLED:
        return _("Saved. All places are taken: the vacancy is filled.")
    return _("Saved.")


@transaction.atomic
def _save(
    company: Company, vacancy: Vacancy | None, form: VacancyForm, *, is_submitted: bool
) -> tuple[Vacancy, VacancyChange | None]:
    """Save and hand in, or neither: what is refused stays on the form and is not posted twice."""
    details, change = form.details, None
    if form.new_client:
        details["client"] = keep_client(company, **form.new_client)
    if vacancy is None:
        vacancy = post_vacancy(company, **details)
    else:
        change = update_vacancy(vacancy, **details)
    if is_submitted:
        submit_vacancy(vacancy)
    return vacancy, change
