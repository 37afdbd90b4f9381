"""Which events and documents a country knows, and which values an event can have. Codes are of the rules."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from jobdesk.desks.models import Country
from residents.models import Document, LegalEvent

Event = LegalEvent.Type

# Temporary protection of who fled Ukraine with another nationality: in the Netherlands work needs a TWV then.
THIRD_COUNTRY = "third_country"

EVENT_VALUES: dict[str, dict[str, str]] = {
    Event.TRACK: {
        "regular": _("Regular procedure"),
        "accelerated": _("Accelerated procedure"),
        "safe_country": _("Safe country of origin"),
        "dublin": _("Dublin procedure"),
    },
    Event.FIRST_DECISION: {
        "granted": _("Granted"),
        "refused": _("Refused"),
        "inadmissible": _("Inadmissible"),
    },
    Event.APPEAL_DECIDED: {
        "granted": _("Appeal won"),
        "refused": _("Appeal lost"),
        "annulled": _("Decision annulled, decided anew"),
    },
    Event.STATUS_GRANTED: {
        "refugee": _("Refugee"),
        "subsidiary": _("Subsidiary protection"),
        "temporary_protection": _("Temporary protection (Ukraine)"),
        THIRD_COUNTRY: _("Temporary protection (fled Ukraine, other nationality)"),
    },
    Event.VOLUNTEER_DECLARATION: {
        "acknowledged": _("Received by UWV"),
        "granted": _("Granted"),
        "refused": _("Refused"),
    },
}
REGION_LABELS = {
    "Flanders": _("Flanders"),
    "Brussels": _("Brussels"),
    "Wallonia": _("Wallonia"),
    "German-speaking": _("German-speaking Community"),
}
_ONLY_NL = frozenset({Event.EMPLOYER_NOTIFIED, Event.VOLUNTEER_DECLARATION})
_ONLY_BE = frozenset({Event.DECISION_ELSEWHERE})

DOCUMENTS = {
    Country.NL: (
        Document.Type.W_DOCUMENT,
        Document.Type.O_DOCUMENT,
        Document.Type.RESIDENCE_PERMIT,
        Document.Type.TWV,
    ),
    Country.BE: (
        Document.Type.ATTESTATION,
        Document.Type.A_CARD,
        Document.Type.RESIDENCE_PERMIT,
        Document.Type.PROFESSIONAL_CARD,
    ),
}


def events_of(country: str) -> list[str]:
    """Return the types of event that can happen in a country ("NL", "BE")."""
    foreign = _ONLY_BE if country == Country.NL else _ONLY_NL
    return [kind for kind in Event.values if kind not in foreign]


def event_values(kind: str) -> dict[str, str]:
    """Return the values an event of this type must choose from; empty when it has none."""
    return EVENT_VALUES.get(kind, {})


def documents_of(country: str) -> tuple[str, ...]:
    """Return the types of document that a country issues."""
    return DOCUMENTS[country]


@dataclass(frozen=True)
class EventLine:
    """An event as a list shows it."""

    pk: int
    on: date
    name: str
    detail: str


def event_line(event: LegalEvent) -> EventLine:
    """Put an event in words."""
    value = event_values(event.type).get(event.value, "")
    subsequent = _("Subsequent application") if event.is_subsequent else ""
    return EventLine(
        pk=event.pk,
        on=event.on,
        name=event.get_type_display(),
        detail=str(value or subsequent or event.employer),
    )
