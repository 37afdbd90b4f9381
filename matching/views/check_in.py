from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url
from matching.forms import CheckInForm
from matching.models import CheckIn
from matching.services import record_check_in


@require_http_methods(["GET", "POST"])
@allowed("placements.record")
def check_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a planned contact after the start."""
    found = get_object_or_404(
        CheckIn.objects.select_related("resident", "placement__match__company__organisation"), pk=pk
    )
    form = CheckInForm(request.POST or None, instance=found, initial={"done_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        answers = dict(form.cleaned_data)
        is_reached, done_on = answers.pop("is_reached"), answers.pop("done_on")
        try:
            record_check_in(found, done_on, reached=is_reached, answers=answers)
        except RuleBroken as error:
            form.add_error(error.field or None, error.message)
        else:
            return _recorded(request, found)
    context = {"check_in": found, "form": form, "is_open": found.status != CheckIn.Status.DONE}
    return render(request, "matching/check_in.html", context)


def _recorded(request: HttpRequest, check_in: CheckIn) -> HttpResponse:
    """For someone who does not work any more: the coach is led to where the placement ends, and decides.

    Is something wrong with the pay, the hours or the safety, then to the plan: somebody must do something.
    """
    if check_in.still_working == CheckIn.Answer.NO:
        messages.info(request, _("Recorded. This person does not work any more: end the placement here."))
        return redirect("matching:placement_record", code=check_in.placement.code)
    if check_in.troubles:
        messages.warning(
            request,
            _("Recorded, with a no at: %(troubles)s. Agree here who does what about it, and by when.")
            % {"troubles": ", ".join(check_in.troubles)},
        )
        return redirect("residents:plan", code=check_in.resident.code)
    messages.success(request, _("The check-in is recorded."))
    return redirect(page_url("placement", check_in.placement.code))
