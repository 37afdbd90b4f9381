"""From the stored case to the facts that the rules on the right to work read."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet, prefetch_related_objects

from residents.choices import WorkKind
from residents.eligibility import Facts
from residents.models import Document, LegalEvent, Resident

# Under which name the exchange format carries LegalEvent.value.
_VALUE_NAMES = {
    LegalEvent.Type.TRACK: "value",
    LegalEvent.Type.FIRST_DECISION: "result",
    LegalEvent.Type.APPEAL_DECIDED: "result",
    LegalEvent.Type.VOLUNTEER_DECLARATION: "result",
    LegalEvent.Type.STATUS_GRANTED: "status",
}


def with_facts(residents: QuerySet[Resident]) -> QuerySet[Resident]:
    """Fetch, with the residents, all that ``facts_of`` reads: three queries however many they are."""
    return residents.select_related("centre").prefetch_related("legal_events", "documents")


def facts_of(resident: Resident, work: str = WorkKind.EMPLOYEE, employer: str = "") -> Facts:
    """Return the facts of one resident for a kind of work, at one employer (its code) if named."""
    line = {
        "id": resident.code,
        "country": resident.centre.country,
        "work": work,
        "reception": resident.reception,
        "events": [_event(event) for event in resident.legal_events.all()],
        "documents": [_document(document) for document in resident.documents.all()],
    }
    if resident.birth_date:
        line["birth_date"] = resident.birth_date.isoformat()
    if employer:
        line["employer"] = employer
    return Facts.from_dict(line)


def facts_of_many(
    residents: Iterable[Resident], work: str = WorkKind.EMPLOYEE
) -> Iterator[tuple[Resident, Facts]]:
    """Yield each resident with their facts; three queries for all."""
    residents = list(residents)
    prefetch_related_objects(residents, "centre", "legal_events", "documents")
    for resident in residents:
        yield resident, facts_of(resident, work)


def _event(event: LegalEvent) -> dict:
    line = {"type": event.type, "on": event.on.isoformat()}
    if event.value:
        line[_VALUE_NAMES[event.type]] = event.value
    if event.is_subsequent:
        line["subsequent"] = True
    if event.employer:
        line["employer"] = event.employer
    return line


def _document(document: Document) -> dict:
    line = {"type": document.type, "from": document.from_on.isoformat()}
    if document.until_on:
        line["until"] = document.until_on.isoformat()
    if document.employer:
        line["employer"] = document.employer
    if document.mention:
        line["mention"] = document.mention
    return line
