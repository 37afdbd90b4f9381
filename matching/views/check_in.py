"""A planned contact after the start: recorded by the desk, beside what the resident answered."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.pages import page_url
from matching.aftercare.queries import open_concerns
from matching.forms import CheckInForm
from matching.models import CheckIn, CheckInReply
from matching.services import read_replies, record_check_in
from residents.forms.refusals import show_refusal


@require_http_methods(["GET", "POST"])
@allowed("placements.record")
def check_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a planned contact after the start."""
    found = get_object_or_404(
        CheckIn.objects.select_related("resident", "placement__match__company__organisation"), pk=pk
    )
    form = CheckInForm(request.POST or None, initial={"done_on": timezone.localdate(), "note": found.note})
    if request.method == "POST" and form.is_valid():
        try:
            record_check_in(found, **form.talk)
        except RuleBroken as error:
            show_refusal(form, error)
        else:
            return _recorded(request, found)
    replies = list(found.replies.select_related("recorded_by"))
    context = {
        "check_in": found,
        "form": form,
        "is_open": found.status != CheckIn.Status.DONE,
        "replies": replies,
        "is_unread": found.replies_read_at is None
        and any(each.source == CheckInReply.Source.RESIDENT for each in replies),
        "concerns": open_concerns().filter(placement=found.placement),
    }
    return render(request, "matching/check_in.html", context)


@require_POST
@allowed("placements.record")
def check_in_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that what the resident answered was read: they cannot change it any more."""
    found = get_object_or_404(CheckIn, pk=pk)
    try:
        read_replies(found)
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Marked as read."))
    return redirect("matching:check_in", pk)


def _recorded(request: HttpRequest, check_in: CheckIn) -> HttpResponse:
    """For someone who does not work any more: the coach is led to where the placement ends, and decides.

    Is something wrong with the pay, the hours or the safety, then to what somebody must deal with today.
    """
    opened = check_in.concerns.open().first()
    if check_in.status != CheckIn.Status.DONE:
        messages.success(request, _("Recorded: not reached."))
    elif check_in.still_working == CheckIn.Answer.NO:
        messages.info(request, _("Recorded. This person does not work any more: end the placement here."))
        return redirect("matching:placement_record", code=check_in.placement.code)
    elif opened is not None and check_in.troubles:
        said = _("Recorded, with a no at: %(troubles)s. It is to be dealt with today.")
        messages.warning(request, said % {"troubles": ", ".join(check_in.troubles)})
        return redirect("matching:concern", opened.code)
    else:
        messages.success(request, _("The check-in is recorded."))
    return redirect(page_url("placement", check_in.placement.code))
