from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jobdesk.trail.access import allowed, may
from matching.aftercare.queries import closed_concerns, concerns_of, open_concerns


@require_GET
@allowed("concerns.work")
def concerns(request: HttpRequest) -> HttpResponse:
    """What is wrong at work and open, in the centres of the reader, harm first; or what was dealt with."""
    is_closed = request.GET.get("state") == "closed"
    is_mine = not may(request.hat, "cases.oversee") and request.GET.get("whose") != "all"
    rows = closed_concerns(request.hat.centre) if is_closed else open_concerns(request.hat.centre)
    if is_mine:
        rows = concerns_of(rows, request.user)
    on = timezone.localdate()
    whose = "&whose=all" if request.GET.get("whose") == "all" else ""
    context = {
        "rows": [(each, each.age_on(on)) for each in rows],
        "is_closed": is_closed,
        "is_mine": is_mine,
        "can_narrow": not may(request.hat, "cases.oversee"),
        "tabs": [
            {"label": _("Open"), "url": f"?state=open{whose}", "is_current": not is_closed},
            {"label": _("Dealt with"), "url": f"?state=closed{whose}", "is_current": is_closed},
        ],
    }
    return render(request, "matching/concerns.html", context)
