from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from desk.lists import STEPS
from jobdesk.lists.page import list_page
from jobdesk.trail.access import allowed


@require_GET
@allowed("steps.work")
def steps(request: HttpRequest) -> HttpResponse:
    """The list of steps: what is due first is on top."""
    return list_page(request, STEPS)
