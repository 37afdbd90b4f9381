"""What an administrator does with an invitation that waits for an answer."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobdesk.accounts import services
from jobdesk.accounts.models import Invitation
from jobdesk.accounts.queries import invitations_managed_by
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken


@require_POST
@allowed("members.manage")
def resend_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an invitation again, with a new link."""
    site = f"{request.scheme}://{request.get_host()}"
    return _done(
        request,
        lambda: services.resend_invitation(_managed(request, pk), site=site),
        _("The invitation is on its way again."),
    )


@require_POST
@allowed("members.manage")
def withdraw_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the link of an invitation stop working."""
    return _done(
        request,
        lambda: services.withdraw_invitation(_managed(request, pk)),
        _("The invitation is withdrawn. Its link no longer works."),
    )


def _managed(request: HttpRequest, pk: int) -> Invitation:
    return get_object_or_404(invitations_managed_by(request.user), pk=pk)


def _done(request: HttpRequest, act: Callable[[], None], said: str) -> HttpResponse:
    try:
        act()
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        messages.success(request, said)
    return redirect("accounts:members")
