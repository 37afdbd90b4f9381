"""In which centres a member has a role: choose, see what that changes, confirm."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.accounts.forms import CentresForm
from jobdesk.accounts.models import Membership
from jobdesk.accounts.queries import (
    agencies_of_one,
    centres_of,
    memberships_managed_by,
    with_managed_centres,
)
from jobdesk.accounts.services import change_centres
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken


@require_http_methods(["GET", "POST"])
@allowed("members.manage")
def member_centres(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the centres; then say what that adds and takes away; then do it."""
    memberships = memberships_managed_by(request.user).select_related("user", "organisation")
    membership = get_object_or_404(with_managed_centres(memberships, request.user), pk=pk)
    has = {centre.pk for centre in membership.managed_centres}
    offered = centres_of(request.user)
    offered = offered.filter(closed_on=None) | offered.filter(pk__in=has)
    posted = request.POST if request.method == "POST" else None
    form = CentresForm(posted, centres=offered, initial={"centres": has})
    context = {
        "membership": membership,
        "form": form,
        "alone_in": agencies_of_one(request.user),
        "crumbs": [(_("Members"), reverse("accounts:members")), (membership.user.name, "")],
    }
    if request.method == "POST" and form.is_valid():
        chosen = list(form.cleaned_data["centres"])
        if not request.POST.get("confirmed") and chosen:
            context |= {
                "chosen": chosen,
                "lost": [each for each in membership.managed_centres if each not in chosen],
                "added": [each for each in chosen if each.pk not in has],
            }
            if context["lost"] or context["added"]:
                return render(request, "accounts/member_centres_confirm.html", context)
            return redirect("accounts:members")
        if _is_changed(request, form, membership, chosen):
            return redirect("accounts:members")
    return render(request, "accounts/member_centres.html", context)


def _is_changed(request: HttpRequest, form: CentresForm, membership: Membership, chosen: list) -> bool:
    try:
        asked = change_centres(membership, chosen, site=f"{request.scheme}://{request.get_host()}")
    except RuleBroken as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return False
    if asked:
        messages.success(request, _("Asked. What is added counts once another administrator approves it."))
    else:
        messages.success(request, _("The centres of this role are changed."))
    return True
