"""What a company does with an invitation to a colleague that waits for an answer."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobdesk.accounts.colleagues.queries import waiting_invitations
from jobdesk.accounts.models import Invitation
from jobdesk.accounts.services import resend_invitation, withdraw_invitation
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken


@require_POST
@allowed("colleagues.manage")
def colleague_invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an invitation again, with a new link."""
    site = f"{request.scheme}://{request.get_host()}"
    said = _("The invitation is on its way again.")
    return _done(request, pk, lambda invitation: resend_invitation(invitation, site=site), said)


@require_POST
@allowed("colleagues.manage")
def colleague_uninvite(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the link of an invitation stop working."""
    return _done(
        request, pk, withdraw_invitation, _("The invitation is withdrawn. Its link no longer works.")
    )


def _done(request: HttpRequest, pk: int, act: Callable[[Invitation], None], said: str) -> HttpResponse:
    invitation = get_object_or_404(waiting_invitations(request.hat), pk=pk)
    try:
        act(invitation)
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        messages.success(request, said)
    return redirect("accounts:colleagues")
