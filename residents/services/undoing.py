"""Taking back what was written by mistake, as long as nothing rests on it. The trail keeps it."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _

from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from residents.models import OutreachContact, Resident, Step
from residents.services.cases import PROFILE_FIELDS
from residents.services.rows import fields_of, lock, set_fields


@transaction.atomic
def unregister_resident(resident: Resident) -> None:
    """Take back a registration: the resident and their stay go. Raises RuleBroken once there is more."""
    lock(resident)
    if resident.status != Resident.Status.REGISTERED:
        raise RuleBroken(_("The case of this resident has begun."))
    audit.record("resident.unregistered", resident, fields_of(resident, "code", "centre", *PROFILE_FIELDS))
    resident.stays.all().delete()
    try:
        with transaction.atomic():
            resident.delete()
    except ProtectedError:
        raise RuleBroken(_("There is more in the case of this resident.")) from None


@transaction.atomic
def take_back_contact(contact: OutreachContact, status: str = "") -> None:
    """Take back a contact. ``status``: what the resident was before it, which they are again.

    The day the resident was last seen is worked out again.
    """
    resident = contact.resident
    lock(resident)
    if not resident.contacts.exclude(pk=contact.pk).exists() and status == Resident.Status.REGISTERED:
        if resident.status != Resident.Status.CONTACTED:
            raise RuleBroken(_("The case of this resident went on after the contact."))
        resident.status = Resident.Status.REGISTERED
        audit.record_status(resident, Resident.Status.CONTACTED, resident.status, reason="contact.taken_back")
    audit.record(
        "contact.taken_back", contact, fields_of(contact, "project", "on", "kind", "outcome", "is_outreach")
    )
    contact.delete()
    resident.last_contact_on = resident.contacts.aggregate(last=Max("on"))["last"]
    resident.save(update_fields=["status", "last_contact_on"])


@transaction.atomic
def take_back_postponement(step: Step, due_on: date | None, note: str) -> None:
    """Give an open step the day and the remark back that it had before it was put off."""
    step.refresh_from_db(from_queryset=Step.objects.select_for_update())
    if step.status not in Step.UNDER_WAY:
        raise RuleBroken(_("This step is closed already."))
    changes = set_fields(step, {"due_on": due_on, "note": note})
    step.save(update_fields=["due_on", "note"])
    audit.record("step.postponement_undone", step, changes)
