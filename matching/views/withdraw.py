from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.forms import EndProposalForm
from matching.models import Proposal
from matching.services import record_decline, withdraw_proposal
from residents.consents import may_note_health


@require_http_methods(["GET", "POST"])
@allowed("proposals.make")
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """End a proposal, with the reason: the resident does not want it, or the desk takes it back."""
    proposals = Proposal.objects.select_related("resident__centre", "vacancy__company__organisation")
    proposal = get_object_or_404(proposals, code=code)
    may_note = may_note_health(proposal.resident)
    form = EndProposalForm(request.POST or None, may_note_health=may_note)
    if request.method == "POST" and form.is_valid():
        reason, note = form.cleaned_data["reason"], form.cleaned_data["note"]
        end = record_decline if reason in Proposal.DECLINES else withdraw_proposal
        try:
            end(proposal, reason, note)
        except RuleBroken as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, _("The proposal has ended."))
            return redirect("matching:vacancy", code=proposal.vacancy.code)
    return render(request, "matching/withdraw.html", {"proposal": proposal, "form": form})
