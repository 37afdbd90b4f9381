"""Reads about group sessions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from jobdesk.accounts.models import User
from jobdesk.desks.models import Centre
from jobdesk.trail.scoping import system_scope
from residents.models import Attendance, GroupSession, Resident
from residents.queries.appointments import moment


def sessions_at(centre: Centre | None) -> QuerySet[GroupSession]:
    """The sessions of the picked centre, or of all centres of the scope, with what a list shows."""
    sessions = GroupSession.objects.select_related("centre", "led_by", "project")
    return sessions.filter(centre=centre) if centre else sessions


def upcoming(sessions: QuerySet[GroupSession]) -> QuerySet[GroupSession]:
    """Those that are planned, also older ones that nobody has closed; the first first."""
    return sessions.filter(status=GroupSession.Status.PLANNED).order_by("starts_at", "pk")


def past(sessions: QuerySet[GroupSession]) -> QuerySet[GroupSession]:
    """Those that were held or cancelled, the last first."""
    return sessions.exclude(status=GroupSession.Status.PLANNED).order_by("-starts_at", "-pk")


def attendance_counts(sessions: list[GroupSession]) -> dict[int, dict[str, int]]:
    """How many are on the list and were present, by session; also those who moved away since. One query.

    Numbers only: whom the counts are about is read in the scope of the desk.
    """
    with system_scope("count attendance"):
        rows = (
            Attendance.objects.filter(session__in=[each.pk for each in sessions])
            .order_by()
            .values("session")
            .annotate(
                listed=Count("pk"),
                invited=Count("pk", filter=Q(invited_on__isnull=False)),
                present=Count("pk", filter=Q(status=Attendance.Status.PRESENT)),
            )
        )
        found = {row.pop("session"): row for row in rows}
    nobody = {"listed": 0, "invited": 0, "present": 0}
    return {each.pk: found.get(each.pk, nobody) for each in sessions}


def attendances_of(session: GroupSession) -> QuerySet[Attendance]:
    """Who is on the list of a session and still lives where the desk may see them, by first name."""
    return Attendance.objects.filter(session=session).select_related("resident__centre")


def not_listed(session: GroupSession, residents: QuerySet[Resident]) -> QuerySet[Resident]:
    """Those of ``residents`` who are not on the list of the session."""
    return residents.exclude(attendances__session=session)


def colleagues_at(centres: Iterable[int]) -> QuerySet[User]:
    """Who works at any of these centres, as coach or coordinator, by name."""
    return User.objects.serving(centres)


def led_by(user: User, until: date) -> QuerySet[GroupSession]:
    """The planned sessions that this user leads up to a day, also those that were; the first first."""
    return (
        GroupSession.objects.filter(
            led_by=user,
            status=GroupSession.Status.PLANNED,
            starts_at__lt=moment(until + timedelta(days=1)),
        )
        .select_related("centre")
        .order_by("starts_at", "pk")
    )
