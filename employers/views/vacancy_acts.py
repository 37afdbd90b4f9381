"""What a company does with a vacancy as a whole: look at it as candidates do, copy it, throw a draft away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from employers.models import Vacancy
from employers.queries import has_signed, with_content
from employers.services import copy_vacancy, delete_draft, submit_vacancy
from employers.vacancy_sheet.facts import vacancy_words
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url

UNFINISHED = (Vacancy.Status.DRAFT, Vacancy.Status.RETURNED)


@require_http_methods(["GET", "POST"])
@allowed("vacancies.post")
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """A vacancy as candidates see it, from where it can be handed in."""
    vacancy = get_object_or_404(with_content(Vacancy.objects.all()), code=code)
    refusal = ""
    if request.method == "POST":
        try:
            submit_vacancy(vacancy)
        except RuleBroken as error:
            refusal = error.message
        else:
            messages.success(request, _("Handed in. The desk reads it first."))
            return redirect(page_url("vacancy", code))
    context = {
        "vacancy": vacancy,
        "words": vacancy_words(vacancy),
        "refusal": refusal,
        "can_submit": vacancy.status in UNFINISHED and has_signed(vacancy.company),
    }
    return render(request, "employers/vacancy_preview.html", context)


@require_POST
@allowed("vacancies.post")
def copy(request: HttpRequest, code: str) -> HttpResponse:
    """Make a draft that says the same."""
    vacancy = get_object_or_404(with_content(Vacancy.objects.all()), code=code)
    try:
        made = copy_vacancy(vacancy)
    except RuleBroken as error:
        messages.warning(request, error.message)
        return redirect(page_url("vacancy", code))
    messages.success(request, _("Copied. This is the copy: look at the start and the number of people."))
    return redirect("employers:vacancy_edit", code=made.code)


@require_http_methods(["GET", "POST"])
@allowed("vacancies.post")
def delete(request: HttpRequest, code: str) -> HttpResponse:
    """Ask whether a draft goes, and throw it away."""
    vacancy = get_object_or_404(Vacancy, code=code)
    if request.method == "GET" and vacancy.status == Vacancy.Status.DRAFT:
        return render(request, "employers/vacancy_delete.html", {"vacancy": vacancy})
    try:
        delete_draft(vacancy)
    except RuleBroken as error:
        messages.warning(request, error.message)
        return redirect(page_url("vacancy", code))
    messages.success(request, _("The draft is deleted."))
    return redirect(page_url("vacancies"))
