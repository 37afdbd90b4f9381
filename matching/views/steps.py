from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from jobdesk.access import allowed
from jobdesk.lists.page import list_page
from matching.lists import LISTS


@require_GET
@vary_on_headers("HX-Request")
@allowed("steps.work")
def steps(request: HttpRequest) -> HttpResponse:
    """The list of steps: what is due first is on top."""
    return list_page(request, LISTS["steps"])
