from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.forms.programmes import ProgrammeForm, RunForm
from matching.models import Programme
from matching.programmes.outcomes import success_of
from matching.programmes.pages import NONE_YET, board, dues_of, enrolments_of, programmes_of, run_lines
from matching.programmes.paper import print_programme
from matching.services.programmes import change_programme, note_programme_printed, plan_run
from matching.shortage import lists_read, shortages_of
from matching.views.programmes.programmes import choices_for, crumbs
from residents.forms.refusals import show_refusal


@require_http_methods(["GET", "POST"])
@allowed("programmes.work")
def programme(request: HttpRequest, code: str) -> HttpResponse:
    """A programme: who is at which step since when, its runs, and what it brought. A POST plans a run."""
    found, today = _found(code), timezone.localdate()
    form = RunForm(request.POST or None, initial={"seats": found.seats})
    if request.method == "POST" and form.is_valid():
        try:
            plan_run(found, **form.cleaned_data)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The run is planned."))
            return redirect("matching:programme", code)
    people = list(enrolments_of(found))
    labels = {
        "asked": _("Asked, no answer yet"),
        "waiting": _("Waiting list"),
        "enrolled": _("Not begun yet"),
    }
    context = {
        "programme": found,
        "form": form,
        "runs": run_lines([found]).get(found.pk, []),
        "columns": board(found, people, labels),
        "dues": dues_of(people, today),
        "ended": [each for each in people if not each.is_open],
        "success": success_of([found], today).get(found.pk, NONE_YET),
        "shortages": shortages_of(found.occupation, found.centre.country, today),
        "lists_read": lists_read(found.centre.country, today),
        "today": today,
        "crumbs": crumbs(found.title),
    }
    return render(request, "matching/programmes/programme.html", context)


@require_http_methods(["GET", "POST"])
@allowed("programmes.work")
def programme_change(request: HttpRequest, code: str) -> HttpResponse:
    """Change what a programme is, its companies and steps, or close it."""
    found = _found(code)
    form = ProgrammeForm(request.POST or None, instance=found, **choices_for(request, found))
    if request.method == "POST" and form.is_valid():
        try:
            change_programme(get_object_or_404(Programme, code=code), **form.plan)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("matching:programme", code)
    context = {"form": form, "programme": found, "crumbs": crumbs(_("Change"), found)}
    return render(request, "matching/programmes/form.html", context)


@require_POST
@allowed("programmes.work")
@never_cache
def programme_print(_request: HttpRequest, code: str) -> HttpResponse:
    """Who takes part or waits, on paper. It is noted."""
    found = _found(code)
    note_programme_printed(found)
    response = HttpResponse(print_programme(found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.code}.pdf"'
    return response


def _found(code: str) -> Programme:
    return get_object_or_404(programmes_of(), code=code)
