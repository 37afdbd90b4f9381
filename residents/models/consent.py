"""What a resident agreed to: what, to whom, until when, and how it was asked."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.scoping import DESK, ScopedModel
from residents.choices import Interpreter, Language
from residents.models.resident import Resident


class Consent(ScopedModel):
    """A consent. It holds from ``given_on`` until it ends or is withdrawn; a later one renews it."""

    class Purpose(models.TextChoices):
        PROFILE = "profile", _("Show the profile to employers, without the name")
        PARTNER = "partner", _("Share data with another organisation")
        HEALTH = "health", _("Note what health means for work")
        PHOTO = "photo", _("Use a photo")
        RELEASE = "release", _("Show named data to one company")
        VACANCY = "vacancy", _("Be introduced for one vacancy, without the name")
        MEETING = "meeting", _("Meet companies in person on one day")

    class Way(models.TextChoices):
        SPOKEN = "spoken", _("Spoken")
        WRITTEN = "written", _("In writing")
        LINK = "link", _("By the resident, on the step card")

    WAYS_AT_DESK = [Way.SPOKEN, Way.WRITTEN]  # those that a coach records
    # Recorded where it is said what for; meant to end, and nobody waits for another one.
    FOR_ONE_COMPANY = (Purpose.RELEASE, Purpose.VACANCY)
    ENDING = (*FOR_ONE_COMPANY, Purpose.MEETING)

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="consents")
    purpose = models.CharField(_("for what"), max_length=10, choices=Purpose)
    recipient = models.CharField(
        _("to whom"),
        max_length=160,
        blank=True,
        help_text=_("The organisation; empty for the employers in Jobdesk and for the desk itself."),
    )
    given_on = models.DateField(_("given on"))
    until_on = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day. Empty: until it is withdrawn.")
    )
    way = models.CharField(_("how"), max_length=10, choices=Way, default=Way.SPOKEN)
    interpreter = models.CharField(
        _("interpreter"), max_length=10, choices=Interpreter, default=Interpreter.NONE
    )
    interpreter_language = models.CharField(
        _("language of the interpreter"), max_length=5, choices=Language, blank=True
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("recorded by"),
    )

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_on", "-id"]
        indexes = [models.Index(fields=["resident", "purpose"], name="consent_resident_purpose")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("given_on")),
                name="consent_ends_after_given",
                violation_error_message=_("A consent ends on or after the day it is given."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_withdrawn_after_given",
                violation_error_message=_("A consent is withdrawn on or after the day it is given."),
            ),
            models.CheckConstraint(
                condition=~Q(purpose="partner") | ~Q(recipient=""),
                name="consent_partner_is_named",
                violation_error_message=_("Fill in with which organisation."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.given_on}"

    @property
    def is_for_one_company(self) -> bool:
        """Whether it is about one company or vacancy, and asked on a page of its own."""
        return self.purpose in self.FOR_ONE_COMPANY

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day; on the day of the withdrawal it no longer does."""
        has_ended = self.until_on is not None and self.until_on < day
        is_withdrawn = self.withdrawn_on is not None and self.withdrawn_on <= day
        return self.given_on <= day and not has_ended and not is_withdrawn
