"""The intake as a PDF: to read back with the resident, or empty, to fill in by pen."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from jobdesk.trail.access import allowed
from residents import queries, services
from residents.intake.sheet import intake_sheet as sheet_of
from residents.models import Resident


@require_GET
@allowed("intake.record")
@never_cache
def intake_sheet(request: HttpRequest, code: str) -> HttpResponse:
    resident = get_object_or_404(Resident.objects.select_related("centre"), code=code)
    is_empty = "empty" in request.GET
    intake = None if is_empty else queries.latest_intake(resident)
    if intake is None and not is_empty:
        raise Http404
    if intake:
        services.note_sheet_printed(intake)
    headers = {"Content-Disposition": f'inline; filename="intake-{resident.code}.pdf"'}
    return HttpResponse(sheet_of(resident, intake), content_type="application/pdf", headers=headers)
