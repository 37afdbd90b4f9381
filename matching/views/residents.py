from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from jobdesk.access import Role, allowed
from jobdesk.keyset import KeysetPage, keyset_page
from matching import queries
from matching.badges import decision_of, work_badge
from matching.filters import TABS, ResidentFilter, work_choices
from matching.path import path_of, station_names
from residents.choices import Language
from residents.models import Resident

PAGE_SIZE = 25


@require_GET
@vary_on_headers("HX-Request")
@allowed("residents.view")
def residents(request: HttpRequest) -> HttpResponse:
    """The list of residents; htmx gets the rows only."""
    on = timezone.localdate()
    chosen = ResidentFilter.of(request.GET, request.hat, request.user, on)
    page = keyset_page(
        queries.with_case(chosen.residents()),
        chosen.order,
        all_rows=queries.sortable(queries.residents_at(None)),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        size=PAGE_SIZE,
    )
    context = {"chosen": chosen, "rows": [_row(each, on) for each in page.rows], **_links(chosen, page)}
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, "matching/residents.html#list", context)
    return render(request, "matching/residents.html", {**context, **_choices(chosen)})


def _row(resident: Resident, on: date) -> dict:
    path = path_of(resident, on)
    dutch = {skill.language: skill.level for skill in resident.language_skills.all()}
    waits = resident.waiting_since != queries.NO_DAY_YET
    return {
        "resident": resident,
        "path": path,
        "badge": work_badge(decision_of(path, on), path.stations[2], on),
        "days": (on - resident.waiting_since).days if waits else None,
        "is_blocked": path.wait is not None,
        "level": dutch.get(Language.NL) or dutch.get(Language.FR) or "",
    }


def _links(chosen: ResidentFilter, page: KeysetPage) -> dict:
    address = chosen.address()
    return {
        "previous": f"{address}&before={page.before}" if page.before else "",
        "next": f"{address}&after={page.after}" if page.after else "",
        "sorts": {
            name: {
                "url": chosen.address(sort=name),
                "direction": "ascending" if chosen.sort == name else "",
            }
            for name in ("name", "waiting", "seen", "allowed")
        },
        "sorted_by": {
            "name": _("In the order of the last name."),
            "waiting": _("On top: whose step waits longest."),
            "seen": _("On top: who was not seen longest."),
            "allowed": _("On top: who may work longest."),
        }[chosen.sort],
    }


def _choices(chosen: ResidentFilter) -> dict:
    is_coach = chosen.hat.role == Role.COACH
    base = queries.residents_at(chosen.hat.centre)
    lists = {tab: condition for tab, condition in queries.saved_lists(chosen.on).items() if tab != "all"}
    mine = base.filter(coach=chosen.user) if is_coach else base
    counts = queries.list_counts(mine.order_by(), lists) | {"all": None}
    labels = {
        "mine": _("My residents") if is_coach else _("All residents"),
        "number": _("Waits for the BSN"),
        "unmatched": _("May work, no match"),
        "expiring": _("Document expires"),
        "aftercare": _("Aftercare"),
        "all": _("Whole desk") if is_coach else _("Also who left"),
    }
    return {
        "tabs": [
            {
                "label": labels[tab],
                "url": f"?tab={tab}",
                "is_current": chosen.tab == tab,
                "count": counts[tab],
            }
            for tab in TABS
        ],
        "any_coach": _("Coach: me") if is_coach and chosen.tab != "all" else _("Coach: all"),
        "coaches": [("me", _("Coach: me")), ("all", _("Coach: all")), ("nobody", _("Coach: nobody"))],
        "centres": [(centre.code, centre.name) for centre in chosen.hat.centres],
        "work": work_choices(),
        "statuses": Resident.Status.choices,
        "languages": Language.choices,
        "stations": station_names({centre.country for centre in chosen.hat.centres}),
    }
