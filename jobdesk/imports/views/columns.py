"""Which column of the file is what."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.imports import services
from jobdesk.imports.files import read_file
from jobdesk.imports.forms import ColumnsForm
from jobdesk.imports.kinds import kind_of
from jobdesk.imports.mapping import Mapping, guess, headings_of, samples
from jobdesk.imports.models import Import
from jobdesk.imports.queries import own_imports
from jobdesk.imports.reading import FileRefused, open_book
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken

OPEN = (Import.Status.UPLOADED, Import.Status.CHECKED, Import.Status.FAILED)


@require_http_methods(["GET", "POST"])
@allowed("import.run")
def columns(request: HttpRequest, code: str) -> HttpResponse:
    batch = get_object_or_404(own_imports(request.user, request.hat), code=code)
    if batch.status not in OPEN or not batch.file:
        messages.info(request, _("The columns of this file are settled."))
        return redirect("imports:rows", code)
    try:
        form = _form(request, batch)
    except FileRefused as error:
        messages.warning(request, error.message)
        return redirect("imports:imports")
    if request.method == "POST" and "look" not in request.POST and form.is_valid() and not form.has_new_words:
        try:
            services.map_columns(batch, form.mapping)
        except RuleBroken as error:
            form.add_error(None, error.message)
        else:
            return redirect("imports:rows", code)
    return render(request, "imports/columns.html", {"batch": batch, "form": form, "kind": form.kind})


def _form(request: HttpRequest, batch: Import) -> ColumnsForm:
    """The form for the sheet and the row of headings that are chosen; another one is guessed again."""
    kind, kept = kind_of(batch.kind)(batch.source), Mapping.from_dict(batch.mapping)
    book = open_book(read_file(batch.file))
    sheet = request.POST.get("sheet", kept.sheet)
    sheet = sheet if sheet in {each.name for each in book.sheets} else kept.sheet
    asked = request.POST.get("heading_row", "")
    row = int(asked) if asked.isdecimal() and len(asked) < 3 else 0
    is_other = request.method == "POST" and (sheet != kept.sheet or row != kept.heading_row)
    headings = headings_of(book, sheet, 0 if sheet != kept.sheet else row or kept.heading_row, kind)
    if is_other:
        kept = guess(kind, headings.names, batch.source.mappings.get(batch.kind))
        kept.sheet, kept.heading_row = sheet, headings.row
    data = None if request.method == "GET" or (is_other and "look" in request.POST) else request.POST
    return ColumnsForm(
        data,
        kind=kind,
        sheets=book.sheets,
        headings=headings,
        samples=samples(book, sheet, headings),
        mapping=kept,
    )
