"""Lines about appointments and group sessions of the reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from desk.queries.today import MOST_ROWS
from desk.today.jobs import Duty, Job, day, person
from residents.models import Appointment, GroupSession
from residents.queries.appointments import planned_with
from residents.queries.sessions import led_by

AGENDA_LINES = 6  # as many as stand beside the work without pushing the figures down


def meetings(duty: Duty) -> Iterator[Job]:
    """Appointments and sessions of this week in the order of the clock, and those that nobody closed."""
    for each in _planned(duty):
        yield _appointment(each, duty.on) if isinstance(each, Appointment) else _session(each, duty.on)


def agenda(duty: Duty) -> list[dict[str, str]]:
    """Whom the reader meets this week, as events of a time line: when, who, what for, in which language."""
    return [_event(each, duty.on) for each in _planned(duty) if each.on >= duty.on][:AGENDA_LINES]


def _planned(duty: Duty) -> list[Appointment | GroupSession]:
    appointments, sessions = planned_with(duty.user, duty.until), led_by(duty.user, duty.until)
    if duty.centre:
        appointments = appointments.filter(resident__centre=duty.centre)
        sessions = sessions.filter(centre=duty.centre)
    return sorted([*appointments[:MOST_ROWS], *sessions[:MOST_ROWS]], key=lambda each: each.starts_at)


def _event(each: Appointment | GroupSession, on: date) -> dict[str, str]:
    words = _words(each)
    event = {
        "when": _("Today, %(time)s") % words if each.on == on else _("%(weekday)s, %(time)s") % words,
        "datetime": timezone.localtime(each.starts_at).isoformat(timespec="minutes"),
    }
    if isinstance(each, Appointment):
        what = _("%(kind)s, in %(language)s.") % {
            "kind": each.get_kind_display(),
            "language": each.resident.get_language_display(),
        }
        url = reverse("desk:resident", args=[each.resident.code])
        return event | {"title": each.resident.short_name, "url": url, "text": what, "by": each.place}
    url = reverse("residents:session", args=[each.code])
    return event | {"title": each.title, "url": url, "text": f"{each.get_kind_display()}.", "by": each.place}


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
        action=_("Open it"),
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
