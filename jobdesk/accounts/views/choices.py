"""Small choices a user makes about the shell: which hat, which centre, which language."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from jobdesk.accounts.hats import SESSION_CENTRE, SESSION_ROLE


@require_POST
def choose_role(request: HttpRequest) -> HttpResponse:
    """Wear another hat, of those the user has."""
    chosen = request.POST.get("role")
    if request.hat and any(hat.key == chosen for hat in request.hat.choices):
        request.session[SESSION_ROLE] = chosen
        request.session.pop(SESSION_CENTRE, None)
    return redirect("home")


@require_POST
def choose_centre(request: HttpRequest) -> HttpResponse:
    """Look at one centre, or at all of them (empty value)."""
    picked = request.POST.get("centre", "")
    if request.hat and picked in {str(centre.pk) for centre in request.hat.centres}:
        request.session[SESSION_CENTRE] = int(picked)
    else:
        request.session.pop(SESSION_CENTRE, None)
    return _back(request)


@require_POST
@login_not_required
def choose_language(request: HttpRequest) -> HttpResponse:
    """Show the site in another language; kept in the account of a signed-in user, else in a cookie."""
    language = request.POST.get("language")
    response = _back(request)
    if language in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            request.user.language = language
            request.user.save(update_fields=["language"])
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )
    return response


def _back(request: HttpRequest) -> HttpResponse:
    """Go where the form says, if that is a path of this site. ``redirect`` would take a word for a view."""
    target = request.POST.get("next", "")
    is_path = target.startswith("/") and not target.startswith("//")
    if not is_path or not url_has_allowed_host_and_scheme(target, None, request.is_secure()):
        target = "/"
    return HttpResponseRedirect(target)
