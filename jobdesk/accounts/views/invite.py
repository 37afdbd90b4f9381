"""Invite somebody to a role."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.accounts.forms import InviteForm
from jobdesk.accounts.models import AccessRequest
from jobdesk.accounts.queries import agencies_of_one
from jobdesk.accounts.services import invite_member
from jobdesk.accounts.tokens import INVITATION_LASTS
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken


@require_http_methods(["GET", "POST"])
@allowed("members.manage")
def invite(request: HttpRequest) -> HttpResponse:
    """Show the form of an invitation, and send it."""
    form = InviteForm(request.POST or None, administrator=request.user)
    if form.is_valid():
        try:
            made = invite_member(**form.cleaned_data, site=f"{request.scheme}://{request.get_host()}")
        except RuleBroken as error:
            form.add_error(error.field or None, error.message)
        else:
            if isinstance(made, AccessRequest):
                messages.success(
                    request, _("Asked. The invitation goes out once another administrator approves it.")
                )
                return redirect("accounts:access_request", made.pk)
            messages.success(request, _("The invitation is on its way."))
            return redirect("accounts:members")
    context = {"form": form, "days": INVITATION_LASTS.days, "alone_in": agencies_of_one(request.user)}
    return render(request, "accounts/invite.html", context)
