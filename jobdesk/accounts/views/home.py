"""Where a signed-in user begins."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from jobdesk.trail.access import Role

HOME = {
    Role.COACH: "desk:today",
    Role.COORDINATOR: "reports:overview",
    Role.EMPLOYER: "matching:vacancies",
    Role.FUNDER: "reports:reports",
    Role.ADMINISTRATOR: "accounts:members",
}


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Send the user to the first screen of the hat they wear."""
    if request.hat is None:
        return render(request, "accounts/no_role.html", status=403)
    return redirect(HOME[request.hat.role])
