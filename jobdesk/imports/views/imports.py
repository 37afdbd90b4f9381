"""The files somebody sent, and the form for the next."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jobdesk.imports import services
from jobdesk.imports.forms import SendForm
from jobdesk.imports.kinds import kinds_for
from jobdesk.imports.queries import own_imports, sources_of
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken

NEWEST = 20  # imports shown


@require_http_methods(["GET", "POST"])
@allowed("import.run")
def imports(request: HttpRequest) -> HttpResponse:
    mine = kinds_for(request.hat)
    form = SendForm(request.POST or None, request.FILES or None, kinds=mine)
    if form.is_valid():
        sent = form.cleaned_data
        try:
            batch = services.send_file(
                content=sent["file"].read(),
                name=sent["file"].name,
                kind=sent["kind"],
                source_name=sent["source"],
                organisation=services.organisation_of(request.hat),
                language=request.user.language,
            )
        except RuleBroken as error:
            form.add_error(error.field or None, error.message)
        else:
            return redirect("imports:columns", batch.code)
    newest = list(own_imports(request.user, request.hat)[:NEWEST])
    for batch in newest:
        batch.kind_label = mine[batch.kind].label
    context = {
        "form": form,
        "days": settings.IMPORT_KEEP_DAYS,
        "newest": newest,
        "kinds": list(mine.values()),
        "leaves_out": all(kind.leaves_wrong_rows_out for kind in mine.values()),
        "sources": sources_of(request.hat.organisation_ids[0]),
    }
    return render(request, "imports/imports.html", context)
