"""Two records of one person: merged with a journal that takes it back, or said to be two people."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.scoping import DESK, ScopedModel
from residents.models.resident import Resident


class Merge(ScopedModel):
    """One record was merged into another. ``journal`` keeps what was moved and which values it changed."""

    survivor = models.ForeignKey(Resident, models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Resident, models.PROTECT, related_name="+")
    journal = models.JSONField(encoder=DjangoJSONEncoder)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("merged on"), default=timezone.now)
    undone_at = models.DateTimeField(_("undone on"), null=True)

    scope_lenses = {DESK: ("survivor__centre", "centres")}

    class Meta:
        verbose_name = _("merge of two records")
        verbose_name_plural = _("merges of two records")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["merged"],
                condition=Q(undone_at=None),
                name="merged_once",
                violation_error_message=_("This record has been merged already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.merged_id} → {self.survivor_id}"


class NotSame(ScopedModel):
    """Somebody said that two records are two people: they are not proposed as doubles again."""

    first = models.ForeignKey(Resident, models.CASCADE, related_name="+")
    second = models.ForeignKey(Resident, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    scope_lenses = {DESK: ("first__centre", "centres")}

    class Meta:
        verbose_name = _("pair of two people")
        verbose_name_plural = _("pairs of two people")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="not_same_once",
                violation_error_message=_("This was said already."),
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="not_same_in_order",
                violation_error_message=_("The older record comes first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"
