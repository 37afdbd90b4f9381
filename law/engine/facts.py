"""What is known about one person: dated events and documents, as in the exchange format (docs/rules.md)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from law.rules.reading import (
    FactError,
    read_choice,
    read_day,
    read_fields,
    read_flag,
    read_identifier,
    read_text,
)

COUNTRIES = ("NL", "BE")
WORK_KINDS = (
    "employee",
    "temp_agency",
    "self_employed",
    "internship",
    "volunteering",
    "in_centre",
    "education",
)
RECEPTIONS = ("COA", "Nidos", "Fedasil", "municipality", "none")
REGIONS = ("Flanders", "Brussels", "Wallonia", "German-speaking")
DOCUMENT_TYPES = (
    "W-document",
    "attestation",
    "A-card",
    "O-document",
    "residence-permit",
    "TWV",
    "professional-card",
)
TRACKS = ("regular", "accelerated", "dublin", "safe_country")
FIRST_RESULTS = ("granted", "refused", "inadmissible")
APPEAL_LOST = ("refused", "inadmissible", "rejected", "dismissed", "lost")
APPEAL_WON = ("granted", "won")
APPEAL_ANNULLED = "annulled"
STATUSES = ("refugee", "subsidiary", "temporary_protection")
DECLARATION_RESULTS = ("acknowledged", "granted", "refused")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day. The fields after `on` are filled where the type needs them."""

    type: str
    on: date
    subsequent: bool = False
    value: str | None = None
    result: str | None = None
    status: str | None = None
    employer: str | None = None
    third_country: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A paper with its validity; both days are included. `until_on` None: its end is not known."""

    type: str
    from_on: date
    until_on: date | None = None
    employer: str | None = None
    mention: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about one person and the work that is asked about."""

    country: str
    id: str | int = ""
    birth_date: date | None = None
    work: str = "employee"
    employer: str | None = None
    reception: str | None = None
    region: str | None = None
    events: tuple[Event, ...] = ()
    documents: tuple[Document, ...] = ()

    @classmethod
    def from_dict(cls, line: Mapping[str, Any]) -> "Facts":
        """Read one fact line of the exchange format. Raises FactError naming the field."""
        return parse_facts(line)


_EVENT_TYPE = {"type": read_text, "on": read_day}
# type of event -> (its readers, the fields it cannot do without)
_EVENTS: dict[str, tuple[dict[str, Callable[[Any, str], Any]], tuple[str, ...]]] = {
    "application_lodged": ({"subsequent": read_flag}, ()),
    "track": ({"value": read_choice(*TRACKS)}, ("value",)),
    "first_decision": ({"result": read_choice(*FIRST_RESULTS)}, ("result",)),
    "subsequent_admissible": ({}, ()),
    "decision_elsewhere": ({}, ()),
    "appeal_lodged": ({}, ()),
    "appeal_decided": ({"result": read_choice(*APPEAL_WON, *APPEAL_LOST, APPEAL_ANNULLED)}, ("result",)),
    "status_granted": ({"status": read_choice(*STATUSES), "third_country": read_flag}, ("status",)),
    "dublin_transfer_notified": ({}, ()),
    "employer_notified": ({"employer": read_text}, ("employer",)),
    "volunteer_declaration": (
        {"result": read_choice(*DECLARATION_RESULTS), "employer": read_text},
        ("result",),
    ),
}
EVENT_TYPES = tuple(_EVENTS)

_DOCUMENT = {
    "type": read_choice(*DOCUMENT_TYPES),
    "from": read_day,
    "until": read_day,
    "employer": read_text,
    "mention": read_text,
}


def parse_event(line: Any, where: str = "event") -> Event:
    """Read one event. Raises FactError naming the field under `where`."""
    prefix = f"{where}."
    kind = line.get("type") if isinstance(line, Mapping) else None
    readers, required = ({}, ())
    if kind is not None:
        read_choice(*EVENT_TYPES)(kind, f"{prefix}type")
        readers, required = _EVENTS[kind]
    return Event(**read_fields(line, {**_EVENT_TYPE, **readers}, ("type", "on", *required), prefix))


def parse_document(line: Any, where: str = "document") -> Document:
    """Read one document. Raises FactError naming the field under `where`."""
    prefix = f"{where}."
    fields = read_fields(line, _DOCUMENT, ("type", "from"), prefix)
    from_on, until_on = fields.pop("from"), fields.pop("until", None)
    if until_on is not None and until_on < from_on:
        raise FactError(f"{prefix}until", f"{until_on} is before from, {from_on}")
    return Document(from_on=from_on, until_on=until_on, **fields)


def _read_list(parse: Callable[[Any, str], Any]) -> Callable[[Any, str], tuple[Any, ...]]:
    def read(value: Any, field: str) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise FactError(field, "is not a list")
        return tuple(parse(item, f"{field}[{index}]") for index, item in enumerate(value))

    return read


_FACTS = {
    "id": read_identifier,
    "country": read_choice(*COUNTRIES),
    "birth_date": read_day,
    "work": read_choice(*WORK_KINDS),
    "employer": read_text,
    "reception": read_choice(*RECEPTIONS),
    "region": read_choice(*REGIONS),
    "events": _read_list(parse_event),
    "documents": _read_list(parse_document),
}


def parse_facts(line: Any) -> Facts:
    """Read one fact line of the exchange format. Raises FactError naming the field."""
    return Facts(**read_fields(line, _FACTS, ("id", "country")))
