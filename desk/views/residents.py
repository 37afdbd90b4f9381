from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from desk.lists import RESIDENTS
from jobdesk.lists.page import list_page
from jobdesk.trail.access import allowed


@require_GET
@allowed("residents.view")
def residents(request: HttpRequest) -> HttpResponse:
    """The list of residents: the one who has waited longest for a step is on top."""
    return list_page(request, RESIDENTS)
