from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from residents import services
from residents.choices import Language
from residents.models import GroupSession, Resident
from residents.people.finding import found_by
from residents.queries import sessions

SHOWN = 200  # at most; to see others, one narrows the list


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
@allowed("sessions.run")
def session_invite(request: HttpRequest, code: str) -> HttpResponse:
    """Choose residents for a session from the list, by language, centre and status."""
    session = get_object_or_404(GroupSession.objects.select_related("centre"), code=code)
    if request.method == "POST":
        return _invite(request, session)
    chosen = {name: request.GET.get(name, "").strip() for name in ("q", "language", "status", "centre")}
    if "centre" not in request.GET:
        chosen["centre"] = session.centre.code
    people = _people(session, chosen)
    context = {
        "session": session,
        "chosen": chosen,
        "people": people.select_related("centre", "coach")[:SHOWN],
        "total": people.count(),
        "shown": SHOWN,
        "languages": Language.choices,
        "statuses": [each for each in Resident.Status.choices if each[0] != Resident.Status.EXITED],
        "centres": [(centre.code, centre.name) for centre in request.hat.centres],
        "crumbs": [
            (_("Sessions"), reverse("residents:sessions")),
            (session.code, reverse("residents:session", args=[code])),
            (_("Invite"), ""),
        ],
    }
    part = "#people" if request.htmx and not request.htmx.history_restore_request else ""
    return render(request, f"residents/session_invite.html{part}", context)


def _people(session: GroupSession, chosen: dict[str, str]) -> QuerySet[Resident]:
    """Who may be invited: not there yet, guidance not ended, and fitting what was chosen."""
    people = sessions.not_listed(session, Resident.objects.filter(found_by(chosen["q"])))
    people = people.present().order_by("first_name", "last_name", "pk")
    wanted = {"language": chosen["language"], "status": chosen["status"], "centre__code": chosen["centre"]}
    return people.filter(**{name: value for name, value in wanted.items() if value})


def _invite(request: HttpRequest, session: GroupSession) -> HttpResponse:
    residents = Resident.objects.filter(code__in=request.POST.getlist("resident"))
    try:
        invited = services.invite(session, residents.select_related("centre"))
    except RuleBroken as error:
        messages.error(request, error.message)
        return redirect("residents:session", session.code)
    if not invited:
        messages.warning(request, _("Choose at least one resident who is not on the list yet."))
        return redirect(request.get_full_path())
    text = ngettext("%(n)d resident is on the list.", "%(n)d residents are on the list.", invited)
    messages.success(request, text % {"n": invited})
    return redirect("residents:session", session.code)
