"""What the right to work follows from: dated events of the procedure, and documents with their validity."""

from collections.abc import Callable
from enum import StrEnum
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.scoping import DESK, ScopedManager, ScopedModel
from law import registry
from law.countries import common
from law.countries.record import DocumentKind, EventKind
from law.present import document_kind, event_kind
from residents.choices import document_choices, event_choices, mention_choices
from residents.models.resident import Resident


class LegalEvent(ScopedModel):
    """A dated event of the procedure; types and values are those of the exchange format (docs/rules.md)."""

    class Type(StrEnum):
        """The kinds that code reads or writes; a country can have more. Their words are in its record."""

        APPLICATION_LODGED = common.APPLICATION_LODGED
        TRACK = common.TRACK
        FIRST_DECISION = common.FIRST_DECISION
        SUBSEQUENT_ADMISSIBLE = common.SUBSEQUENT_ADMISSIBLE
        APPEAL_LODGED = common.APPEAL_LODGED
        APPEAL_DECIDED = common.APPEAL_DECIDED
        DECISION_ELSEWHERE = common.DECISION_ELSEWHERE
        STATUS_GRANTED = common.STATUS_GRANTED
        DUBLIN_TRANSFER = common.DUBLIN_TRANSFER
        EMPLOYER_NOTIFIED = common.EMPLOYER_NOTIFIED
        VOLUNTEER_DECLARATION = common.VOLUNTEER_DECLARATION

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="legal_events")
    type = models.CharField(_("event"), max_length=30, choices=event_choices)
    on = models.DateField(_("day"))
    # Which values a type can have: the record of the country.
    value = models.CharField(_("value"), max_length=30, blank=True)
    is_subsequent = models.BooleanField(_("subsequent application"), default=False)
    employer = models.CharField(_("employer's code"), max_length=40, blank=True)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("event of the procedure")
        verbose_name_plural = _("events of the procedure")
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.type} {self.on}"

    @property
    def kind(self) -> EventKind:
        """What the country of the case knows of this kind of event."""
        return event_kind(self.type, self.resident.centre.country)

    def get_type_display(self) -> str:
        """The name of the event, as the country of the case calls it."""
        return gettext(self.kind.label)

    @property
    def value_text(self) -> str:
        """What the event says, in words; empty when it says nothing."""
        found = self.kind.value(self.value)
        return gettext(found.label) if found else ""


class DocumentQuerySet(models.QuerySet["Document"]):
    """The reads of documents that are asked for often."""

    def proving_stay(self) -> Self:
        """Those that say that somebody may stay, not where or how they may work."""
        return self.exclude(type__in=document_codes(lambda kind: not kind.proves_stay))

    def of_employer(self) -> Self:
        """Work permits for one employer."""
        return self.filter(type__in=document_codes(lambda kind: kind.of_employer))


def document_codes(is_meant: Callable[[DocumentKind], bool]) -> frozenset[str]:
    """Return the codes of the kinds, of all countries, for which this holds: to ask the database."""
    kinds = (kind for country in registry.countries() for kind in country.documents)
    return frozenset(kind.code for kind in kinds if is_meant(kind))


class Document(ScopedModel):
    """A document that gives or limits the right to work. ``until_on`` is its last valid day."""

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="documents")
    type = models.CharField(_("document"), max_length=20, choices=document_choices)
    from_on = models.DateField(_("valid from"))
    until_on = models.DateField(_("valid until"), null=True, blank=True)
    employer = models.CharField(_("employer's code"), max_length=40, blank=True)
    mention = models.CharField(_("labour-market mention"), max_length=10, choices=mention_choices, blank=True)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    objects = ScopedManager.from_queryset(DocumentQuerySet)()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-until_on", "-id"]
        indexes = [models.Index(fields=["until_on"], name="document_until")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")),
                name="document_ends_after_start",
                violation_error_message=_("A document ends on or after the day it starts."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.from_on}"

    @property
    def kind(self) -> DocumentKind:
        """What the country of the case knows of this kind of document."""
        return document_kind(self.type, self.resident.centre.country)

    def get_type_display(self) -> str:
        """The name of the document, as the country of the case calls it."""
        return gettext(self.kind.label)
