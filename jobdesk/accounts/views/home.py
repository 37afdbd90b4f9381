"""Where a signed-in user begins."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from jobdesk.web.places import home_of


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Send the user to the first screen of the hat they wear."""
    if request.hat is None:
        return render(request, "accounts/no_role.html", status=403)
    return redirect(home_of(request.hat.role))
