"""What is done with one line of the start page: done, undone, postponed, brought back.

With htmx the list comes back as it is now; without, the start page does, and says the same.
"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.forms.today import PostponeLineForm
from desk.services import bring_back_line, postpone_line
from desk.today import worklist
from desk.today.acts import act_of
from desk.views.today import SAID, duty_of, page_context, work_context
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken


@require_POST
@allowed("today.view")
def today_done(request: HttpRequest, key: str) -> HttpResponse:
    """Do what the line asks for, as of today."""
    said, is_done = _act(key, lambda act, subject: act.do(subject))
    return _say(request, said, reverse("desk:today_undo", args=[key]) if is_done else "")


@require_POST
@allowed("today.view")
def today_undo(request: HttpRequest, key: str) -> HttpResponse:
    """Take back what was done from the line."""
    said, _is_done = _act(key, lambda act, subject: act.undo(subject))
    return _say(request, said)


def _act(key: str, what: Callable) -> tuple[str, bool]:
    """Return what to say, and whether it was done. Raises Http404 outside the scope."""
    try:
        return what(*act_of(key)), True
    except LookupError:
        raise Http404 from None
    except RuleBroken as error:
        return error.message, False


@require_POST
@allowed("today.view")
def today_postpone(request: HttpRequest, key: str) -> HttpResponse:
    """Hide the line from one's own list until a day."""
    job = worklist(duty_of(request)).find(key)
    if job is None and request.htmx:  # a colleague was quicker: the list as it is now says more than an error
        return _say(request, _("This line has left your list already."))
    if job is None:
        raise Http404
    form = PostponeLineForm(request.POST)
    if form.is_valid():
        until_on, reason = form.cleaned_data["until_on"], form.cleaned_data["reason"]
        try:
            postpone_line(request.user, key, until_on, reason=reason, fixed_on=job.fixed_on)
        except RuleBroken as error:
            form.add_error("until_on", error.message)
        else:
            said = _("Postponed: the line comes back on %(day)s.") % {"day": date_format(until_on, "l j F")}
            return _say(request, said, reverse("desk:today_bring_back", args=[key]))
    return _show(request, rejected={"key": key, "form": form})


@require_POST
@allowed("today.view")
def today_bring_back(request: HttpRequest, key: str) -> HttpResponse:
    """Show a postponed line again at once."""
    try:
        bring_back_line(request.user, key)
    except LookupError:
        raise Http404 from None
    return _say(request, _("The line is back in your list."))


def _say(request: HttpRequest, said: str, undo: str = "") -> HttpResponse:
    if request.htmx:
        return _show(request, said=said, undo=undo)
    request.session[SAID] = {"said": said, "undo": undo}
    return redirect("desk:today")


def _show(request: HttpRequest, **said: Any) -> HttpResponse:
    if request.htmx:
        return render(request, "desk/today.html#after", work_context(request, **said))
    return render(request, "desk/today.html", page_context(request, **said))
