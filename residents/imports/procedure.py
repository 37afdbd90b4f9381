"""Lists of what the right to work follows from: events of the procedure, and documents."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from jobdesk.imports.columns import Column
from jobdesk.imports.kinds import Draft
from jobdesk.imports.models import ImportRow
from jobdesk.imports.reading.values import Day, Number, OneOf, YesNo
from law import registry
from law.countries.record import DocumentKind, EventKind
from residents import services
from residents.choices import document_choices, event_choices, mention_choices
from residents.here import countries_here
from residents.imports import words
from residents.models import Document, LegalEvent


def _heard(records: Iterable[Any]) -> dict[str, str]:
    """How lists write each of these codes, in all countries of this site."""
    heard: dict[str, list[str]] = {}
    for each in records:
        if each.heard:
            heard.setdefault(each.code, []).append(each.heard)
    return {code: "|".join(words) for code, words in heard.items()}


def _events() -> Iterable[EventKind]:
    return (kind for country in registry.countries() for kind in country.events)


def _documents() -> Iterable[DocumentKind]:
    return (kind for country in registry.countries() for kind in country.documents)


def _values(events: Iterable[EventKind]) -> dict[str, str]:
    """What events can say. Of several labels with one code ("Granted", "Appeal won") the plainest comes last."""
    return {each.code: gettext(each.label) for kind in _by_plainness(events) for each in kind.values}


def _values_here() -> dict[str, str]:
    return _values(kind for country in countries_here() for kind in country.events)


def _by_plainness(events: Iterable[EventKind]) -> list[EventKind]:
    """The kinds of events; that of the first decision, which words its results most plainly, at the end."""
    return sorted(events, key=lambda kind: kind.code == LegalEvent.Type.FIRST_DECISION)


class LegalEvents(words.OfResident):
    """Found by resident, event, day, what was decided and employer."""

    slug = "events"
    label = gettext_lazy("Status: events of the procedure")
    hint = gettext_lazy("Applications, decisions, appeals, statuses: what the right to work follows from.")
    model = LegalEvent

    type = Column(
        gettext_lazy("Event"),
        OneOf(
            lambda: dict(event_choices(countries_here())),
            lambda: _heard(_events()),
            understood=lambda: dict(event_choices()),
        ),
        "gebeurtenis|soort|stap|événement|type|soort gebeurtenis|evenement",
        is_required=True,
        fixable=True,
    )
    on = Column(
        gettext_lazy("Day"),
        Day(),
        "datum|dag|op|date|jour|datum gebeurtenis|ingangsdatum|datum beslissing",
        is_required=True,
        example="10-05-2025",
    )
    value = Column(
        gettext_lazy("What was decided, or which kind"),
        OneOf(
            _values_here,
            lambda: _heard(each for kind in _events() for each in kind.values),
            understood=lambda: _values(_events()),
        ),
        "waarde|uitkomst|beslissing|uitslag|résultat|décision|result|value|status",
        fixable=True,
    )
    is_subsequent = Column(
        gettext_lazy("Subsequent application"), YesNo(), "volgende aanvraag|hasa|demande ultérieure|opvolgend"
    )
    employer = Column(
        gettext_lazy("Employer's code"), Number(40), "werkgever|werkgeverscode|employeur|employer"
    )

    def find(self, draft: Draft) -> LegalEvent | None:
        events = self.resident_of(draft).legal_events.select_related("resident")
        said = words.said(draft, "type", "on", "value", "is_subsequent", "employer")
        return events.filter(**said).first()

    def differences(self, draft: Draft) -> dict[str, tuple[Any, Any]]:
        return words.differing(
            draft.existing, words.said(draft, "type", "on", "value", "is_subsequent", "employer")
        )

    def create(self, draft: Draft) -> LegalEvent:
        resident = draft.get("resident")
        self.to_assess.add(resident.pk)
        said = words.said(draft, "type", "on", "value", "is_subsequent", "employer")
        return services.add_legal_event(resident, **said)

    def change(self, draft: Draft) -> None:
        """An event is not corrected: it is removed, and recorded as it was."""
        resident, fields = draft.existing.resident, _kept(draft.existing, services.EVENT_FIELDS)
        services.drop_legal_event(draft.existing, "import")
        draft.before = fields
        said = words.said(draft, "type", "on", "value", "is_subsequent", "employer")
        draft.subject_id = services.add_legal_event(resident, **(fields | said)).pk
        self.to_assess.add(resident.pk)

    def undo(self, row: ImportRow) -> None:
        event = words.still_there(LegalEvent, row)
        resident = event.resident
        services.remove_legal_event(event, "import undone")
        if row.outcome == ImportRow.Outcome.CHANGED:
            services.record_legal_event(resident, **_read(row.before))


class Documents(words.OfResident):
    """Found by resident, document, first valid day and employer."""

    slug = "documents"
    label = gettext_lazy("Documents")
    hint = gettext_lazy("Documents of stay and permits, with the days on which they are valid.")
    model = Document

    type = Column(
        gettext_lazy("Document"),
        OneOf(
            lambda: dict(document_choices(countries_here())),
            lambda: _heard(_documents()),
            understood=lambda: dict(document_choices()),
        ),
        "soort document|documenttype|type document|soort|type",
        is_required=True,
        fixable=True,
    )
    from_on = Column(
        gettext_lazy("Valid from"),
        Day(),
        "geldig van|geldig vanaf|vanaf|van|afgifte|afgiftedatum|valable du|délivré le|valid from|from|begin|begindatum",
        is_required=True,
        example="01-03-2026",
    )
    until_on = Column(
        gettext_lazy("Valid until"),
        Day(),
        "geldig tot|geldig t/m|tot|t/m|vervaldatum|einddatum|verloopt|valable jusqu'au|expire le|valid until|until|expiry",
        example="28-02-2027",
    )
    employer = Column(
        gettext_lazy("Employer's code"), Number(40), "werkgever|werkgeverscode|employeur|employer"
    )
    mention = Column(
        gettext_lazy("Labour-market mention"),
        OneOf(
            lambda: dict(mention_choices(countries_here())),
            lambda: _heard(each for kind in _documents() for each in kind.mentions),
            understood=lambda: dict(mention_choices()),
        ),
        "arbeidsmarkt|vermelding|marché du travail|mention|arbeidsmarktvermelding",
        fixable=True,
    )

    def find(self, draft: Draft) -> Document | None:
        documents = self.resident_of(draft).documents.select_related("resident")
        return documents.filter(
            type=draft.get("type"), from_on=draft.get("from_on"), employer=draft.get("employer", "")
        ).first()

    def differences(self, draft: Draft) -> dict[str, tuple[Any, Any]]:
        return words.differing(
            draft.existing, words.said(draft, "type", "from_on", "until_on", "employer", "mention")
        )

    def create(self, draft: Draft) -> Document:
        resident = draft.get("resident")
        self.to_assess.add(resident.pk)
        said = words.said(draft, "type", "from_on", "until_on", "employer", "mention")
        return services.add_document(resident, **said)

    def change(self, draft: Draft) -> None:
        """A document is not corrected: it is withdrawn, and recorded as it is."""
        resident, fields = draft.existing.resident, _kept(draft.existing, services.DOCUMENT_FIELDS)
        services.drop_document(draft.existing, "import")
        draft.before = fields
        said = words.said(draft, "type", "from_on", "until_on", "employer", "mention")
        draft.subject_id = services.add_document(resident, **(fields | said)).pk
        self.to_assess.add(resident.pk)

    def undo(self, row: ImportRow) -> None:
        document = words.still_there(Document, row)
        resident = document.resident
        services.withdraw_document(document, "import undone")
        if row.outcome == ImportRow.Outcome.CHANGED:
            services.record_document(resident, **_read(row.before))


def _kept(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _read(before: dict[str, Any]) -> dict[str, Any]:
    """Fields as an ImportRow keeps them, with their days as days."""
    return {
        name: date.fromisoformat(value) if name.endswith("on") and value else value
        for name, value in before.items()
    }
