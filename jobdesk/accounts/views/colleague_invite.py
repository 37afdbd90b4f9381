"""Invite a colleague into one's own company."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.accounts.colleagues.forms import ColleagueForm
from jobdesk.accounts.colleagues.services import invite_colleague
from jobdesk.accounts.tokens import INVITATION_LASTS
from jobdesk.desks.models import Organisation
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken


@require_http_methods(["GET", "POST"])
@allowed("colleagues.manage")
def colleague_invite(request: HttpRequest) -> HttpResponse:
    """Show the form of an invitation, and send it."""
    organisation = Organisation.objects.get(pk__in=request.hat.organisation_ids)
    initial = {"language": request.user.language}
    form = ColleagueForm(
        request.POST if request.method == "POST" else None, role=request.hat.role, initial=initial
    )
    if form.is_valid():
        try:
            site = f"{request.scheme}://{request.get_host()}"
            invite_colleague(organisation, **form.cleaned_data, site=site)
        except RuleBroken as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("accounts:colleagues")
    context = {"form": form, "organisation": organisation, "days": INVITATION_LASTS.days}
    return render(request, "accounts/colleague_invite.html", context)
