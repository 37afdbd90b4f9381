"""A user's appointments, sessions and due steps as an iCalendar, from what the open scope gives.

Without names an entry carries the opaque code of the resident, and nothing else about them. Times are in UTC,
which every calendar shows at the local time; the same rows give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration

from jobdesk.accounts.models import User
from residents.models import Appointment, GroupSession, Resident, Step, held_by
from residents.queries.appointments import moment

BACK_DAYS, AHEAD_DAYS = 30, 365
REFRESH = timedelta(hours=1)


def calendar_of(user: User, on: date, *, has_names: bool) -> bytes:
    """Return the calendar of a user as of a day. Needs the scope of that user; three queries."""
    calendar = Calendar()
    calendar.add("prodid", "-//Jobdesk//Jobdesk//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Jobdesk")
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    since, until = moment(on - timedelta(days=BACK_DAYS)), moment(on + timedelta(days=AHEAD_DAYS))
    for event in (
        *_appointments(user, since, until, has_names),
        *_sessions(user, since, until),
        *_steps(user, until.date(), has_names),
    ):
        calendar.add_component(event)
    return calendar.to_ical()


def _appointments(user: User, since: datetime, until: datetime, has_names: bool) -> Iterator[Event]:
    found = Appointment.objects.filter(with_user=user, starts_at__gte=since, starts_at__lt=until)
    for each in found.select_related("resident").order_by("starts_at", "pk"):
        kind = each.get_kind_display()
        event = _event(
            f"appointment-{each.uid}", f"{kind}, {_who(each.resident, has_names)}", each.changed_at
        )
        _timed(event, each.starts_at, each.minutes)
        event.add("sequence", each.sequence)
        event.add("last-modified", each.changed_at.astimezone(UTC))
        is_off = each.status == Appointment.Status.CANCELLED
        event.add("status", "CANCELLED" if is_off else "CONFIRMED")
        if each.place:
            event.add("location", each.place)
        if has_names and each.note:
            event.add("description", each.note)
        event.add("url", settings.SITE_URL + reverse("residents:appointment", args=[each.code]))
        yield event


def _sessions(user: User, since: datetime, until: datetime) -> Iterator[Event]:
    found = GroupSession.objects.filter(led_by=user, starts_at__gte=since, starts_at__lt=until)
    for each in found.select_related("centre").order_by("starts_at", "pk"):
        event = _event(f"session-{each.code}", each.title, each.starts_at)
        _timed(event, each.starts_at, each.minutes)
        is_off = each.status == GroupSession.Status.CANCELLED
        event.add("status", "CANCELLED" if is_off else "CONFIRMED")
        event.add("location", f"{each.centre.name}, {each.place}")
        event.add("url", settings.SITE_URL + reverse("residents:session", args=[each.code]))
        yield event


def _steps(user: User, until: date, has_names: bool) -> Iterator[Event]:
    found = Step.objects.filter(held_by(user, "resident__"), status=Step.Status.OPEN, due_on__lt=until)
    for each in found.exclude(resident__status=Resident.Status.EXITED).select_related("resident__centre"):
        summary = _("Due: %(step)s, %(who)s") % {
            "step": each.get_kind_display(),
            "who": _who(each.resident, has_names),
        }
        event = _event(f"step-{each.pk}", summary, datetime.combine(each.opened_on, time(), UTC))
        event.add("dtstart", each.due_on)
        event.add("dtend", each.due_on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")  # a due day takes no time of the day
        event.add(
            "url",
            settings.SITE_URL + reverse("residents:step", args=[each.resident.code, each.pk]),
        )
        yield event


def _event(uid: str, summary: str, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{uid}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("summary", summary)
    event.add("class", "PRIVATE")
    return event


def _timed(event: Event, starts_at: datetime, minutes: int) -> None:
    event.add("dtstart", starts_at.astimezone(UTC))
    event.add("dtend", (starts_at + timedelta(minutes=minutes)).astimezone(UTC))


def _who(resident: Resident, has_names: bool) -> str:
    return resident.short_name if has_names else resident.code
