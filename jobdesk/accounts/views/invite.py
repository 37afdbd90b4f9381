"""Invite somebody to a role."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.accounts.forms import InviteForm
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
            invite_member(**form.cleaned_data, site=f"{request.scheme}://{request.get_host()}")
        except RuleBroken as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("accounts:members")
    return render(request, "accounts/invite.html", {"form": form, "days": INVITATION_LASTS.days})
