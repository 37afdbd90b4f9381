from datetime import date

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jobdesk.access import allowed
from jobdesk.keyset import keyset_page
from matching import queries
from matching.models import CheckIn, Placement

PAGE_SIZE = 25
TABS = ("planned", "started", "late", "ended")


@require_GET
@allowed("placements.view")
def placements(request: HttpRequest) -> HttpResponse:
    """The list of placements by where they are: who starts first, or who started last, on top."""
    on = timezone.localdate()
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else TABS[0]
    lists = _lists(on)
    all_rows = queries.placements_at(request.hat.centre)
    page = keyset_page(
        all_rows.filter(lists[tab]),
        ("planned_start_on", "id") if tab == "planned" else ("-planned_start_on", "-id"),
        all_rows=queries.placements_at(None),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        size=PAGE_SIZE,
    )
    context = {
        "rows": [_row(placement, on) for placement in page.rows],
        "tab": tab,
        "tabs": _tabs(all_rows, lists, tab),
        "previous": f"?tab={tab}&before={page.before}" if page.before else "",
        "next": f"?tab={tab}&after={page.after}" if page.after else "",
    }
    return render(request, "matching/placements.html", context)


def _lists(on: date) -> dict[str, Q]:
    started = Q(status=Placement.Status.STARTED)
    return {
        "planned": Q(status=Placement.Status.PLANNED),
        "started": started,
        "late": started & queries.overdue_check_ins(on),
        "ended": Q(status__in=[Placement.Status.ENDED, Placement.Status.CANCELLED]),
    }


def _tabs(placements: QuerySet[Placement], lists: dict[str, Q], current: str) -> list[dict]:
    counts = queries.placement_counts(placements, lists)
    labels = {
        "planned": _("Planned"),
        "started": _("At work"),
        "late": _("Talk is late"),
        "ended": _("Ended"),
    }
    return [
        {"label": labels[tab], "url": f"?tab={tab}", "is_current": tab == current, "count": counts[tab]}
        for tab in TABS
    ]


def _row(placement: Placement, on: date) -> dict:
    waiting = [each for each in placement.check_ins.all() if each.status == CheckIn.Status.PLANNED]
    return {
        "placement": placement,
        "check_in": waiting[0] if waiting and placement.status == Placement.Status.STARTED else None,
        "is_late": bool(waiting) and waiting[0].due_on < on,
        "start_is_late": placement.status == Placement.Status.PLANNED and placement.planned_start_on < on,
    }
