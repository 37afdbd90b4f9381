"""What somebody says of a company itself, beside the concerns about one person's work."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from employers.models import Company
from jobdesk.desks.models import Centre
from jobdesk.trail.scoping import DESK, ScopedModel


class Topic(models.TextChoices):
    """What is wrong at a company: of a concern, and the ground of a measure."""

    PAY = "pay", _("Pay is not as agreed")
    HOURS = "hours", _("Hours are not as agreed")
    SAFETY = "safety", _("The work is not safe")
    THREAT = "threat", _("Threats or pressure")
    PAPERS = "papers", _("Holds papers, or papers that are not right")
    FEES = "fees", _("Asks money for work or housing")
    UNEQUAL = "unequal", _("Treats people unequally")
    CHARTER = "charter", _("Does not keep to the charter")
    OTHER = "other", _("Something else")


class Severity(models.TextChoices):
    """How grave a concern is; how soon it is looked at stands in matching/integrity/rules.toml."""

    LOW = "low", _("Low")
    SERIOUS = "serious", _("Serious")
    GRAVE = "grave", _("Grave")


class CompanyConcern(ScopedModel):
    """A concern about a company that hangs on no placement. The desks of its country see that there is one.

    What was said stands in ``CompanyConcernWords``, which only the desk that wrote it down reads. It has no
    lens for a company, and a partner that reports one does not read it again.
    """

    class Source(models.TextChoices):
        RESIDENT = "resident", _("A resident")
        COACH = "coach", _("The desk")
        PARTNER = "partner", _("A partner")

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Dealt with")

    class Outcome(models.TextChoices):
        PUT_RIGHT = "put_right", _("Put right by the company")
        MEASURE = "measure", _("A measure was proposed")
        REPORTED = "reported", _("Reported to the labour inspectorate or a labour-rights organisation")
        WATCHED = "watched", _("Not certain: we watch it")
        UNFOUNDED = "unfounded", _("Turned out not to be so")

    company = models.ForeignKey(Company, models.PROTECT, related_name="concerns", verbose_name=_("company"))
    topic = models.CharField(_("what is wrong"), max_length=10, choices=Topic)
    severity = models.CharField(_("how grave"), max_length=10, choices=Severity)
    source = models.CharField(_("who said so"), max_length=10, choices=Source)
    # The desk that wrote it down; none: a partner did.
    centre = models.ForeignKey(Centre, models.PROTECT, null=True, related_name="+")
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reported_on = models.DateField(_("reported on"), default=timezone.localdate)
    look_by_on = models.DateField(_("to be looked at by"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    outcome = models.CharField(_("what came of it"), max_length=12, choices=Outcome, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    scope_lenses = {DESK: ("company__organisation__country", "countries")}

    class Meta:
        verbose_name = _("concern about a company")
        verbose_name_plural = _("concerns about companies")
        ordering = ["-reported_on", "-id"]
        indexes = [models.Index(fields=["status", "look_by_on"], name="companyconcern_status_by")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open", outcome="", closed_on=None)
                | (Q(status="closed", closed_on__isnull=False) & ~Q(outcome="")),
                name="companyconcern_closed_outcome",
                violation_error_message=_("What is dealt with says what came of it."),
            ),
            models.CheckConstraint(
                condition=Q(look_by_on__gte=F("reported_on")),
                name="companyconcern_by_from_report",
                violation_error_message=_("It cannot be due before it was reported."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} {self.topic} {self.reported_on}"


class CompanyConcernWords(ScopedModel):
    """What was said of a company, and what came of it, in words. Rows are only added."""

    concern = models.ForeignKey(CompanyConcern, models.PROTECT, related_name="words")
    text = models.TextField(_("in words"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"), default=timezone.now)

    scope_lenses = {DESK: ("concern__centre", "centres")}

    class Meta:
        verbose_name = _("words about a company")
        verbose_name_plural = _("words about companies")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.concern_id} {self.at:%Y-%m-%d}"
