"""The people of one's own company, and the invitations that wait for an answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jobdesk.accounts.colleagues.queries import colleagues_of, duties_of_nobody, waiting_invitations
from jobdesk.trail.access import allowed


@require_GET
@allowed("colleagues.view")
def colleagues(request: HttpRequest) -> HttpResponse:
    """List who is here and what they do."""
    context = {
        "colleagues": colleagues_of(request.hat),
        "invitations": waiting_invitations(request.hat),
        "duties_of_nobody": duties_of_nobody(request.hat),
    }
    return render(request, "accounts/colleagues.html", context)
