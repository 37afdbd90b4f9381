from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.employer_side.candidates import candidate, may_be_shown
from matching.forms import NoFitForm
from matching.models import Proposal
from matching.services import answer_proposal


@require_http_methods(["GET", "POST"])
@allowed("proposals.answer")
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """The employer's answer to a proposal: invite, or does not fit with a reason."""
    today = timezone.localdate()
    shown = may_be_shown(Proposal.objects.select_related("vacancy__company__organisation"), today)
    proposal = get_object_or_404(shown, code=code)
    is_invitation = request.POST.get("answer") == "invite"
    form = NoFitForm(request.POST if request.method == "POST" and not is_invitation else None)
    if request.method == "POST" and (is_invitation or form.is_valid()):
        try:
            if is_invitation:
                answer_proposal(proposal, invite=True)
                messages.success(request, _("Thank you. The job coach plans the meeting with you."))
            else:
                answer_proposal(proposal, invite=False, **form.cleaned_data)
                messages.success(request, _("Thank you for your answer. The candidate looks further."))
            return redirect("matching:vacancy", code=proposal.vacancy.code)
        except RuleBroken as error:
            form = NoFitForm(request.POST)
            form.add_error(error.field or None, error.message)
    context = {
        "proposal": proposal,
        "vacancy": proposal.vacancy,
        "candidate": candidate(proposal, today),
        "form": form,
    }
    return render(request, "matching/answer.html", context)
