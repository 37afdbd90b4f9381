from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.fairs.pages import guests_of, table_rows, tables_of
from matching.forms.fairs import MeetingForm
from matching.models import Fair, FairGuest, FairMeeting
from matching.services import accept_meetings, add_meeting, drop_meeting, propose_meetings, reopen_meetings
from matching.views.fairs.frame import found_fair, frame


@require_http_methods(["GET", "POST"])
@allowed("fairs.run")
def fair_meetings(request: HttpRequest, code: str) -> HttpResponse:
    """Who talks to whom and when: proposed, changed by hand, accepted."""
    fair = found_fair(code)
    coming = guests_of(fair).filter(status=FairGuest.Status.COMES)
    act = request.POST.get("act", "")
    form = MeetingForm(request.POST if act == "add" else None, guests=coming, tables=tables_of(fair))
    if request.method == "POST":
        try:
            if _done(request, fair, act, form):
                return redirect("matching:fair_meetings", code)
        except RuleBroken as error:
            if not form.is_bound:
                messages.error(request, error.message)
                return redirect("matching:fair_meetings", code)
            form.add_error(None, error.message)
    rows = table_rows(fair, timezone.localdate())
    busy = {talk.meeting.guest_id for row in rows for talk in row.talks}
    context = {
        **frame(fair, "fair_meetings"),
        "rows": rows,
        "form": form,
        "without": [guest for guest in coming if guest.pk not in busy],
    }
    return render(request, "matching/fairs/meetings.html", context)


def _done(request: HttpRequest, fair: Fair, act: str, form: MeetingForm) -> bool:
    """Do what was sent; say whether it was done."""
    if act == "propose":
        number = propose_meetings(fair)
        text = ngettext("%(n)d conversation is proposed.", "%(n)d conversations are proposed.", number)
        messages.success(request, text % {"n": number})
    elif act == "accept":
        accept_meetings(fair)
        messages.success(request, _("The conversations stand. The lists can be printed."))
    elif act == "reopen":
        reopen_meetings(fair)
    elif act == "drop":
        pk = request.POST.get("meeting", "")
        found = FairMeeting.objects.filter(table__fair=fair).select_related("guest", "table__fair__session")
        drop_meeting(get_object_or_404(found, pk=pk if pk.isascii() and pk.isdigit() else 0))
    elif act == "add" and form.is_valid():
        add_meeting(form.cleaned_data["table"], form.cleaned_data["guest"])
    else:
        return False
    return True
