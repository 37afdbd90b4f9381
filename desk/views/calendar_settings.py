from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from desk.forms.settings import CalendarForm
from desk.models import CalendarLink
from desk.services.calendar import make_calendar_link, show_names_in_calendar, stop_calendar_link
from jobdesk.trail.access import allowed


@require_http_methods(["GET", "POST"])
@allowed("calendar.use")
@never_cache
def calendar_settings(request: HttpRequest) -> HttpResponse:
    """Make, renew or stop the address of one's own calendar. It is shown once: only its hash is kept."""
    link = CalendarLink.objects.filter(user=request.user).first()
    initial = {"has_names": link.has_names if link else False}
    form = CalendarForm(request.POST or None, initial=initial)
    url = ""
    if request.method == "POST" and form.is_valid():
        action, has_names = request.POST.get("action"), form.cleaned_data["has_names"]
        if action == "make":
            token = make_calendar_link(request.user, request.hat.role, has_names=has_names)
            link = CalendarLink.objects.get(user=request.user)
            url = request.build_absolute_uri(reverse("desk:calendar_feed", args=[token]))
        else:
            _change(request, link, action, has_names=has_names)
            return redirect("desk:calendar_settings")
    context = {"form": form, "link": link, "url": url}
    return render(request, "desk/calendar_settings.html", context)


def _change(request: HttpRequest, link: CalendarLink | None, action: str | None, *, has_names: bool) -> None:
    if link is not None and action == "names":
        show_names_in_calendar(link, has_names=has_names)
        messages.success(request, _("Your choice is saved."))
    elif link is not None and action == "stop":
        stop_calendar_link(link)
        messages.success(request, _("The address does not work any more."))
