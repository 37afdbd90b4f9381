"""The days on which the resident can meet companies in person: invited, and not declined. One query."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import time_format

from desk.card.now import Task
from desk.card.say import Say
from matching.models import FairGuest
from residents.models import GroupSession, Resident


def fair_days(resident: Resident, on: date) -> tuple[Task, ...]:
    """Return them as things to do, the first day first; until the day itself is over."""
    guests = (
        FairGuest.objects.filter(resident=resident, fair__session__status=GroupSession.Status.PLANNED)
        .exclude(status=FairGuest.Status.DECLINED)
        .select_related("fair__session__centre", "fair__session__led_by")
        .order_by("fair__session__starts_at", "pk")
    )
    sessions = [guest.fair.session for guest in guests]
    return tuple(_task(session) for session in sessions if session.on >= on)


def _task(session: GroupSession) -> Task:
    begins = timezone.localtime(session.starts_at)
    ends = begins + timedelta(minutes=session.minutes)
    when = Say(
        "now_talk",
        job=session.title,
        day=begins.date(),
        start=time_format(begins, "H:i"),
        end=time_format(ends, "H:i"),
    )
    where = Say("talk_place", place=f"{session.centre.name}, {session.place}", name=session.led_by.short_name)
    return Task("cal", (when, where))
