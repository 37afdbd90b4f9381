"""The renewal of a document, opened before it ends."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from law import registry
from law.steps import BY_DOCUMENT, ON_EXPIRY, StepKind, codes, opened_by
from residents.models import Document, Resident, Step
from residents.queries import documents_to_renew
from residents.services.rows import lock
from residents.services.steps import close_step, open_step


def open_document_renewals(on: date | None = None) -> int:
    """Open the renewal of every proof of stay that ends soon and is the last one; return how many.

    How soon says the catalogue of the country (``opens_before``). The step is due on the document's last
    day. Each in a transaction of its own; can be repeated without harm.
    """
    on, opened = on or timezone.localdate(), 0
    for country in registry.installed():
        for kind in opened_by(ON_EXPIRY, country):
            if kind.ended_by == BY_DOCUMENT:
                documents = list(documents_to_renew(country, on, kind.opens_before))
                opened += sum(_open(document, kind) for document in documents)
    return opened


@transaction.atomic
def _open(document: Document, kind: StepKind) -> bool:
    resident = document.resident
    lock(resident)
    if _under_way(resident).exists():
        return False
    open_step(resident, kind.kind, last_day=document.until_on)
    return True


def close_renewal(resident: Resident, document: Document) -> None:
    """Close the renewal that a newly recorded document ends. Called inside the transaction of a service."""
    for step in _under_way(resident):
        is_longer = document.until_on is None or step.due_on is None or document.until_on > step.due_on
        if is_longer:
            close_step(step, note=str(document.get_type_display()))


def _under_way(resident: Resident) -> QuerySet[Step]:
    kinds = codes(lambda kind: kind.ended_by == BY_DOCUMENT)
    return resident.steps.under_way().filter(kind__in=kinds)
