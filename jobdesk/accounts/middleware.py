"""What every signed-in request gets: the user's language, and the second factor where it is required."""

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import middleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

# What somebody without the second factor may still do: set it up (allauth asks for the password first),
# choose the language to read that in, and leave.
OPEN_WITHOUT_SECOND_FACTOR = frozenset(
    {
        "mfa_activate_totp",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "accounts:choose_language",
        "account_logout",
        "healthz",
        "readyz",
    }
)


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    """Asks to sign in. htmx is told so (401): it would put the sign-in page where a part belongs."""

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401)
        return super().handle_no_permission(request, view_func)


class UserLanguageMiddleware:
    """Shows the site in the language of the user's account."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


class RequireMfaMiddleware:
    """Sends users whose role or duty needs a second factor to set one up, where settings.MFA_IS_REQUIRED.

    Any of the user's counts, not only the one that is worn: the password opens them all.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view, _args, _kwargs) -> HttpResponse | None:
        """Answer instead of the view where the second factor is missing. Runs once the scope is open."""
        if request.resolver_match.view_name in OPEN_WITHOUT_SECOND_FACTOR:
            return None
        if not must_have_second_factor(request) or get_adapter().is_mfa_enabled(request.user):
            return None
        return redirect("mfa_activate_totp")


def must_have_second_factor(request: HttpRequest) -> bool:
    """Say whether a role or duty of this request's user requires a second factor, as /admin/ does."""
    if not settings.MFA_IS_REQUIRED or not request.user.is_authenticated:
        return False
    return request.user.is_staff or (request.hat is not None and request.hat.needs_second_factor)
