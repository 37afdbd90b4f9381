from __future__ import annotations

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from desk.calendar_feed import calendar_of
from desk.models import CalendarLink
from desk.services.calendar import calendar_hash, open_calendar_link
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import may
from jobdesk.trail.scoping import open_scope

MOST_READS = 60  # an hour; a calendar asks a few times
AN_HOUR = 60 * 60  # seconds
HEADERS = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-cache",
}


@require_safe
@login_not_required
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a private address, without login, in the scope its user has at this moment."""
    if _is_too_often(token):
        return HttpResponse(status=429, headers={**HEADERS, "Retry-After": str(AN_HOUR)})
    link = open_calendar_link(token)
    if link is None:
        raise Http404
    content = _calendar(link)
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="jobdesk.ics"'
    response["ETag"] = etag
    response = get_conditional_response(request, etag=etag, response=response)
    for name, value in HEADERS.items():
        response[name] = value
    return response


def _calendar(link: CalendarLink) -> bytes:
    try:
        hat = hat_for(link.user, link.role)
    except LookupError:
        raise Http404 from None
    if not may(hat, "calendar.use"):
        raise Http404
    with open_scope(hat.scope), translation.override(link.user.language):
        return calendar_of(link.user, timezone.localdate(), has_names=link.has_names)


def _is_too_often(token: str) -> bool:
    key = f"calendar:{calendar_hash(token)}"
    cache.add(key, 0, AN_HOUR)
    return cache.incr(key) > MOST_READS
