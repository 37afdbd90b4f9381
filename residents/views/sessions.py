from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jobdesk.trail.access import allowed
from residents.queries import sessions as queries

PAGE_SIZE = 30


@require_GET
@allowed("sessions.run")
def sessions(request: HttpRequest) -> HttpResponse:
    """The group sessions of the picked centre: what is planned, and what was."""
    is_past = request.GET.get("tab") == "past"
    here = queries.sessions_at(request.hat.centre)
    planned, past = queries.upcoming(here), queries.past(here)
    page = Paginator(past if is_past else planned, PAGE_SIZE).get_page(request.GET.get("page"))
    counts = queries.attendance_counts(list(page))
    context = {
        "rows": [{"session": each, **counts[each.pk]} for each in page],
        "page": page,
        "is_past": is_past,
        "tabs": [
            {"label": _("Planned"), "url": "?", "is_current": not is_past, "count": planned.count()},
            {"label": _("Past"), "url": "?tab=past", "is_current": is_past, "count": past.count()},
        ],
    }
    return render(request, "residents/sessions.html", context)
