from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from desk.lists import PROPOSALS
from jobdesk.lists.page import list_page
from jobdesk.trail.access import allowed


@require_GET
@allowed("proposals.make")
def proposals(request: HttpRequest) -> HttpResponse:
    """The list of proposals: what waits too long first, whose turn it is in every row."""
    return list_page(request, PROPOSALS)
