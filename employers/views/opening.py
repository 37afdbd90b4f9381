from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from employers.public.job_posting import job_posting, json_ld
from employers.public.openings import openings_of_all, was_public
from employers.vacancy_sheet.facts import vacancy_facts
from jobdesk.trail.scoping import system_scope
from jobdesk.web.in_language import in_language, translations_of


@require_safe
@login_not_required
@in_language
def opening(request: HttpRequest, code: str) -> HttpResponse:
    """One public vacancy; 410 for one that was and is none any more, 404 for all others."""
    translations = translations_of("employers:opening", code)
    with system_scope("public vacancies"):
        vacancy = openings_of_all().filter(code=code).first()
        if vacancy is None:
            if not was_public(code):
                raise Http404
            return render(request, "employers/opening_gone.html", {"translations": translations}, status=410)
        facts, posting = vacancy_facts(vacancy), job_posting(vacancy)
    context = {
        "vacancy": vacancy,
        "facts": facts,
        "json_ld": json_ld(posting),
        "url": posting["url"],
        "translations": translations,
    }
    return render(request, "employers/opening.html", context)
