"""What is done with one colleague: other duties, letting go; and leaving oneself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.accounts.colleagues import services
from jobdesk.accounts.colleagues.forms import DutiesForm
from jobdesk.accounts.colleagues.queries import colleagues_of, who_manage
from jobdesk.accounts.views.home import onward
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken


@require_http_methods(["GET", "POST"])
@allowed("colleagues.manage")
def colleague_duties(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a colleague, or oneself, does from now on."""
    membership = get_object_or_404(colleagues_of(request.hat), pk=pk)
    form = DutiesForm(
        request.POST if request.method == "POST" else None,
        role=membership.role,
        initial={"duties": list(membership.duties)},
    )
    if form.is_valid():
        try:
            services.change_duties(membership, form.cleaned_data["duties"])
        except RuleBroken as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, _("What %(name)s does is saved.") % {"name": membership.user.name})
            return redirect("accounts:colleagues")
    return render(request, "accounts/colleague_duties.html", {"membership": membership, "form": form})


@require_http_methods(["GET", "POST"])
@allowed("colleagues.manage")
def colleague_let_go(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether a colleague must go, and end their access."""
    others = colleagues_of(request.hat).exclude(user=request.user)
    membership = get_object_or_404(others, pk=pk)
    if request.method == "POST":
        try:
            services.let_go(membership)
        except RuleBroken as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("%(name)s no longer has access.") % {"name": membership.user.name})
        return redirect("accounts:colleagues")
    return render(request, "accounts/colleague_let_go.html", {"membership": membership})


@require_http_methods(["GET", "POST"])
@allowed("colleagues.view")
def leave(request: HttpRequest) -> HttpResponse:
    """Ask whether one wants to leave the company, and say what comes first for the last who manages it."""
    membership = get_object_or_404(colleagues_of(request.hat), user=request.user)
    if request.method == "POST":
        try:
            services.leave(membership)
        except RuleBroken as error:
            messages.error(request, error.message)
            return redirect("accounts:leave")
        said = _("You have left %(company)s.") % {"company": membership.organisation.name}
        return onward(request, said)
    others = colleagues_of(request.hat).exclude(pk=membership.pk)
    context = {
        "membership": membership,
        "others": others,
        "is_last": not who_manage(membership.organisation).exclude(pk=membership.pk).exists(),
    }
    return render(request, "accounts/leave.html", context)
