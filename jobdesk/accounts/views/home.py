"""Where a signed-in user begins."""

from django.contrib import messages
from django.contrib.auth import logout
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


def onward(request: HttpRequest, said: str) -> HttpResponse:
    """Send a user whose role has just ended to what they still have, or out, and say what happened."""
    request.user.refresh_from_db()
    if not request.user.is_active:
        logout(request)
    messages.success(request, said)
    return redirect("home" if request.user.is_authenticated else "account_login")
