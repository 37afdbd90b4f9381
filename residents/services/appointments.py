"""Appointments: made, changed, cancelled, and what came of them. One that was kept may be a contact, once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.desks.models import Project
from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from residents import transitions
from residents.models import Appointment, OutreachContact, Resident
from residents.queries import running_projects
from residents.services.contacts import log_outreach
from residents.services.rows import fields_of, set_fields
from residents.services.undoing import take_back_contact

# What a room above has to say before an appointment is changed or cancelled by hand; each raises RuleBroken.
_checks: list[Callable[[Appointment], None]] = []
FIELDS = ("kind", "with_user", "starts_at", "minutes", "place")


def check_changes_with(check: Callable[[Appointment], None]) -> None:
    """Ask this too before an appointment is changed or cancelled: others may have been told of it."""
    if check not in _checks:
        _checks.append(check)


@transaction.atomic
def make_appointment(resident: Resident, **fields: Any) -> Appointment:
    """Make an appointment (``FIELDS``, ``note``). Saves, records its status and ``appointment.made``."""
    if resident.status == Resident.Status.EXITED:
        raise RuleBroken(_("The guidance of this resident has ended. Take the case up again first."))
    appointment = Appointment(resident=resident, **fields)
    if appointment.on < timezone.localdate():
        raise RuleBroken(_("Choose today or a later day."), field="on")
    appointment.save()
    audit.record_status(appointment, "", appointment.status)
    audit.record("appointment.made", appointment, fields_of(appointment, *FIELDS))
    return appointment


@transaction.atomic
def change_appointment(appointment: Appointment, **fields: Any) -> None:
    """Change a planned appointment. Saves, records ``appointment.changed``, never the remark."""
    hold(appointment)
    _check_others(appointment)
    if appointment.status != Appointment.Status.PLANNED:
        raise RuleBroken(_("Only a planned appointment can be changed."))
    changes = set_fields(appointment, fields)
    if not changes:
        return
    if "starts_at" in changes and appointment.on < timezone.localdate():
        raise RuleBroken(_("Choose today or a later day."), field="on")
    _touch(appointment)
    appointment.save()
    changes.pop("note", None)
    audit.record("appointment.changed", appointment, changes)


@transaction.atomic
def keep_appointment(appointment: Appointment, *, log_contact: bool | None = None) -> None:
    """Record that the resident came. Records the change of status, and logs a contact of that day if asked.

    ``log_contact`` None: if the appointment was with the desk. A day on which a contact is logged already
    gets no second one. It counts as outreach only when nobody reached the resident for that project before.
    """
    hold(appointment)
    _check_day(appointment)
    audit.change_status(appointment, Appointment.Status.KEPT, transitions.APPOINTMENT, on=appointment.on)
    is_wanted = appointment.kind in Appointment.WITH_THE_DESK if log_contact is None else log_contact
    resident = appointment.resident
    project = running_projects([resident.centre_id], appointment.on).first()
    if is_wanted and project and not resident.contacts.filter(on=appointment.on).exists():
        appointment.contact = _contact(appointment, project)
    _touch(appointment)
    appointment.save(update_fields=["contact", "sequence", "changed_at"])


@transaction.atomic
def miss_appointment(appointment: Appointment) -> None:
    """Record that the resident did not come. Records the change of status; it is no contact."""
    hold(appointment)
    _check_day(appointment)
    _touch(appointment)
    also = {"sequence": appointment.sequence, "changed_at": appointment.changed_at}
    audit.change_status(
        appointment, Appointment.Status.MISSED, transitions.APPOINTMENT, on=appointment.on, also=also
    )


@transaction.atomic
def cancel_appointment(appointment: Appointment, reason: str = "") -> None:
    """Cancel a planned appointment. Records the change of status with the reason; calendars show it."""
    hold(appointment)
    _check_others(appointment)
    _touch(appointment)
    also = {"sequence": appointment.sequence, "changed_at": appointment.changed_at}
    audit.change_status(
        appointment,
        Appointment.Status.CANCELLED,
        transitions.APPOINTMENT,
        reason=reason.strip(),
        also=also,
    )


@transaction.atomic
def reopen_appointment(appointment: Appointment) -> None:
    """Take back what was said about an appointment: it is planned again. The contact it logged goes."""
    hold(appointment)
    contact, was = appointment.contact, appointment.resident.status
    _touch(appointment)
    also = {"contact": None, "sequence": appointment.sequence, "changed_at": appointment.changed_at}
    audit.change_status(appointment, Appointment.Status.PLANNED, transitions.APPOINTMENT, also=also)
    if contact is not None:
        is_first = was == Resident.Status.CONTACTED
        take_back_contact(contact, status=Resident.Status.REGISTERED if is_first else "")


def _contact(appointment: Appointment, project: Project) -> OutreachContact:
    resident = appointment.resident
    return log_outreach(
        resident,
        project=project,
        on=appointment.on,
        kind=OutreachContact.Kind.DESK,
        is_outreach=not resident.contacts.filter(project=project, is_outreach=True).exists(),
        note=appointment.get_kind_display(),
    )


def _check_others(appointment: Appointment) -> None:
    for check in _checks:
        check(appointment)


def _check_day(appointment: Appointment) -> None:
    if appointment.on > timezone.localdate():
        raise RuleBroken(_("Record what came of it on the day itself or later."))


def _touch(appointment: Appointment) -> None:
    """Tell calendars that there is a newer version."""
    appointment.sequence += 1
    appointment.changed_at = timezone.now()
