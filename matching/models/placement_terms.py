"""One version of what was agreed about a placement."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jobdesk.trail.scoping import DESK, ScopedModel
from jobdesk.web.amounts import MOST_HOURS
from jobdesk.web.week import WHOLE_WEEK
from matching.models.placement import Placement


class PlacementTerms(ScopedModel):
    """What was agreed from a day on: all of it at the match, later only what changed (``names``).

    Rows are only ever added. A slip is corrected by a row that stands in the place of the wrong one; that one
    stays too. How they are read: ``matching/terms/``.
    """

    class Kind(models.TextChoices):
        AGREED = "agreed", _("Agreed at the match")
        CHANGE = "change", pgettext_lazy("what was agreed", "Change")
        EXTENSION = "extension", _("Extension")
        CORRECTION = "correction", _("Correction")

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="terms")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    # Empty: from the first day of work, whichever that turns out to be.
    from_on = models.DateField(_("from"), null=True, blank=True)
    names = models.JSONField(default=list, blank=True)  # which of the terms below it says
    hours = models.PositiveSmallIntegerField(
        _("hours a week"), null=True, blank=True, validators=[MaxValueValidator(MOST_HOURS)]
    )
    wage_hour = models.DecimalField(
        _("gross wage an hour (EUR)"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    shifts = models.PositiveIntegerField(
        _("parts of the week"), null=True, blank=True, validators=[MaxValueValidator(WHOLE_WEEK)]
    )
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    ends_on = models.DateField(_("contract ends on"), null=True, blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name=_("corrects")
    )
    note = models.CharField(_("why"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)

    scope_lenses = {DESK: ("placement__resident__centre", "centres")}

    class Meta:
        verbose_name = _("version of what was agreed")
        verbose_name_plural = _("versions of what was agreed")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(kind="agreed"),
                name="placement_agreed_once",
                violation_error_message=_("What was agreed at the match is recorded already."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="agreed") | Q(from_on=None, hours__isnull=False),
                name="placement_agreed_whole",
                violation_error_message=_("What was agreed at the match holds from the first day of work."),
            ),
            models.CheckConstraint(
                condition=Q(kind="correction", corrects__isnull=False)
                | (~Q(kind="correction") & Q(corrects=None)),
                name="placement_terms_correct_one",
                violation_error_message=_("A correction corrects one version."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.kind} {self.from_on or ''}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("Versions of what was agreed are only added to.")
        super().save(*args, **kwargs)

    @property
    def said(self) -> dict[str, Any]:
        """The terms that it says, by name."""
        return {name: getattr(self, name) for name in self.names}

    @property
    def is_whole(self) -> bool:
        """Whether it says all that was agreed at the match, or puts that right."""
        if self.corrects is not None:
            return self.corrects.is_whole
        return self.kind == self.Kind.AGREED
