from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.employer_side.released import FIELDS, looks_at, running_release, shown
from matching.forms import ReleaseForm
from matching.models import Proposal
from matching.services import release_fields
from residents.choices import Interpreter

USUAL = timedelta(days=30)


@require_http_methods(["GET", "POST"])
@allowed("releases.make")
def release(request: HttpRequest, code: str) -> HttpResponse:
    """What the company of a vacancy may see of a candidate: chosen with the resident, until a day."""
    proposals = Proposal.objects.select_related("resident__centre", "vacancy__company__organisation")
    proposal = get_object_or_404(proposals, code=code)
    today = timezone.localdate()
    running = running_release(proposal, today)
    resident = proposal.resident
    form = ReleaseForm(
        request.POST or None,
        shown=shown(resident, FIELDS),
        initial={
            "fields_shown": running.fields if running else [],
            "until_on": running.consent.until_on if running else today + USUAL,
            "given_on": today,
            "interpreter": Interpreter.PHONE,
            "interpreter_language": resident.language,
        },
    )
    if request.method == "POST" and form.is_valid():
        answers = dict(form.cleaned_data)
        try:
            release_fields(proposal, answers.pop("fields_shown"), **answers)
        except RuleBroken as error:
            field = "fields_shown" if error.field == "fields" else error.field
            form.add_error(field or None, error.message)
        else:
            messages.success(request, _("Released. You see here each time the company looks at it."))
            return redirect("matching:release", code=code)
    context = {
        "proposal": proposal,
        "running": running,
        "seen": shown(resident, running.fields) if running else [],
        "looks": looks_at([running])[running.pk] if running else [],
        "form": form,
        "is_in_play": proposal.is_in_play,
    }
    return render(request, "matching/release.html", context)
