"""What somebody reads who may not do what they asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jobdesk.accounts.colleagues.wording import who_can_help
from jobdesk.trail.access import DutyMissing


def handler403(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403; where a colleague can give the duty that is missing, the page says who."""
    helped = who_can_help(request.hat, exception.action) if isinstance(exception, DutyMissing) else ""
    return render(request, "403.html", {"who_can_help": helped}, status=403)
