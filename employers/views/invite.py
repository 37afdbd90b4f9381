"""Invite somebody to register their company, and what can be done until they do."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from employers.forms import InviteEmployerForm
from employers.queries import invitations_of
from jobdesk.accounts.models import Invitation
from jobdesk.accounts.services import invite_employer, resend_invitation, withdraw_invitation
from jobdesk.accounts.tokens import INVITATION_LASTS
from jobdesk.trail.access import allowed, may
from jobdesk.trail.errors import RuleBroken


@require_http_methods(["GET", "POST"])
@allowed("employers.invite")
def invite(request: HttpRequest) -> HttpResponse:
    """Show the form of an invitation, and send it."""
    form = InviteEmployerForm(request.POST or None, initial={"language": request.user.language})
    if form.is_valid():
        try:
            invite_employer(**form.cleaned_data, site=_site(request))
        except RuleBroken as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, _("The invitation is on its way."))
            return _back(request)
    context = {"form": form, "days": INVITATION_LASTS.days, "back": _back(request).url}
    return render(request, "employers/invite.html", context)


@require_POST
@allowed("employers.invite")
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an invitation again, with a new link."""
    words = _("The invitation is on its way again.")
    return _done(request, pk, lambda found: resend_invitation(found, site=_site(request)), words)


@require_POST
@allowed("employers.invite")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the link of an invitation stop working."""
    return _done(
        request, pk, withdraw_invitation, _("The invitation is withdrawn. Its link no longer works.")
    )


def _done(request: HttpRequest, pk: int, act: Callable[[Invitation], None], said: str) -> HttpResponse:
    invitation = get_object_or_404(invitations_of(request.user), pk=pk)
    try:
        act(invitation)
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        messages.success(request, said)
    return _back(request)


def _site(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _back(request: HttpRequest) -> HttpResponse:
    """To the page on which the reader's invitations stand."""
    sees_employers = may(request.hat, "employers.view")
    return redirect("employers:companies" if sees_employers else "accounts:members")
