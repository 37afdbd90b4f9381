from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from desk.case.path import StationCount, caseload_path, path_of
from desk.queries.case import with_case
from desk.queries.deliveries import users_not_reached
from desk.queries.today import caseload, concerned, counted, month_figures
from desk.today import Duty, Worklist, agenda, worklist
from desk.today.desks import done_together, presence
from jobdesk.trail.access import allowed, may

SAID = "today_said"  # in the session: what a line without JavaScript says on the next page


@require_GET
@allowed("today.view")
def today(request: HttpRequest) -> HttpResponse:
    """The start page: what to do, where the caseload stands, what this month brought."""
    return render(request, "desk/today.html", page_context(request, **request.session.pop(SAID, {})))


def page_context(request: HttpRequest, **said: Any) -> dict[str, Any]:
    """Everything on the page; ``said``, ``undo`` and ``rejected`` are what a line has just done."""
    on = timezone.localdate()
    residents = list(with_case(caseload(request.hat, request.user)))
    return {
        **work_context(request, **said),
        "greeting": _greeting(timezone.localtime(), request.user.short_name.split()[0]),
        "on": on,
        "caseload": _linked(caseload_path(path_of(resident, on) for resident in residents)),
        "caseload_title": _caseload_title(len(residents), is_own=not may(request.hat, "cases.oversee")),
        "not_reached": _not_reached(request),
        "agenda": agenda(duty_of(request)),
        "presence": presence([request.hat.centre] if request.hat.centre else request.hat.centres, on),
        "figures": _figures(month_figures(counted(request.hat, request.user), on.replace(day=1), on)),
    }


def work_context(request: HttpRequest, **said: Any) -> dict[str, Any]:
    """The lines and their counts: what changes when one is done or postponed."""
    on = timezone.localdate()
    work = worklist(duty_of(request))
    return {
        "said": "",
        "undo": "",
        "rejected": None,
        **said,
        "work": work,
        "together": done_together(duty_of(request)),
        "quick_days": _quick_days(on),
        "first_day": on + timedelta(days=1),
        "summary": _summary(work, on),
        "caseload_total": caseload(request.hat, request.user).count(),
    }


def duty_of(request: HttpRequest) -> Duty:
    """Whose work this request shows."""
    hat, user = request.hat, request.user
    return Duty(user, concerned(hat, user), timezone.localdate(), hat.centre, hat)


def _quick_days(on: date) -> list[tuple[str, date]]:
    """The days that most lines are postponed to: tomorrow, Monday, in a week; each day once."""
    tomorrow, monday = on + timedelta(days=1), on + timedelta(days=7 - on.weekday())
    choices = [(_("Tomorrow"), tomorrow), (_("Monday"), monday), (_("In a week"), on + timedelta(days=7))]
    return list({day: (label, day) for label, day in reversed(choices)}.values())[::-1]


def _not_reached(request: HttpRequest) -> int:
    """How many people the reminders do not reach, for those who must see to it."""
    if not may(request.hat, "deliveries.view"):
        return 0
    scope, picked = request.hat.scope, request.hat.centre
    if picked:
        scope = replace(scope, centres=frozenset({picked.pk}), countries=frozenset({picked.country}))
    return users_not_reached(scope).count()


def _greeting(now: datetime, name: str) -> str:
    if now.hour < 12:
        return _("Good morning, %(name)s") % {"name": name}
    if now.hour < 18:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}


def _summary(work: Worklist, on: date) -> str:
    """The day, and how much there is to do, as one or two sentences."""
    day, late = date_format(on, "l j F").capitalize(), work.late(on)
    if not work.total:
        return _("%(day)s. There is nothing that waits for you.") % {"day": day}
    if late:
        text = ngettext(
            "%(day)s. You have %(total)d task, %(late)d late.",
            "%(day)s. You have %(total)d tasks, %(late)d late.",
            work.total,
        )
    else:
        text = ngettext(
            "%(day)s. You have %(total)d task, none of them late.",
            "%(day)s. You have %(total)d tasks, none of them late.",
            work.total,
        )
    return text % {"day": day, "total": work.total, "late": late}


def _caseload_title(total: int, *, is_own: bool) -> str:
    if is_own:
        text = ngettext("Where is my %(total)d resident?", "Where are my %(total)d residents?", total)
    else:
        text = ngettext(
            "Where is the %(total)d resident in guidance?",
            "Where are the %(total)d residents in guidance?",
            total,
        )
    return text % {"total": total}


def _linked(counts: list[StationCount]) -> list[StationCount]:
    for place in counts:
        if place.count:
            place.url = f"{reverse('desk:residents')}?station={place.key}"
    return counts


def _figures(figures: dict[str, int]) -> list[dict]:
    return [
        {"label": _("First contacts"), "value": figures["contacts"]},
        {"label": _("Intakes"), "value": figures["intakes"]},
        {"label": _("Persons matched"), "value": figures["matched"]},
        {"label": _("Started work"), "value": figures["started"]},
    ]
