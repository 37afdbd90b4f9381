"""Appointments of the coaches: one of which nobody said what came of it, today's, and those of this week."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from demo.places import Places
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope, system_scope
from residents.models import Appointment, Resident
from residents.services import keep_appointment, make_appointment

KINDS = Appointment.Kind
# kind, days from today, hour, minute, minutes, place, remark
PLANS = (
    (KINDS.TALK, -2, 10, 0, 30, "Jobdesk", ""),
    (KINDS.TALK, -1, 11, 0, 30, "Jobdesk", ""),
    (KINDS.INTAKE, 0, 9, 30, 60, "Jobdesk", "Met tolk aan de telefoon."),
    (KINDS.EMPLOYER, 1, 14, 0, 90, "Hotel De Linde", "Neem het W-document mee."),
    (KINDS.MUNICIPALITY, 2, 9, 15, 45, "Stadhuis, balie 4", "Voor het BSN."),
    (KINDS.TALK, 4, 13, 30, 30, "Jobdesk", ""),
)


def build_appointments(places: Places) -> None:
    """Write them as the coaches make them; what lies behind was made before."""
    for coach in ("coach", "coach2"):
        user = places.users[coach]
        with open_scope(hat_for(user, Role.COACH).scope):
            people = Resident.objects.filter(coach=user, status=Resident.Status.GUIDANCE).order_by("code")
            for plan, resident in zip(PLANS, people.select_related("centre"), strict=False):
                _appointment(places, plan, resident, user)


def _appointment(places: Places, plan: tuple, resident: Resident, user) -> None:
    kind, days, hour, minute, minutes, place, note = plan
    day = places.today + timedelta(days=max(days, 0))
    made = make_appointment(
        resident,
        kind=kind,
        with_user=user,
        starts_at=timezone.make_aware(datetime.combine(day, time(hour, minute))),
        minutes=minutes,
        place=place,
        note=note,
    )
    if days < 0:
        with system_scope("demo data"):
            Appointment.objects.filter(pk=made.pk).update(starts_at=made.starts_at + timedelta(days=days))
    if days == -2:
        keep_appointment(made)
