from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.employer_side.candidates import Candidate, candidate
from matching.employer_side.telling import pieces
from matching.forms import CardTextForm
from matching.models import Proposal
from matching.services import approve_card_text, write_card_text


@require_http_methods(["GET", "POST"])
@allowed("proposals.make")
def card(request: HttpRequest, code: str) -> HttpResponse:
    """The card of a candidate exactly as the company sees it, and a coach's own words: written, approved."""
    proposals = Proposal.objects.select_related(
        "resident__centre", "resident__coach", "vacancy__company__organisation"
    )
    proposal = get_object_or_404(proposals, code=code)
    form = CardTextForm(request.POST) if "write" in request.POST else None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            if form is None:
                approve_card_text(proposal, request.POST.get("approve", ""))
                messages.success(request, _("Approved. The company reads the card as it stands here."))
            elif not write_card_text(proposal, **form.cleaned_data).text:
                messages.success(request, _("The own words are off the card."))
        except RuleBroken as error:
            messages.error(request, error.message)
        return redirect("matching:card", code=code)
    shown = candidate(proposal, timezone.localdate())
    if form is None:
        language = shown.text.language if shown.text else get_language()
        form = CardTextForm(initial={"text": shown.text.text if shown.text else "", "language": language})
    context = {
        "proposal": proposal,
        "shown": shown,
        "form": form,
        "pieces": pieces(shown.text.text, _names(proposal)) if shown.text_waits else [],
        "is_in_play": proposal.is_in_play,
        "is_thin": _is_thin(shown),
    }
    return render(request, "matching/card.html", context)


def _names(proposal: Proposal) -> list[str]:
    resident = proposal.resident
    coach = [resident.coach.name] if resident.coach else []
    return [resident.full_name, resident.centre.name, resident.centre.municipality, *coach]


def _is_thin(shown: Candidate) -> bool:
    """Whether no work and no certificate of the person was found in the list of terms."""
    return not shown.proposal.resident.work_experience.exclude(occupation=None).exists()
