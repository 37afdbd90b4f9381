"""End the roles of a member, after a question."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.accounts import services
from jobdesk.accounts.colleagues.queries import left_to_nobody
from jobdesk.accounts.queries import members_managed_by
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken


@require_http_methods(["GET", "POST"])
@allowed("members.manage")
def deactivate_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether the member's roles must end, and end them."""
    member = get_object_or_404(members_managed_by(request.user), pk=pk)
    if request.method == "POST":
        try:
            services.deactivate_member(member)
        except RuleBroken as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("%(name)s no longer has access.") % {"name": member.name})
        return redirect("accounts:members")
    context = {"member": member, "left_to_nobody": left_to_nobody(member.managed_memberships)}
    return render(request, "accounts/deactivate_member.html", context)
