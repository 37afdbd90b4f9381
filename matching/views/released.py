from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from jobdesk.trail.access import allowed
from matching.employer_side.candidates import candidate, may_be_shown
from matching.employer_side.released import running_release, shown_of
from matching.employer_side.sheet import candidate_sheet
from matching.models import Proposal
from matching.services import note_release_downloaded, note_release_viewed


@require_GET
@allowed("releases.view")
@never_cache
def released(request: HttpRequest, code: str) -> HttpResponse:
    """What a resident lets this company see of them; each look is kept, and shown to the job coach."""
    proposal = _proposal(code)
    running = running_release(proposal, timezone.localdate())
    fields = []
    if running:
        note_release_viewed(running)
        fields = shown_of(running)
    context = {
        "proposal": proposal,
        "vacancy": proposal.vacancy,
        "candidate": candidate(proposal, timezone.localdate()),
        "release": running,
        "fields": fields,
    }
    return render(request, "matching/released.html", context)


@require_GET
@allowed("releases.view")
@never_cache
def released_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The same on paper, with the reader, the company and the time across each page; each one is kept."""
    proposal = _proposal(code)
    running = running_release(proposal, timezone.localdate())
    if running is None:
        raise Http404
    note_release_downloaded(running)
    profile = candidate(proposal, timezone.localdate()).profile
    pdf = candidate_sheet(proposal.vacancy, profile, running, shown_of(running), request.user)
    headers = {"Content-Disposition": f'attachment; filename="{proposal.code}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _proposal(code: str) -> Proposal:
    proposals = Proposal.objects.select_related("vacancy__company__organisation")
    return get_object_or_404(may_be_shown(proposals, timezone.localdate()), code=code)
