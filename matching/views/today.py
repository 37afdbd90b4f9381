from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from jobdesk.access import Role, allowed, may
from matching import queries
from matching.path import StationCount, caseload_path, path_of
from matching.worklist import Worklist, worklist


@require_GET
@allowed("today.view")
def today(request: HttpRequest) -> HttpResponse:
    """The start page: what to do, where the caseload stands, what this month brought."""
    on = timezone.localdate()
    people = queries.concerned(request.hat, request.user)
    residents = list(queries.with_case(queries.caseload(request.hat, request.user)))
    work = worklist(people, on)
    context = {
        "greeting": _greeting(timezone.localtime(), request.user.short_name.split()[0]),
        "on": on,
        "work": work,
        "summary": _summary(work, on),
        "caseload": _linked(caseload_path(path_of(resident, on) for resident in residents)),
        "caseload_total": len(residents),
        "caseload_title": _caseload_title(len(residents), request.hat.role == Role.COACH),
        "not_reached": _not_reached(request),
        "figures": _figures(
            queries.month_figures(queries.counted(request.hat, request.user), on.replace(day=1), on)
        ),
    }
    return render(request, "matching/today.html", context)


def _not_reached(request: HttpRequest) -> int:
    """How many people the reminders do not reach, for whom must see to it."""
    if not may(request.hat.role, "deliveries.view"):
        return 0
    return queries.users_not_reached(request.hat.scope).count()


def _greeting(now: datetime, name: str) -> str:
    if now.hour < 12:
        return _("Good morning, %(name)s") % {"name": name}
    if now.hour < 18:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}


def _summary(work: Worklist, on: date) -> str:
    """The day, and how much there is to do, as one or two sentences."""
    day, late = date_format(on, "l j F").capitalize(), len(work.overdue)
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


def _caseload_title(total: int, is_coach: bool) -> str:
    if is_coach:
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
            place.url = f"{reverse('matching:residents')}?station={place.key}"
    return counts


def _figures(figures: dict[str, int]) -> list[dict]:
    return [
        {"label": _("First contacts"), "value": figures["contacts"]},
        {"label": _("Intakes"), "value": figures["intakes"]},
        {"label": _("Persons matched"), "value": figures["matched"]},
        {"label": _("Started work"), "value": figures["started"]},
    ]
