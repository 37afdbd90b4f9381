"""What is wrong at somebody's work, until somebody dealt with it."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.codes import CodedQuerySet, ScopedCodedModel
from jobdesk.trail.scoping import DESK, ScopedManager, ScopedModel
from matching.models.check_in import CheckIn
from matching.models.payslip import Payslip
from matching.models.placement import Placement
from residents.models import Resident


class ConcernQuerySet(CodedQuerySet["Concern"]):
    """The reads of concerns that are asked for often."""

    def open(self) -> Self:
        """Those that nobody has dealt with, harm before all, then the oldest."""
        return self.filter(status=Concern.Status.OPEN).order_by("-is_grave", "opened_on", "pk")


class Concern(ScopedCodedModel):
    """Something wrong at work that somebody must act on the same day. It stays open until it has an outcome.

    One of a kind is open at a time for a placement; what is said again is added to it. Never a company's: no
    lens leads there. ``placement`` leads to the company, so that a file of a company can gather them.
    """

    code_prefix = "Z"

    class Kind(models.TextChoices):
        SAFETY = "safety", _("Does not feel safe")
        PAY = "pay", _("Not paid as agreed")
        HOURS = "hours", _("Other hours than agreed")
        LEFT = "left", _("Does not work there any more")
        CALL = "call", _("Wants to be called")
        OTHER = "other", _("Something else")

    GRAVE = (Kind.SAFETY,)  # somebody may come to harm

    class Source(models.TextChoices):
        RESIDENT = "resident", _("The resident")
        COACH = "coach", _("The desk")
        PARTNER = "partner", _("A partner")
        PAYSLIP = "payslip", _("A payslip")

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Dealt with")

    class Outcome(models.TextChoices):
        PUT_RIGHT = "put_right", _("Put right by the employer")
        PAID = "paid", _("Paid now")
        AGREED = "agreed", _("Agreed with resident and employer")
        OTHER_WORK = "other_work", _("Other work found or looked for")
        STOPPED = "stopped", _("The work was stopped")
        REPORTED = "reported", _("Reported to the labour inspectorate or a labour-rights organisation")
        ADVISED = "advised", _("Talked it over with the resident")
        UNFOUNDED = "unfounded", _("Turned out not to be so")
        NO_CONTACT = "no_contact", _("Resident could not be reached")

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="concerns")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="concerns")
    kind = models.CharField(_("what is wrong"), max_length=10, choices=Kind)
    is_grave = models.BooleanField(_("somebody may come to harm"), default=False)
    source = models.CharField(_("who said so"), max_length=10, choices=Source)
    check_in = models.ForeignKey(CheckIn, models.PROTECT, null=True, related_name="concerns")
    payslip = models.ForeignKey(Payslip, models.PROTECT, null=True, related_name="concerns")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    # Nobody only where a desk has nobody at all; then it stands with the coordinators.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("who deals with it"),
    )
    opened_on = models.DateField(_("opened on"))
    due_on = models.DateField(_("to be dealt with on"))
    outcome = models.CharField(_("what came of it"), max_length=12, choices=Outcome, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    objects = ScopedManager.from_queryset(ConcernQuerySet)()

    class Meta:
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")
        ordering = ["-opened_on", "-id"]
        indexes = [models.Index(fields=["status", "due_on"], name="concern_status_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "kind"],
                condition=Q(status="open"),
                name="concern_open_once",
                violation_error_message=_("This is open already."),
            ),
            models.CheckConstraint(
                condition=Q(status="open", outcome="", closed_on=None)
                | (Q(status="closed", closed_on__isnull=False) & ~Q(outcome="")),
                name="concern_closed_has_outcome",
                violation_error_message=_("What is dealt with says what came of it."),
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opened_on")),
                name="concern_due_from_opening",
                violation_error_message=_("It cannot be due before it was opened."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def age_on(self, day: date) -> int:
        """How many days it has been open, as of a day."""
        return (day - self.opened_on).days


class ConcernEntry(ScopedModel):
    """What was said or done about a concern. Rows are only added; the words stand here, not in the trail."""

    class Act(models.TextChoices):
        OPENED = "opened", _("Opened")
        SAID_AGAIN = "said_again", _("Said again")
        NOTED = "noted", _("Note")
        HANDED_OVER = "handed_over", _("Handed over")
        CLOSED = "closed", _("Dealt with")
        REOPENED = "reopened", _("Opened again")

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="entries")
    act = models.CharField(_("what happened"), max_length=12, choices=Act)
    text = models.TextField(_("in words"), max_length=2000, blank=True)
    outcome = models.CharField(_("what came of it"), max_length=12, choices=Concern.Outcome, blank=True)
    to_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # Nobody: the resident by the private link, or Jobdesk itself.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("when"), default=timezone.now)

    scope_lenses = {DESK: ("concern__resident__centre", "centres")}

    class Meta:
        verbose_name = _("line about a concern")
        verbose_name_plural = _("lines about concerns")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.concern_id} {self.act}"

    @property
    def resident_id(self) -> int:
        """The person it is about, for the trail."""
        return self.concern.resident_id
