"""Contacts between a coach and a resident."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.accounts.models import User
from jobdesk.desks.models import Centre, Project
from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import current_scope
from residents import transitions
from residents.choices import Interpreter
from residents.models import Appointment, Attendance, OutreachContact, Resident
from residents.services.cases import register_resident
from residents.services.rows import fields_of, lock, save_many


@transaction.atomic
def log_outreach(
    resident: Resident,
    *,
    project: Project,
    on: date | None = None,
    kind: str = OutreachContact.Kind.DESK,
    interpreter: str = Interpreter.NONE,
    outcome: str = OutreachContact.Outcome.INFORMED,
    is_outreach: bool = True,
    note: str = "",
    centre: Centre | None = None,
) -> OutreachContact:
    """Log a contact on a day (today) at the resident's centre, by the actor of the open scope.

    A first contact brings a registered resident to "contacted". The project must run then, in that centre.
    """
    lock(resident)
    contact = OutreachContact(
        resident=resident,
        project=project,
        centre=centre or resident.centre,
        coach=current_scope().actor,
        on=on or timezone.localdate(),
        kind=kind,
        interpreter=interpreter,
        outcome=outcome,
        is_outreach=is_outreach,
        note=note,
    )
    check_contact(contact)
    log_contacts([contact])
    return contact


def check_contact(contact: OutreachContact) -> None:
    """Raise RuleBroken unless a contact may be logged."""
    if contact.on > timezone.localdate():
        raise RuleBroken(_("A contact cannot be in the future."), field="on")
    check_project(contact.project, contact.centre, contact.on)


@transaction.atomic
def log_contacts(contacts: Sequence[OutreachContact]) -> list[str]:
    """Log contacts that were checked, with residents who are locked, in a fixed number of queries.

    Returns the status that the resident of each had before it.
    """
    OutreachContact.create_many(contacts)
    audit.record_many(
        "contact.logged",
        ((each, fields_of(each, "project", "on", "kind", "outcome", "is_outreach")) for each in contacts),
    )
    before, seen, reached = [], set(), []
    for contact in contacts:
        resident = contact.resident
        before.append(resident.status)
        if resident.last_contact_on is None or resident.last_contact_on < contact.on:
            resident.last_contact_on = contact.on
            seen.add(resident)
        if resident.status == Resident.Status.REGISTERED:
            audit.set_status(resident, Resident.Status.CONTACTED, transitions.RESIDENT)
            reached.append((resident, Resident.Status.REGISTERED, contact.on))
    save_many(seen, "last_contact_on")
    save_many([resident for resident, _before, _on in reached], "status")
    audit.record_status_many(reached)
    return before


@transaction.atomic
def remove_contact(contact: OutreachContact) -> None:
    """Delete a contact, so that it can be brought back; again does nothing.

    Saves, works out again when the resident was last seen, adds ``contact.removed`` to the trail. Raises
    RuleBroken for a contact that an attendance list or an appointment made: it goes where it came from.
    """
    lock(contact.resident)
    if Attendance.objects.filter(contact=contact).exists():
        raise RuleBroken(_("This contact comes from a group session. Take the tick off its list."))
    if Appointment.objects.filter(contact=contact).exists():
        raise RuleBroken(_("This contact comes from an appointment. Change the appointment."))
    if contact.removed_at is None:
        _set_removed(contact, timezone.now(), current_scope().actor)
        audit.record("contact.removed", contact, fields_of(contact, "on", "kind", "outcome", "is_outreach"))


@transaction.atomic
def restore_contact(contact: OutreachContact) -> None:
    """Bring a deleted contact back; again does nothing. Adds ``contact.restored`` to the trail."""
    lock(contact.resident)
    if contact.removed_at is not None:
        _set_removed(contact, None, None)
        audit.record("contact.restored", contact, fields_of(contact, "on", "kind", "outcome", "is_outreach"))


def _set_removed(contact: OutreachContact, at: datetime | None, by: User | None) -> None:
    contact.removed_at, contact.removed_by = at, by
    contact.save(update_fields=["removed_at", "removed_by"])
    resident = contact.resident
    resident.last_contact_on = resident.contacts.aggregate(last=Max("on"))["last"]
    resident.save(update_fields=["last_contact_on"])


@transaction.atomic
def reach_new_resident(
    *, centre: Centre, profile: dict[str, Any], contact: dict[str, Any]
) -> OutreachContact:
    """Register a resident and log the first contact with them, or neither. Raises NumberTaken."""
    resident = register_resident(centre=centre, **profile)
    return log_outreach(resident, **contact)


def check_project(project: Project, centre: Centre, on: date) -> None:
    """Raise RuleBroken unless the project runs in the centre on that day."""
    if not project.starts_on <= on <= project.ends_on:
        raise RuleBroken(_("This project does not run on that day."), field="project")
    if centre not in project.centres.all():  # fetched before, where it is asked for many
        raise RuleBroken(_("This project does not run in this centre."), field="project")
