from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from jobdesk.access import allowed
from jobdesk.lists.page import list_page
from matching.lists import LISTS


@require_GET
@allowed("residents.view")
def residents(request: HttpRequest) -> HttpResponse:
    """The list of residents: who longest waits for a step is on top."""
    return list_page(request, LISTS["residents"])
