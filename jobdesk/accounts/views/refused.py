"""What somebody reads who may not do what they asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import permission_denied

from jobdesk.accounts.colleagues.wording import who_can_help
from jobdesk.trail.access import DutyMissing


def handler403(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403; where a colleague can give the duty that is missing, the page says who."""
    if not isinstance(exception, DutyMissing):
        return permission_denied(request, exception)
    context = {"who_can_help": who_can_help(request.hat, exception.action)}
    return render(request, "accounts/duty_missing.html", context, status=403)
