from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.forms import ReasonForm
from matching.models import Proposal
from matching.services import withdraw_proposal


@require_http_methods(["GET", "POST"])
@allowed("proposals.make")
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take a proposal back, with the reason."""
    proposal = get_object_or_404(Proposal.objects.select_related("resident", "vacancy"), code=code)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_proposal(proposal, form.cleaned_data["reason"])
        except RuleBroken as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, _("The proposal is withdrawn."))
            return redirect("matching:vacancy", code=proposal.vacancy.code)
    return render(request, "matching/withdraw.html", {"proposal": proposal, "form": form})
