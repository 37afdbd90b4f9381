"""From the stored case to the facts that the rules on the right to work read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import QuerySet

from jobdesk.desks.models import Centre
from law.engine import Facts
from law.present import event_kind
from residents.choices import WorkKind
from residents.models import Document, LegalEvent, Resident

# What of a row is read, in this order.
_EVENT = ("type", "on", "value", "is_subsequent", "employer")
_DOCUMENT = ("type", "from_on", "until_on", "employer", "mention")


def with_facts(residents: QuerySet[Resident]) -> QuerySet[Resident]:
    """Fetch, with the residents, all that ``facts_of`` reads: three queries however many they are."""
    return residents.select_related("centre").prefetch_related("legal_events", "documents")


def facts_of(
    resident: Resident, work: str = WorkKind.EMPLOYEE, employer: str = "", region: str = ""
) -> Facts:
    """Return the facts of one resident for a kind of work, at one employer (its code) if named.

    ``region``: of the work, in a country whose rules differ by region.
    """
    country = resident.centre.country
    line = _line(
        resident,
        country,
        [_event(country, *(getattr(each, name) for name in _EVENT)) for each in resident.legal_events.all()],
        [_document(*(getattr(each, name) for name in _DOCUMENT)) for each in resident.documents.all()],
    )
    line["work"] = work
    if employer:
        line["employer"] = employer
    if region:
        line["region"] = region
    return Facts.from_dict(line)


def facts_of_many(
    residents: Iterable[Resident], work: str = WorkKind.EMPLOYEE
) -> Iterator[tuple[Resident, Facts]]:
    """Yield each resident with their facts; three queries for all, and no object for an event or document."""
    residents = list(residents)
    countries = dict(Centre.objects.order_by().values_list("pk", "country"))
    events, documents = defaultdict(list), defaultdict(list)
    for pk, *row in LegalEvent.objects.filter(resident__in=residents).values_list("resident_id", *_EVENT):
        events[pk].append(row)
    for pk, *row in Document.objects.filter(resident__in=residents).values_list("resident_id", *_DOCUMENT):
        documents[pk].append(_document(*row))
    for resident in residents:
        country = countries[resident.centre_id]
        own = [_event(country, *row) for row in events[resident.pk]]
        line = _line(resident, country, own, documents[resident.pk])
        yield resident, Facts.from_dict({**line, "work": work})


def _line(resident: Resident, country: str, events: list[dict], documents: list[dict]) -> dict:
    line = {
        "id": resident.code,
        "country": country,
        "reception": resident.reception,
        "events": events,
        "documents": documents,
    }
    if resident.birth_date:
        line["birth_date"] = resident.birth_date
    return line


def _event(country: str, type: str, on: date, value: str, is_subsequent: bool, employer: str) -> dict:
    line = {"type": type, "on": on}
    if value:
        kind = event_kind(type, country)
        known = kind.value(value)
        line |= known.said if known and known.said else {kind.field: value}
    if is_subsequent:
        line["subsequent"] = True
    if employer:
        line["employer"] = employer
    return line


def _document(kind: str, from_on: date, until_on: date | None, employer: str, mention: str) -> dict:
    line = {"type": kind, "from": from_on}
    if until_on:
        line["until"] = until_on
    if employer:
        line["employer"] = employer
    if mention:
        line["mention"] = mention
    return line
