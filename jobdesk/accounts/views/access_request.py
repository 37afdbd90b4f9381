"""A role that waits for a second administrator: look at it, decide on it, take it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jobdesk.accounts.access_requests import (
    approve_access,
    refuse_access,
    those_who_can_approve,
    withdraw_access,
)
from jobdesk.accounts.forms import AccessRefusalForm
from jobdesk.accounts.models import AccessRequest
from jobdesk.accounts.queries import access_requests_for
from jobdesk.trail.access import allowed
from jobdesk.trail.audit import StatusChange
from jobdesk.trail.errors import RuleBroken


@require_http_methods(["GET", "POST"])
@allowed("members.manage")
def access_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is asked for; a second administrator approves or refuses it."""
    asked = get_object_or_404(access_requests_for(request.user), pk=pk)
    refuses = request.POST.get("answer") == "refuse"
    form = AccessRefusalForm(request.POST if refuses else None)
    refusal = ""
    if request.method == "POST" and (not refuses or form.is_valid()):
        site = f"{request.scheme}://{request.get_host()}"
        try:
            if refuses:
                refuse_access(asked, reason=form.cleaned_data["reason"], site=site)
                messages.success(request, _("Refused. The reason stays in the history."))
            else:
                approve_access(asked, site=site)
                messages.success(request, _said_of(asked))
        except RuleBroken as error:
            refusal = error.message
            asked = get_object_or_404(access_requests_for(request.user), pk=pk)
        else:
            return redirect("accounts:access_request", asked.pk)
    approvers = those_who_can_approve(asked)
    context = {
        "asked": asked,
        "form": form,
        "refusal": refusal,
        "approvers": approvers,
        "can_decide": asked.is_open and request.user in approvers,
        "is_mine": asked.asked_by == request.user,
        "history": _history(asked),
        "crumbs": [(_("Members"), reverse("accounts:members")), (_("Request"), "")],
    }
    return render(request, "accounts/access_request.html", context)


@require_POST
@allowed("members.manage")
def access_request_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own request back."""
    asked = get_object_or_404(access_requests_for(request.user), pk=pk)
    try:
        withdraw_access(asked)
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Withdrawn. Nothing has changed."))
    return redirect("accounts:access_request", asked.pk)


def _said_of(asked: AccessRequest) -> str:
    if asked.user_id:
        return _("Approved. The centres are open to %(name)s now.") % {"name": asked.name}
    return _("Approved. The invitation is on its way.")


def _history(asked: AccessRequest) -> list[StatusChange]:
    changes = StatusChange.objects.filter(
        subject_type=asked._meta.label_lower, subject_id=asked.pk
    ).select_related("actor")
    for change in changes:
        change.label = AccessRequest.Status(change.to_status).label
    return list(changes)
