from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.fairs.pages import open_vacancies, tables_of
from matching.forms.fairs import TableForm
from matching.models import Fair
from matching.services import add_table, invite_companies, remove_table
from matching.views.fairs.frame import found_fair, frame


@require_http_methods(["GET", "POST"])
@allowed("fairs.run")
def fair_tables(request: HttpRequest, code: str) -> HttpResponse:
    """Which vacancies take part, each with how many conversations its company wants."""
    fair = found_fair(code)
    if request.method == "POST" and "remove" in request.POST:
        return _remove(request, fair)
    if request.method == "POST" and request.POST.get("act") == "invite":
        return _invite(request, fair)
    form = TableForm(request.POST or None, vacancies=open_vacancies(fair))
    if request.method == "POST" and form.is_valid():
        try:
            add_table(fair, **form.cleaned_data)
        except RuleBroken as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, _("The vacancy takes part."))
            return redirect("matching:fair_tables", code)
    tables = list(tables_of(fair))
    context = {
        **frame(fair, "fair_tables"),
        "tables": tables,
        "to_invite": sum(table.invited_at is None for table in tables),
        "form": form,
    }
    return render(request, "matching/fairs/tables.html", context)


def _invite(request: HttpRequest, fair: Fair) -> HttpResponse:
    try:
        invited = invite_companies(fair)
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        text = ngettext(
            "The company of %(n)d vacancy is invited by e-mail.",
            "The companies of %(n)d vacancies are invited by e-mail.",
            invited,
        )
        messages.success(request, text % {"n": invited})
    return redirect("matching:fair_tables", fair.code)


def _remove(request: HttpRequest, fair: Fair) -> HttpResponse:
    pk = request.POST["remove"]
    table = get_object_or_404(tables_of(fair), pk=pk if pk.isascii() and pk.isdigit() else 0)
    try:
        remove_table(table)
    except RuleBroken as error:
        messages.error(request, error.message)
    return redirect("matching:fair_tables", fair.code)
