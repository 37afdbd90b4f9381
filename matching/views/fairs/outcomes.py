from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.fairs.pages import begin_of, meetings_of
from matching.forms.fairs import FairOutcomeForm
from matching.models import FairMeeting
from matching.services import propose_after, record_outcome
from matching.services.fair_meetings import can_be_proposed
from matching.views.fairs.frame import found_fair, frame


@require_http_methods(["GET", "POST"])
@allowed("fairs.run")
def fair_outcomes(request: HttpRequest, code: str) -> HttpResponse:
    """What came of each conversation, and the proposals that follow."""
    fair = found_fair(code)
    if request.method == "POST":
        pk = request.POST.get("meeting", "")
        found = FairMeeting.objects.filter(table__fair=fair).select_related("table__fair__session")
        meeting = get_object_or_404(found, pk=pk if pk.isascii() and pk.isdigit() else 0)
        try:
            _write(request, meeting)
        except RuleBroken as error:
            messages.error(request, error.message)
        return redirect(f"{request.path}#m-{meeting.pk}")
    meetings = meetings_of(fair)
    context = {
        **frame(fair, "fair_outcomes"),
        "talks": [(begin_of(fair, each), each) for each in meetings],
        "outcomes": FairMeeting.Outcome.choices,
        "to_propose": {each.pk for each in meetings if can_be_proposed(each)},
        "can_write": fair.accepted_at is not None and fair.session.has_come,
    }
    return render(request, "matching/fairs/outcomes.html", context)


def _write(request: HttpRequest, meeting: FairMeeting) -> None:
    if request.POST.get("act") == "propose":
        proposal = propose_after(meeting)
        messages.success(request, _("Proposed: %(code)s.") % {"code": proposal.code})
        return
    form = FairOutcomeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose what came of it; the next step has at most 200 characters."))
        return
    record_outcome(meeting, **form.cleaned_data)
