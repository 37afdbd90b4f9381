from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from desk.lists import PLACEMENTS
from jobdesk.lists.page import list_page
from jobdesk.trail.access import allowed


@require_GET
@allowed("placements.view")
def placements(request: HttpRequest) -> HttpResponse:
    """The list of placements by where they are: the next to start, or the last that started, on top."""
    return list_page(request, PLACEMENTS)
