"""An empty list to fill in, for each kind."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from jobdesk.imports.kinds import kinds_for
from jobdesk.imports.templates import template_csv, template_xlsx
from jobdesk.imports.writing import CONTENT_TYPES
from jobdesk.trail.access import allowed


@require_GET
@allowed("import.run")
def template(request: HttpRequest, kind: str, file_format: str) -> HttpResponse:
    mine = kinds_for(request.hat)
    if kind not in mine or file_format not in CONTENT_TYPES:
        raise Http404
    chosen = mine[kind]()
    body = template_xlsx(chosen) if file_format == "xlsx" else template_csv(chosen)
    return HttpResponse(
        body,
        content_type=CONTENT_TYPES[file_format],
        headers={"Content-Disposition": f'attachment; filename="jobdesk-{kind}.{file_format}"'},
    )
