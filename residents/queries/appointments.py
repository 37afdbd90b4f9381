"""Reads about appointments."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from jobdesk.accounts.models import User
from jobdesk.desks.models import Centre
from jobdesk.trail.access import who_may
from residents.models import Appointment, Resident


def moment(day: date) -> datetime:
    """The first moment of a day, in the time zone of the site."""
    return timezone.make_aware(datetime.combine(day, time()))


def planned_with(user: User, until: date) -> QuerySet[Appointment]:
    """The planned appointments of this user up to a day, also those that were; the first first."""
    return (
        Appointment.objects.filter(
            with_user=user,
            status=Appointment.Status.PLANNED,
            starts_at__lt=moment(until + timedelta(days=1)),
        )
        .select_related("resident__centre")
        .order_by("starts_at", "pk")
    )


def without_their_host(resident: Resident, centre: Centre) -> QuerySet[Appointment]:
    """The coming appointments of a resident with somebody who does not work in ``centre``; the next first."""
    return (
        resident.appointments.filter(status=Appointment.Status.PLANNED, starts_at__gte=timezone.now())
        .exclude(with_user__in=User.objects.serving([centre]).order_by())
        .exclude(who_may("shares.view", "with_user__memberships"))  # a partner's: that goes along
        .select_related("with_user", "resident__centre")
        .order_by("starts_at", "pk")
    )


def appointments_of(resident: Resident) -> QuerySet[Appointment]:
    """All appointments of a resident, the last first."""
    found = Appointment.objects.filter(resident=resident).select_related("with_user")
    return found.order_by("-starts_at", "-pk")
