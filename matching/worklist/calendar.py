"""Lines about appointments and group sessions of the reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from matching.queries import MOST_ROWS
from matching.worklist.jobs import Duty, Job, day, person
from residents.models import Appointment, GroupSession
from residents.queries_appointments import planned_with
from residents.queries_sessions import led_by


def meetings(duty: Duty) -> Iterator[Job]:
    """Appointments and sessions of this week in the order of the clock, and those that nobody closed."""
    appointments, sessions = planned_with(duty.user, duty.until), led_by(duty.user, duty.until)
    if duty.centre:
        appointments = appointments.filter(resident__centre=duty.centre)
        sessions = sessions.filter(centre=duty.centre)
    found = [*appointments[:MOST_ROWS], *sessions[:MOST_ROWS]]
    for each in sorted(found, key=lambda each: each.starts_at):
        yield _appointment(each, duty.on) if isinstance(each, Appointment) else _session(each, duty.on)


def _appointment(each: Appointment, on: date) -> Job:
    has_come, is_late = each.on <= on, each.on < on
    if is_late:
        sentence = _("{name}: did the appointment take place?")
        sub = _("%(kind)s on %(day)s at %(time)s. %(place)s")
    else:
        sentence = _("{time} {name}: {kind}")
        sub = _("%(weekday)s, %(minutes)d minutes. %(place)s")
    words = _words(each) | {"kind": each.get_kind_display(), "minutes": each.minutes}
    return Job(
        due_on=each.on,
        sentence=format_html(sentence, name=person(each.resident), kind=words["kind"], time=words["time"]),
        sub=(sub % words).strip(),
        icon="bang" if is_late else "cal",
        kind="stop" if is_late else "",
        action=_("Open"),
        url=reverse("residents:appointment", args=[each.code]),
        key=f"appointment-{each.code}",
        done=_("Came") if has_come else "",
        also=(f"missed-{each.code}", _("Did not come")) if has_come else None,
        fixed_on=None if is_late else each.on,
    )


def _session(each: GroupSession, on: date) -> Job:
    is_late, words = each.on < on, _words(each) | {"centre": each.centre.name}
    url = reverse("residents:session", args=[each.code])
    return Job(
        due_on=each.on,
        sentence=format_html(
            _("{title}: tick who was there") if is_late else _("{time} {title}"),
            title=format_html('<a class="strong" href="{}">{}</a>', url, each.title),
            time=words["time"],
        ),
        sub=_("%(weekday)s, %(centre)s, %(place)s.") % words,
        icon="bang" if is_late else "people",
        kind="stop" if is_late else "",
        action=_("Attendance list"),
        url=url,
        key=f"session-{each.code}",
        fixed_on=None if is_late else each.on,
    )


def _words(each: Appointment | GroupSession) -> dict[str, str]:
    begins = timezone.localtime(each.starts_at)
    return {
        "day": day(each.on),
        "weekday": date_format(begins, "l j F").capitalize(),
        "time": time_format(begins, "H:i"),
        "place": each.place,
    }
