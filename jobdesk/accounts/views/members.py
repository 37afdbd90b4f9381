"""The people an administrator looks after, and the invitations that wait for an answer."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jobdesk.accounts.forms import MemberFilterForm
from jobdesk.accounts.models import AccessRequest
from jobdesk.accounts.queries import (
    access_requests_for,
    agencies_of_one,
    members_managed_by,
    organisations_of_members,
    unanswered_invitations,
)
from jobdesk.trail.access import allowed, role_choices

PER_PAGE = 50


@require_GET
@allowed("members.manage")
def members(request: HttpRequest) -> HttpResponse:
    """List members, filtered by part of a name, role and organisation."""
    organisations = organisations_of_members(request.user)
    form = MemberFilterForm(request.GET, organisations=organisations)
    chosen = form.chosen()
    page = Paginator(members_managed_by(request.user, **chosen), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "accounts/members.html",
        {
            "page": page,
            "invitations": unanswered_invitations(request.user),
            "requests": access_requests_for(request.user).filter(status=AccessRequest.Status.WAITING),
            "alone_in": agencies_of_one(request.user),
            "chosen": chosen,
            "is_filtered": any(chosen.values()),
            "roles": role_choices(),
            "organisations": organisations.values_list("pk", "name"),
            "previous_url": _page_url(request, page.previous_page_number()) if page.has_previous() else "",
            "next_url": _page_url(request, page.next_page_number()) if page.has_next() else "",
        },
    )


def _page_url(request: HttpRequest, number: int) -> str:
    parameters = request.GET.copy()
    parameters["page"] = str(number)
    return f"?{parameters.urlencode()}"
