"""What the right to work follows from: dated events of the procedure, and documents with their validity."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.scoping import DESK, ScopedModel
from residents.models.resident import Resident


class LegalEvent(ScopedModel):
    """A dated event of the procedure; types and values are those of the exchange format (docs/rules.md)."""

    class Type(models.TextChoices):
        APPLICATION_LODGED = "application_lodged", _("Asylum application lodged")
        TRACK = "track", _("Track of the procedure")
        FIRST_DECISION = "first_decision", _("First decision notified")
        SUBSEQUENT_ADMISSIBLE = (
            "subsequent_admissible",
            _("Subsequent application declared admissible"),
        )
        APPEAL_LODGED = "appeal_lodged", _("Appeal lodged")
        APPEAL_DECIDED = "appeal_decided", _("Appeal decided")
        DECISION_ELSEWHERE = (
            "decision_elsewhere",
            _("Decision in another member state"),
        )
        STATUS_GRANTED = "status_granted", _("Status granted")
        DUBLIN_TRANSFER = "dublin_transfer_notified", _("Dublin transfer notified")
        EMPLOYER_NOTIFIED = "employer_notified", _("Employer notified the work")
        VOLUNTEER_DECLARATION = (
            "volunteer_declaration",
            _("Declaration for volunteering"),
        )

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="legal_events")
    type = models.CharField(_("event"), max_length=30, choices=Type)
    on = models.DateField(_("day"))
    # Which values a type can have: residents/procedure.py.
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


class Document(ScopedModel):
    """A document that gives or limits the right to work. ``until_on`` is its last valid day."""

    class Type(models.TextChoices):
        W_DOCUMENT = "W-document", _("W-document")
        ATTESTATION = "attestation", _("Attestation of immatriculation (orange card)")
        A_CARD = "A-card", _("A card")
        O_DOCUMENT = "O-document", _("O-document or IND sticker")
        RESIDENCE_PERMIT = "residence-permit", _("Residence permit")
        TWV = "TWV", _("Work permit (TWV)")
        PROFESSIONAL_CARD = "professional-card", _("Professional card")

    class Mention(models.TextChoices):
        """What a Belgian card says of the labour market."""

        UNLIMITED = "unlimited", _("Unlimited")
        LIMITED = "limited", _("Limited")
        NONE = "none", _("No access")

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="documents")
    type = models.CharField(_("document"), max_length=20, choices=Type)
    from_on = models.DateField(_("valid from"))
    until_on = models.DateField(_("valid until"), null=True, blank=True)
    employer = models.CharField(_("employer's code"), max_length=40, blank=True)
    mention = models.CharField(_("labour-market mention"), max_length=10, choices=Mention, blank=True)

    scope_lenses = {DESK: ("resident__centre", "centres")}

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


# They say where or how somebody may work, not that they may stay.
NO_PROOF_OF_STAY = frozenset({Document.Type.TWV, Document.Type.PROFESSIONAL_CARD})
