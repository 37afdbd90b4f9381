"""A file that was sent in, its rows, and what is remembered about the user who sent it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jobdesk.codes import CodedModel
from jobdesk.desks.models import Organisation


class Source(models.Model):
    """Where files come from, such as "Monday's list". ``mappings``: by kind, how its columns are read."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="import_sources"
    )
    name = models.CharField(_("name of the source"), max_length=60)
    mappings = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="import_source_once",
                violation_error_message=_("There is already a source with this name."),
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=models.Q(organisation__isnull=True),
                name="import_source_of_jobs_once",
                violation_error_message=_("There is already a source with this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ExternalKey(models.Model):
    """Which row of ours a source means by its own number."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="keys")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    subject_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("number of a source")
        verbose_name_plural = _("numbers of sources")
        ordering = ["source", "kind", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "kind", "key"],
                name="import_key_once",
                violation_error_message=_("This source has a row with this number already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"


class Import(CodedModel):
    """One file on its way in. ``mapping`` is how it is read; the file itself lies encrypted under ``file``.

    ``counts``: rows by outcome. ``trail_from`` is the newest entry of the trail before it was brought in: a
    later one on the same row, by somebody else, means that it was changed since.
    """

    code_prefix = "F"

    class Status(models.TextChoices):
        UPLOADED = "uploaded", _("Choose the columns")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Ready to look at")
        APPLYING = "applying", _("Being imported")
        APPLIED = "applied", _("Imported")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")
        FAILED = "failed", _("Failed")

    UNDER_WAY = (Status.CHECKING, Status.APPLYING, Status.UNDOING)

    kind = models.CharField(_("what is in it"), max_length=20)
    source = models.ForeignKey(Source, models.PROTECT, related_name="imports", verbose_name=_("source"))
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    job = models.CharField(_("job"), max_length=60, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.UPLOADED)
    file = models.CharField(max_length=80, blank=True, editable=False)
    name = models.CharField(_("name of the file"), max_length=120)
    remark = models.CharField(max_length=200, blank=True)
    mapping = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    message = models.CharField(max_length=500, blank=True)
    trail_from = models.BigIntegerField(null=True, editable=False)
    created_at = models.DateTimeField(_("sent on"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.code


class ImportRow(models.Model):
    """What one row of the file would do, or did."""

    class Outcome(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        UNCHANGED = "unchanged", _("Unchanged")
        WRONG = "wrong", _("Wrong")

    batch = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    label = models.CharField(_("who or what"), max_length=200, blank=True)
    # Lists of {column, value, message}; ``changes`` of {column, old, new}, as people read them.
    problems = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    has_remarks = models.BooleanField(default=False)
    subject_id = models.BigIntegerField(null=True)
    code = models.CharField(_("code"), max_length=12, blank=True)
    # What a kind needs to take the row back; see ``Kind.undo``.
    before = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["batch", "number"]
        indexes = [models.Index(fields=["batch", "outcome", "number"], name="import_row_outcome")]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "number"],
                name="import_row_once",
                violation_error_message=_("This row is there already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} row {self.number}"
