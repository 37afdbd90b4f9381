"""One file: how far it is, what would come of each row, and what came of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jobdesk.imports import services
from jobdesk.imports.kinds import kind_of
from jobdesk.imports.models import Import, ImportRow
from jobdesk.imports.queries import REMARKS, own_imports, page_of, rows_of
from jobdesk.imports.running import progress
from jobdesk.imports.writing import CONTENT_TYPES, as_file, outcome_table
from jobdesk.jobs.queries import latest_job
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken

Outcome = ImportRow.Outcome


@require_GET
@allowed("import.run")
def rows(request: HttpRequest, code: str) -> HttpResponse:
    batch = get_object_or_404(own_imports(request.user, request.hat), code=code)
    is_under_way = batch.status in Import.UNDER_WAY
    context = {"batch": batch, "is_under_way": is_under_way, "kind": kind_of(batch.kind)}
    if request.htmx and not is_under_way:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if is_under_way:
        context["done"], context["total"] = progress(batch)
        context["job"] = latest_job(("import-check", "import-apply", "import-undo"), batch.pk)
        return render(request, "imports/rows.html#progress" if request.htmx else "imports/rows.html", context)
    counts = batch.counts
    is_refused = batch.status == Import.Status.CHECKED and counts.get(Outcome.WRONG)
    outcome = request.GET.get("show", Outcome.WRONG.value if is_refused else "")
    page = page_of(rows_of(batch, outcome), _number(request, "after"), _number(request, "before"))
    return render(
        request,
        "imports/rows.html",
        context
        | {
            "page": page,
            "show": outcome,
            "tabs": _tabs(batch, outcome),
            "work": counts.get(Outcome.NEW, 0) + counts.get(Outcome.CHANGED, 0),
            "wrong": counts.get(Outcome.WRONG, 0),
        },
    )


@require_POST
@allowed("import.run")
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    batch = get_object_or_404(own_imports(request.user, request.hat), code=code)
    try:
        services.confirm_import(batch)
    except RuleBroken as error:
        messages.warning(request, error.message)
    return redirect("imports:rows", code)


@require_http_methods(["GET", "POST"])
@allowed("import.run")
def undo(request: HttpRequest, code: str) -> HttpResponse:
    batch = get_object_or_404(own_imports(request.user, request.hat), code=code)
    if request.method == "POST":
        try:
            services.ask_undo(batch)
        except RuleBroken as error:
            messages.warning(request, error.message)
        return redirect("imports:rows", code)
    work = batch.counts.get(Outcome.NEW, 0) + batch.counts.get(Outcome.CHANGED, 0)
    context = {"batch": batch, "kind": kind_of(batch.kind), "work": work}
    return render(request, "imports/undo.html", context)


@require_GET
@allowed("import.run")
def download(request: HttpRequest, code: str, file_format: str) -> HttpResponse:
    batch = get_object_or_404(own_imports(request.user, request.hat), code=code)
    if file_format not in CONTENT_TYPES:
        raise Http404
    if not batch.file or not batch.rows.exists():
        messages.warning(request, _("There are no rows of this file to give."))
        return redirect("imports:rows", code)
    outcome = request.GET.get("show", "")
    name = f"{batch.code}-{outcome}" if outcome in (*Outcome.values, REMARKS) else batch.code
    return as_file(outcome_table(batch, outcome), name, file_format)


def _tabs(batch: Import, chosen: str) -> list[dict]:
    counts = batch.counts
    order = (Outcome.WRONG, Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED)
    tabs = [("", _("All"), sum(counts.get(each, 0) for each in order))]
    tabs += [(each.value, each.label, counts.get(each, 0)) for each in order]
    tabs += [(REMARKS, _("With a remark"), counts.get(REMARKS, 0))]
    return [
        {"label": label, "url": f"?show={value}", "is_current": value == chosen, "count": count}
        for value, label, count in tabs
    ]


def _number(request: HttpRequest, name: str) -> int:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) < 9 else 0
