"""What is known about one person: dated events and documents, as in the exchange format (docs/rules.md)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from law import registry
from law.countries.record import EventKind
from law.rules.reading import (
    FactError,
    read_choice,
    read_day,
    read_fields,
    read_flag,
    read_identifier,
    read_text,
)

Readers = Mapping[str, Callable[[Any, str], Any]]

WORK_KINDS = (
    "employee",
    "temp_agency",
    "self_employed",
    "internship",
    "volunteering",
    "in_centre",
    "education",
)


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


@dataclass(frozen=True, slots=True)
class _Known:
    """What the countries of this site know of facts. A case may hold what came along from another country."""

    events: Mapping[
        str, tuple[Readers, tuple[str, ...]]
    ]  # kind → its readers, the fields it cannot do without
    document: Readers
    facts: Readers


@registry.once_per_site
def _known() -> _Known:
    countries = registry.countries()
    events: dict[str, list[EventKind]] = {}
    for kind in (kind for country in countries for kind in country.events):
        events.setdefault(kind.code, []).append(kind)
    return _Known(
        events={code: _event_readers(kinds) for code, kinds in events.items()},
        document={
            "type": read_choice(*_codes(country.documents for country in countries)),
            "from": read_day,
            "until": read_day,
            "employer": read_text,
            "mention": read_text,
        },
        facts={
            "id": read_identifier,
            "country": read_choice(*registry.installed()),
            "birth_date": read_day,
            "work": read_choice(*WORK_KINDS),
            "employer": read_text,
            "reception": read_choice(*_codes(country.receptions for country in countries)),
            "region": read_choice(*_codes(country.regions for country in countries)),
            "events": _read_list(parse_event),
            "documents": _read_list(parse_document),
        },
    )


def _codes(records: Iterable[Iterable[Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.code for some in records for each in some))


def _event_readers(kinds: list[EventKind]) -> tuple[Readers, tuple[str, ...]]:
    """The readers of one kind of event, as the countries that have it know it."""
    readers: dict[str, Callable[[Any, str], Any]] = {}
    required: list[str] = []
    if any(kind.may_be_subsequent for kind in kinds):
        readers["subsequent"] = read_flag
    for kind in kinds:
        if kind.field:
            said = [value.said.get(kind.field, value.code) for each in kinds for value in each.values]
            readers[kind.field] = read_choice(*dict.fromkeys([*said, *kind.also]))
            required.append(kind.field)
        for name in {name for value in kind.values for name in value.said} - {kind.field}:
            readers[name] = read_flag
        if kind.employer:
            readers["employer"] = read_text
        if kind.employer == "must":
            required.append("employer")
    return readers, tuple(dict.fromkeys(required))


def parse_event(line: Any, where: str = "event") -> Event:
    """Read one event. Raises FactError naming the field under `where`."""
    prefix, known = f"{where}.", _known().events
    kind = line.get("type") if isinstance(line, Mapping) else None
    readers: Readers = {}
    required: tuple[str, ...] = ()
    if kind is not None:
        read_choice(*known)(kind, f"{prefix}type")
        readers, required = known[kind]
    return Event(**read_fields(line, {**_EVENT_TYPE, **readers}, ("type", "on", *required), prefix))


def parse_document(line: Any, where: str = "document") -> Document:
    """Read one document. Raises FactError naming the field under `where`."""
    prefix = f"{where}."
    fields = read_fields(line, _known().document, ("type", "from"), prefix)
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


def parse_facts(line: Any) -> Facts:
    """Read one fact line of the exchange format. Raises FactError naming the field."""
    return Facts(**read_fields(line, _known().facts, ("id", "country")))
