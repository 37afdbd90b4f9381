"""An administrative step: something a named party must do before or after a start."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.scoping import DESK, ScopedManager, ScopedModel
from law.steps import StepKind, kind_of, step_kinds
from residents.models.resident import Resident


class StepQuerySet(models.QuerySet["Step"]):
    """The reads of steps that are asked for often."""

    def under_way(self) -> Self:
        """Steps that somebody must still take, also those that are not possible yet."""
        return self.filter(status__in=Step.UNDER_WAY)


class Step(ScopedModel):
    """One step. ``opened_on`` starts its clock; ``subject`` is the code of its placement, if any.

    A step that *waits* cannot be done yet: another one must be done first, and then its clock starts again.
    ``kind`` is a code of the catalogue of the country (``law.steps``): a new kind needs no migration.
    """

    class Party(models.TextChoices):
        RESIDENT = "resident", _("Resident")
        COACH = "coach", _("Coach")
        EMPLOYER = "employer", _("Employer")
        AGENCY = "agency", _("Reception agency")
        MUNICIPALITY = "municipality", _("Municipality")
        AUTHORITY = "authority", _("Authority")

    class Status(models.TextChoices):
        WAITS = "waits", _("Not possible yet")
        OPEN = "open", _("Open")
        DONE = "done", _("Done")
        NOT_NEEDED = "not_needed", _("Not needed")

    UNDER_WAY = (Status.WAITS, Status.OPEN)

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="steps")
    kind = models.CharField(_("step"), max_length=30)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.OPEN)
    party = models.CharField(_("whose turn"), max_length=12, choices=Party)
    opened_on = models.DateField(_("since"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    subject = models.CharField(_("placement"), max_length=12, blank=True)
    # The first day of the month that a declaration is about.
    month_on = models.DateField(_("month"), null=True, blank=True)
    note = models.CharField(_("remark"), max_length=500, blank=True)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    objects = ScopedManager.from_queryset(StepQuerySet)()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["due_on", "opened_on", "id"]
        indexes = [
            models.Index(fields=["status", "due_on"], name="step_status_due"),
            models.Index(fields=["kind", "status"], name="step_kind_status"),
            # Since when the oldest open step of each resident waits: lists are sorted by it.
            models.Index(
                fields=["resident", "opened_on"], condition=Q(status="open"), name="step_open_since"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "kind", "subject"],
                condition=Q(status__in=["waits", "open"], month_on__isnull=True),
                name="step_open_once",
                violation_error_message=_("This step is open already."),
            ),
            models.UniqueConstraint(
                fields=["resident", "kind", "subject", "month_on"],
                condition=Q(status__in=["waits", "open"], month_on__isnull=False),
                name="step_open_once_a_month",
                violation_error_message=_("This step is open already for this month."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["waits", "open"], closed_on__isnull=True)
                | (~Q(status__in=["waits", "open"]) & Q(closed_on__isnull=False)),
                name="step_closed_has_day",
                violation_error_message=_("A closed step has the day on which it was closed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.status}"

    def clean(self) -> None:
        """Refuse a kind that is not in the catalogue of the country; ``open_step`` refuses it too."""
        super().clean()
        if self.kind not in step_kinds(self.resident.centre.country):
            raise ValidationError({"kind": _("This step does not exist in the country of the centre.")})

    @property
    def entry(self) -> StepKind:
        """What the catalogue says of this kind of step, for every step there is (``steps.kind_of``)."""
        return kind_of(self.kind, self.resident.centre.country)

    @property
    def is_ended_by_record(self) -> bool:
        """Whether recording a fact of the job ends this step, and nothing else says that it is done."""
        return bool(self.subject) and self.entry.is_ended_with_placement

    @property
    def waits_for(self) -> list[str]:
        """The names of the steps that come first, while this one is not possible yet."""
        if self.status != self.Status.WAITS:
            return []
        country = self.resident.centre.country
        return [gettext(kind_of(each, country).label) for each in self.entry.waits_for]

    @property
    def label(self) -> str:
        """The name of this kind of step, in the reader's language."""
        return gettext(self.entry.label)

    def get_kind_display(self) -> str:
        """The name of the step; that of a declaration with the month it is about."""
        if self.month_on is None:
            return self.label
        return _("%(step)s, %(month)s") % {"step": self.label, "month": date_format(self.month_on, "F Y")}
