from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from jobdesk.access import allowed
from jobdesk.lists.page import list_page
from matching.lists import LISTS


@require_GET
@allowed("steps.work")
def steps(request: HttpRequest) -> HttpResponse:
    """The list of steps: what is due first is on top."""
    return list_page(request, LISTS["steps"])
