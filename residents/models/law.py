"""Later values of the law that administrators add, and the rounds in which everybody is assessed again.

Neither is scoped: they hold the law and counts, never a person.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from law.rules import Parameter
from law.rules.kinds import definition_of, from_json


class LawValue(models.Model):
    """A dated value of one parameter, beside those that are shipped. Once approved it is never changed.

    ``value`` is written by ``law.rules.kinds.to_json``; without one it says that from this day on the
    value is not known, which makes the decisions that need it incomplete.
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Waits for a second administrator")
        APPROVED = "approved", _("In force")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Confidence(models.TextChoices):
        OFFICIAL = "O", _("Official text")
        SECONDARY = "S", _("Secondary source")
        REMEMBERED = "M", _("Nobody looked it up")

    DECIDED = (Status.APPROVED, Status.REFUSED)

    name = models.CharField(_("rule"), max_length=80)
    value = models.JSONField(_("value"), null=True, blank=True)
    from_on = models.DateField(_("holds from"))
    until_on = models.DateField(_("holds until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    source_url = models.URLField(_("link to the source"), max_length=500)
    confidence = models.CharField(_("how sure the source is"), max_length=1, choices=Confidence)
    note = models.CharField(_("remark"), max_length=500, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed on"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)

    class Meta:
        verbose_name = _("value of the law")
        verbose_name_plural = _("values of the law")
        ordering = ["name", "from_on", "id"]
        indexes = [models.Index(fields=["status", "decided_at"], name="law_value_status_decided")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="law_value_four_eyes",
                violation_error_message=_("Somebody else than who proposed the value decides on it."),
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=["approved", "refused"], decided_by__isnull=False, decided_at__isnull=False
                )
                | Q(status__in=["proposed", "withdrawn"], decided_by__isnull=True, decided_at__isnull=True),
                name="law_value_decided_by_someone",
                violation_error_message=_("A decision on a value says who decided and when."),
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="law_value_ends_after_start",
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.UniqueConstraint(
                fields=["name", "from_on"],
                condition=Q(status="proposed"),
                name="law_value_one_proposal",
                violation_error_message=_("There is already a proposal for this rule from this day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.from_on}"

    @property
    def parameter(self) -> Parameter:
        """The entry that the rules read."""
        return Parameter(
            name=self.name,
            value=from_json(definition_of(self.name), self.value),
            source=self.source,
            confidence=self.confidence,
            from_on=self.from_on,
            until_on=self.until_on,
            note=self.note,
        )


class Reassessment(models.Model):
    """One round in which everybody is assessed again since the law changed, and how far it has come.

    ``last_resident`` is the checkpoint: a worker that takes over from a killed one begins after it.
    """

    class Cause(models.TextChoices):
        APPROVED = "approved", _("A value was approved")
        BEGINS = "begins", _("An approved value begins")
        RELEASE = "release", _("A release with other rules")

    cause = models.CharField(_("cause"), max_length=10, choices=Cause)
    law_value = models.ForeignKey(
        LawValue, models.PROTECT, null=True, blank=True, related_name="reassessments"
    )
    digest = models.CharField(max_length=64, blank=True)
    on = models.DateField(_("day"))
    total = models.PositiveIntegerField(_("residents"), default=0)
    done = models.PositiveIntegerField(_("assessed"), default=0)
    changed = models.PositiveIntegerField(_("decisions that changed"), default=0)
    last_resident = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(_("asked for"), default=timezone.now)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("assessment of everybody")
        verbose_name_plural = _("assessments of everybody")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cause", "law_value"],
                condition=Q(law_value__isnull=False),
                name="reassessment_once_for_a_value",
                violation_error_message=_("Everybody is being assessed for this value already."),
            ),
            models.UniqueConstraint(
                fields=["digest", "on"],
                condition=Q(law_value__isnull=True),
                name="reassessment_once_for_a_release",
                violation_error_message=_("Everybody is being assessed for this release already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cause} {self.on}"

    @property
    def law_title(self) -> str:
        """What the value is of, in words; empty for a release."""
        return gettext(definition_of(self.law_value.name).title) if self.law_value else ""
