"""What the right to work follows from: events of the procedure and documents.

``record_``, ``remove_`` and ``withdraw_`` assess the resident again. What begins with ``add_`` or ``drop_``
does the same without the assessment, for lists: the caller assesses all residents of many rows at once.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from law.countries.record import Status
from law.engine import Decision
from law.present import event_kind
from law.registry import country
from law.steps import BY_ANSWER, codes
from residents.models import Document, LegalEvent, Resident
from residents.services.assessment import assess_resident
from residents.services.renewals import close_renewal
from residents.services.rows import fields_of, lock
from residents.services.steps import close_step, open_steps_for

EVENT_FIELDS = ("type", "on", "value", "is_subsequent", "employer")
DOCUMENT_FIELDS = ("type", "from_on", "until_on", "employer", "mention")


@transaction.atomic
def record_legal_event(
    resident: Resident,
    type: str,
    on: date,
    *,
    value: str = "",
    is_subsequent: bool = False,
    employer: str = "",
) -> Decision:
    """Record something that happened in the procedure; return the new decision as of today.

    A status that is granted opens the steps that it needs; the answer about volunteering ends its step.
    """
    add_legal_event(resident, type, on, value=value, is_subsequent=is_subsequent, employer=employer)
    return assess_resident(resident)


@transaction.atomic
def add_legal_event(
    resident: Resident,
    type: str,
    on: date,
    *,
    value: str = "",
    is_subsequent: bool = False,
    employer: str = "",
) -> LegalEvent:
    """Do what ``record_legal_event`` does except for the assessment; return the event."""
    lock(resident)
    if on > timezone.localdate():
        raise RuleBroken(_("Record an event on the day it happens or later."), field="on")
    kind = event_kind(type, resident.centre.country)
    if (kind.value(value) is None) if kind.values else bool(value):
        raise RuleBroken(_("Choose what was decided or which kind it is."), field="value")
    if kind.employer == "must" and not employer:
        raise RuleBroken(_("Fill in the code of the employer."), field="employer")
    event = LegalEvent(
        resident=resident, type=type, on=on, value=value, is_subsequent=is_subsequent, employer=employer
    )
    if resident.legal_events.filter(**fields_of(event, *EVENT_FIELDS)).exists():
        raise RuleBroken(_("This event has been recorded already."))
    event.save()
    audit.record("legal_event.recorded", event, fields_of(event, *EVENT_FIELDS))
    granted = kind.value(value)
    if type == LegalEvent.Type.STATUS_GRANTED and isinstance(granted, Status):
        open_steps_for(resident, granted.opens_as)
    if type == LegalEvent.Type.VOLUNTEER_DECLARATION:
        _close_declaration(resident, event)
    return event


def _close_declaration(resident: Resident, event: LegalEvent) -> None:
    """Close the step that this answer ends; of several, the service of the placement knows which one."""
    kinds = codes(lambda kind: kind.ended_by == BY_ANSWER)
    steps = resident.steps.under_way().filter(kind__in=kinds)
    if event.employer and len(steps) > 1:
        return
    for step in steps:
        note = event.value_text
        close_step(step, on=max(event.on, step.opened_on), note=note, is_recorded=True)


@transaction.atomic
def remove_legal_event(event: LegalEvent, reason: str = "") -> Decision:
    """Remove an event that was recorded by mistake; the trail keeps it whole. Returns the new decision."""
    drop_legal_event(event, reason)
    return assess_resident(event.resident)


@transaction.atomic
def drop_legal_event(event: LegalEvent, reason: str) -> None:
    """Do what ``remove_legal_event`` does except for the assessment."""
    lock(event.resident)
    audit.record("legal_event.removed", event, {**fields_of(event, *EVENT_FIELDS), "reason": reason})
    event.delete()


@transaction.atomic
def record_document(
    resident: Resident,
    type: str,
    from_on: date,
    until_on: date | None = None,
    *,
    employer: str = "",
    mention: str = "",
) -> Decision:
    """Record a document with its validity; return the new decision as of today.

    A proof of stay that lasts longer than the one before ends the step of its renewal.
    """
    add_document(resident, type, from_on, until_on, employer=employer, mention=mention)
    return assess_resident(resident)


@transaction.atomic
def add_document(
    resident: Resident,
    type: str,
    from_on: date,
    until_on: date | None = None,
    *,
    employer: str = "",
    mention: str = "",
) -> Document:
    """Do what ``record_document`` does except for the assessment; return the document."""
    lock(resident)
    kind = country(resident.centre.country).document_by_code.get(type)
    if kind is None:
        raise RuleBroken(_("This document does not exist in the country of the centre."), field="type")
    if until_on and until_on < from_on:
        raise RuleBroken(_("A document ends on or after the day it starts."), field="until_on")
    if kind.of_employer and not employer:
        raise RuleBroken(_("A work permit is for one employer: fill in its code."), field="employer")
    document = Document(
        resident=resident,
        type=type,
        from_on=from_on,
        until_on=until_on,
        employer=employer,
        mention=mention,
    )
    if resident.documents.filter(**fields_of(document, *DOCUMENT_FIELDS)).exists():
        raise RuleBroken(_("This document has been recorded already."))
    document.save()
    audit.record("document.recorded", document, fields_of(document, *DOCUMENT_FIELDS))
    if kind.proves_stay:
        close_renewal(resident, document)
    return document


@transaction.atomic
def withdraw_document(document: Document, reason: str = "") -> Decision:
    """Remove a document that was recorded by mistake or taken in; the trail keeps it whole."""
    drop_document(document, reason)
    return assess_resident(document.resident)


@transaction.atomic
def drop_document(document: Document, reason: str) -> None:
    """Do what ``withdraw_document`` does except for the assessment."""
    lock(document.resident)
    audit.record("document.withdrawn", document, {**fields_of(document, *DOCUMENT_FIELDS), "reason": reason})
    document.delete()
