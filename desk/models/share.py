"""Parts of one case that a resident agreed to share with a partner organisation, until a day."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.codes import ScopedCodedModel
from jobdesk.desks.models import Organisation
from jobdesk.trail.scoping import DESK, PARTNER, ScopedModel
from matching.models import CheckIn
from residents.models import Consent, Resident, Step


class CaseShare(ScopedCodedModel):
    """What one organisation sees of one case: the agreed parts, until a day, as long as the consent holds.

    Whether it holds is read at each use, so that it ends at once when the resident withdraws; the night only
    writes the end down. It belongs to the case and moves with it: the consent is the resident's.
    """

    code_prefix = "S"

    class Part(models.TextChoices):
        CONTACT = "contact", _("Who it is and how to reach them")
        WORK = "work", _("Wishes and work history")
        LANGUAGES = "languages", _("Languages and courses")
        PLAN = "plan", _("Goals of the plan, and appointments with the partner")
        STEPS = "steps", _("Steps that the partner takes")
        PLACEMENT = "placement", _("The work, and the talks after the start")

    class Over(models.TextChoices):
        """Why it opens nothing any more."""

        STOPPED = "stopped", _("The desk ended it")
        WITHDRAWN = "withdrawn", _("The resident withdrew the consent")
        EXITED = "exited", _("The guidance ended")
        CLOSED = "closed", _("The organisation is closed in Jobdesk")
        UNTIL = "until", _("The agreed day has passed")

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="shares")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    parts = models.CharField(_("what is shared"), max_length=80)
    # Which steps this organisation takes, among those of the case.
    steps = models.ManyToManyField(Step, related_name="+", blank=True, verbose_name=_("which steps"))
    purpose = models.CharField(
        _("what for"), max_length=200, help_text=_("One sentence that the resident heard too.")
    )
    until_on = models.DateField(_("until"), help_text=_("The last day on which they see it."))
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="shares")
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    shared_on = models.DateField(_("shared on"))
    ended_on = models.DateField(_("ended on"), null=True, editable=False)
    over_why = models.CharField(_("why it ended"), max_length=10, choices=Over, blank=True, editable=False)

    scope_lenses = {
        DESK: ("resident__centre", "centres"),
        PARTNER: ("organisation", "organisations"),
    }

    class Meta:
        verbose_name = _("shared case")
        verbose_name_plural = _("shared cases")
        ordering = ["-shared_on", "-id"]
        indexes = [models.Index(fields=["organisation", "ended_on"], name="caseshare_organisation")]
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "organisation"],
                condition=Q(ended_on=None),
                name="caseshare_running_once",
                violation_error_message=_("This case is shared with this organisation already."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, over_why="") | (Q(ended_on__isnull=False) & ~Q(over_why="")),
                name="caseshare_ended_has_why",
                violation_error_message=_("A share that ended says why."),
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("shared_on")),
                name="caseshare_until_after_start",
                violation_error_message=_("Choose today or a later day."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def part_codes(self) -> list[str]:
        return self.parts.split(",")

    @property
    def part_names(self) -> list[str]:
        """What is shared, in words."""
        return [str(self.Part(code).label) for code in self.part_codes]

    def has(self, part: str) -> bool:
        """Whether a part (``Part``) is agreed."""
        return part in self.part_codes

    def why_over(self, day: date) -> str:
        """Return why it opens nothing on a day (``Over``), or nothing while it holds.

        ``queries.shares.holding_shares`` says the same of all of them.
        """
        if self.ended_on is not None:
            return self.over_why
        if self.resident.status == Resident.Status.EXITED:
            return self.Over.EXITED
        if self.organisation.closed_on is not None:
            return self.Over.CLOSED
        if self.until_on < day:
            return self.Over.UNTIL
        return "" if self.consent.holds_on(day) else self.Over.WITHDRAWN


class ShareNote(ScopedModel):
    """What somebody of a partner wrote to the coach. ``check_in``: the talk that it is about, if any."""

    class Kind(models.TextChoices):
        NOTE = "note", _("A report")
        CONCERN = "concern", _("A concern")

    share = models.ForeignKey(CaseShare, models.PROTECT, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    at = models.DateTimeField(_("written at"), default=timezone.now)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.NOTE)
    text = models.TextField(_("what the coach should know"), max_length=2000, blank=True)
    check_in = models.ForeignKey(CheckIn, models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(_("read at"), null=True, editable=False)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    scope_lenses = {
        DESK: ("share__resident__centre", "centres"),
        PARTNER: ("share__organisation", "organisations"),
    }

    class Meta:
        verbose_name = _("report of a partner")
        verbose_name_plural = _("reports of partners")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | Q(check_in__isnull=False),
                name="sharenote_says_something",
                violation_error_message=_("Write what the coach should know."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.share_id} {self.kind}"

    @property
    def resident_id(self) -> int:
        """Whose case it is about, for the trail."""
        return self.share.resident_id
