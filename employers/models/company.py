"""A company, the charter that it signed, who asks to join it, and the clients of an agency."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from employers.models.sector import Sector
from jobdesk.desks.countries import country_choices
from jobdesk.desks.models import Organisation
from jobdesk.trail.scoping import COMPANY, DESK, ScopedModel


class Company(ScopedModel):
    """An employer. ``organisation`` is what its users are members of.

    Until the desk has approved it, none of its vacancies is opened and it sees no candidate.
    """

    class Status(models.TextChoices):
        REGISTERED = "registered", _("Waits for the check")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")
        CLOSED = "closed", _("Closed")

    # A company in one of these can work with the desk, or is about to.
    WELCOME = (Status.REGISTERED, Status.APPROVED)

    organisation = models.OneToOneField(
        Organisation,
        models.PROTECT,
        related_name="company",
        verbose_name=_("organisation"),
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.REGISTERED)
    # The day from which it waits, or last waited, for the check.
    registered_on = models.DateField(_("registered on"), default=timezone.localdate)
    refused_reason = models.CharField(_("why it was refused"), max_length=500, blank=True)
    # Who invited it: somebody else checks it.
    brought_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("brought in by"),
    )
    # That of the organisation, repeated by ``save``: a number is one company's within its country only.
    country = models.CharField(_("country"), max_length=2, choices=country_choices, editable=False)
    sector = models.CharField(_("sector"), max_length=30, choices=Sector)
    # As its country keeps it: law/countries/company_number.py. Empty: the desk still has to ask.
    register_number = models.CharField(_("company number"), max_length=20, blank=True)
    municipality = models.CharField(_("municipality"), max_length=80)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    # Whom it employs works at its clients: a vacancy then names both.
    is_agency = models.BooleanField(_("temp agency"), default=False)

    scope_lenses = {
        DESK: ("organisation__country", "countries"),
        COMPANY: ("organisation", "organisations"),
    }

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        ordering = ["organisation__name", "id"]
        indexes = [models.Index(fields=["status", "registered_on"], name="company_status_since")]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "register_number"],
                condition=~Q(register_number=""),
                name="company_register_number_once",
                violation_error_message=_("There is already a company with this number."),
            )
        ]

    def __str__(self) -> str:
        return self.organisation.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the country of the organisation."""
        self.country = self.organisation.country
        super().save(*args, **kwargs)

    @property
    def employer_code(self) -> str:
        """How documents, events and the rules on the right to work name this employer."""
        return f"E{self.pk}"

    @property
    def is_approved(self) -> bool:
        """Whether the desk has checked it and works with it."""
        return self.status == self.Status.APPROVED


class CharterSignature(ScopedModel):
    """One version of the charter (employers/charter.py), signed for a company. Rows are only ever added."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="signatures", verbose_name=_("company"))
    version = models.PositiveSmallIntegerField(_("version"))
    signed_at = models.DateTimeField(_("signed at"), default=timezone.now)
    # Unknown for some of those from before versions were kept.
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("signed by")
    )

    scope_lenses = {
        DESK: ("company__organisation__country", "countries"),
        COMPANY: ("company__organisation", "organisations"),
    }

    class Meta:
        verbose_name = _("signature under the charter")
        verbose_name_plural = _("signatures under the charter")
        ordering = ["-version", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "version"],
                name="charter_signed_once",
                violation_error_message=_("Your company has signed this charter already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.company_id}, {self.version}"


class JoinRequest(ScopedModel):
    """Somebody with an account says that they work for a company that is known already."""

    class Status(models.TextChoices):
        ASKED = "asked", _("Asked")
        GRANTED = "granted", _("Granted")
        DECLINED = "declined", _("Declined")

    company = models.ForeignKey(
        Company, models.PROTECT, related_name="join_requests", verbose_name=_("company")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="join_requests", verbose_name=_("user")
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.ASKED)
    asked_on = models.DateField(_("asked on"), default=timezone.localdate)

    scope_lenses = {
        DESK: ("company__organisation__country", "countries"),
        COMPANY: ("company__organisation", "organisations"),
    }

    class Meta:
        verbose_name = _("request to join a company")
        verbose_name_plural = _("requests to join a company")
        ordering = ["asked_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "user"],
                condition=Q(status="asked"),
                name="join_asked_once",
                violation_error_message=_("You have asked this already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.company_id}, {self.status}"


class Client(ScopedModel):
    """Where people of a temp agency work. Kept, so that the agency chooses it again for the next vacancy."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="clients", verbose_name=_("company"))
    name = models.CharField(_("name of the client"), max_length=100)
    # As the country of the agency keeps it: law/countries/company_number.py.
    register_number = models.CharField(_("company number"), max_length=20, blank=True)
    municipality = models.CharField(_("municipality"), max_length=80)

    scope_lenses = {
        DESK: ("company__organisation__country", "countries"),
        COMPANY: ("company__organisation", "organisations"),
    }

    class Meta:
        verbose_name = _("client of an agency")
        verbose_name_plural = _("clients of agencies")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "register_number"],
                condition=~Q(register_number=""),
                name="client_number_once",
                violation_error_message=_("You have a client with this number already."),
            ),
            models.UniqueConstraint(
                fields=["company", "name", "municipality"],
                condition=Q(register_number=""),
                name="client_name_once",
                violation_error_message=_("You have a client with this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
