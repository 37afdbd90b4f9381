from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.fairs.pages import open_vacancies, tables_of
from matching.forms.fairs import TableForm
from matching.models import Fair
from matching.services import add_table, remove_table
from matching.views.fairs.frame import found_fair, frame


@require_http_methods(["GET", "POST"])
@allowed("fairs.run")
def fair_tables(request: HttpRequest, code: str) -> HttpResponse:
    """Which vacancies take part, each with how many conversations its company wants."""
    fair = found_fair(code)
    if request.method == "POST" and "remove" in request.POST:
        return _remove(request, fair)
    form = TableForm(request.POST or None, vacancies=open_vacancies(fair))
    if request.method == "POST" and form.is_valid():
        try:
            add_table(fair, **form.cleaned_data)
        except RuleBroken as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, _("The vacancy takes part."))
            return redirect("matching:fair_tables", code)
    context = {**frame(fair, "fair_tables"), "tables": tables_of(fair), "form": form}
    return render(request, "matching/fairs/tables.html", context)


def _remove(request: HttpRequest, fair: Fair) -> HttpResponse:
    pk = request.POST["remove"]
    table = get_object_or_404(tables_of(fair), pk=pk if pk.isascii() and pk.isdigit() else 0)
    try:
        remove_table(table)
    except RuleBroken as error:
        messages.error(request, error.message)
    return redirect("matching:fair_tables", fair.code)
