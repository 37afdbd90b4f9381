"""A talk as an entry for the calendar of the company. It never holds a name: the candidate is a code."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from matching.models import Interview


def calendar_entry(interview: Interview) -> bytes | None:
    """Return the talk as an iCalendar file: to be put in, or cancelled there; None if none was ever agreed.

    Times are in UTC, which every calendar shows at the local time, also over a change of the clock.
    """
    if interview.starts_at is None or interview.ends_at is None:
        return None
    proposal = interview.proposal
    is_on = interview.status == Interview.Status.AGREED
    calendar = Calendar()
    calendar.add("prodid", "-//Jobdesk//Jobdesk//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH" if is_on else "CANCEL")
    event = Event()
    event.add("uid", f"interview-{interview.uid}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", interview.sequence)
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", _utc(interview.starts_at))
    event.add("dtend", _utc(interview.ends_at))
    words = {"code": proposal.code, "job": proposal.vacancy.title}
    event.add("summary", _("Talk with candidate %(code)s, %(job)s") % words)
    event.add("location", interview.place)
    event.add("description", f"{interview.get_way_display()}. {interview.ask_for}")
    event.add("status", "CONFIRMED" if is_on else "CANCELLED")
    event.add("url", settings.SITE_URL + reverse("matching:answer", args=[proposal.code]))
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
