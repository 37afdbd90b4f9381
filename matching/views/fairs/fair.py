from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from jobdesk.trail.access import allowed
from matching.fairs.paper import PAPERS, print_fair
from matching.services import note_fair_printed
from matching.views.fairs.frame import found_fair, frame


@require_GET
@allowed("fairs.run")
def fair(request: HttpRequest, code: str) -> HttpResponse:
    """How far a fair is, what is next, and the lists to print."""
    found = found_fair(code)
    return render(request, "matching/fairs/fair.html", frame(found, "fair"))


@require_POST
@allowed("fairs.run")
@never_cache
def fair_print(_request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """A list on paper: for companies, residents, the centre, or the plan of the tables. It is noted."""
    found = found_fair(code)
    if kind not in PAPERS:
        raise Http404
    if found.accepted_at is None:
        return redirect("matching:fair_meetings", code)
    note_fair_printed(found, kind)
    response = HttpResponse(print_fair(found, kind), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.code}-{kind}.pdf"'
    return response
