"""What people keep of lists: chosen columns, saved views, what was done to many rows, files."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.codes import CodedModel
from jobdesk.files.storage import private_files as private_files  # migrations name it here
from jobdesk.trail.access import role_choices


class SavedView(models.Model):
    """Filters, columns and sorting under a name. ``query`` is the address of the list, without a search.

    With ``centres`` it is shared with those who work there; each sees in it what lies in their own scope.
    """

    LONGEST_NAME = 60

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    list_name = models.CharField(max_length=20)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    query = models.CharField(max_length=4000, blank=True)
    centres = models.ManyToManyField(
        "desks.Centre", related_name="+", blank=True, verbose_name=_("shared with")
    )
    created_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "list_name", "name"],
                condition=Q(deleted_at__isnull=True),
                name="saved_view_name_once",
                violation_error_message=_("You have a view with this name already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.list_name} {self.pk}"


class ListPreference(models.Model):
    """How one person likes one list: the columns chosen last, and the view it opens with."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="list_preferences")
    list_name = models.CharField(max_length=20)
    columns = models.JSONField(default=list)
    default_view = models.ForeignKey(SavedView, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("preference for a list")
        verbose_name_plural = _("preferences for lists")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "list_name"],
                name="list_preference_once",
                violation_error_message=_("There is already a preference for this list."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.list_name}"


class BulkRun(CodedModel):
    """One action on many rows: tried first, then done, and for a while turned back."""

    code_prefix = "L"

    class Status(models.TextChoices):
        ASKED = "asked", _("Asked")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked")
        RUNNING = "running", _("Being done")
        DONE = "done", _("Done")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")

    BUSY = (Status.CHECKING, Status.RUNNING, Status.UNDOING)

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="bulk_runs")
    role = models.CharField(max_length=20, choices=role_choices)
    list_name = models.CharField(max_length=20)
    action = models.CharField(max_length=30)
    data = models.JSONField(default=dict)  # what was filled in, as the action's form takes it
    back = models.CharField(max_length=4000, blank=True)  # the address of the list it was asked on
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("action on many rows")
        verbose_name_plural = _("actions on many rows")
        ordering = ["-asked_at", "-id"]

    def __str__(self) -> str:
        return self.code


class BulkRow(models.Model):
    """What an action does, or did, to one row. Keys, days and reasons; never a name.

    ``why`` says why a row is left out (``OUT``), or was not turned back (``KEPT``). ``kept`` is what undoing
    needs to know.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        FITS = "fits", _("Can be done")
        OUT = "out", _("Left out")
        DONE = "done", _("Done")
        UNDONE = "undone", _("Undone")
        KEPT = "kept", _("Not undone")

    run = models.ForeignKey(BulkRun, models.CASCADE, related_name="rows")
    row_id = models.BigIntegerField()
    state = models.CharField(_("status"), max_length=10, choices=State, default=State.WAITING)
    why = models.CharField(_("why"), max_length=500, blank=True)
    kept = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("row of an action")
        verbose_name_plural = _("rows of an action")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "row_id"],
                name="bulk_row_once",
                violation_error_message=_("This row is in the action already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.row_id}"


class ListFile(CodedModel):
    """A file of a list, for the one who asked for it alone, until it expires."""

    code_prefix = "L"

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        BUILDING = "building", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")
        EXPIRED = "expired", _("Expired")

    class Format(models.TextChoices):
        XLSX = "xlsx", _("Excel (XLSX)")
        CSV = "csv", _("Text (CSV)")

    class Purpose(models.TextChoices):
        """Why a file about recognisable people is made (GDPR: one purpose, stated beforehand)."""

        CASELOAD = "caseload", _("Talking over the caseload")
        SESSION = "session", _("Preparing a session or training")
        PARTNER = "partner", _("Agreements with the municipality, the agency or a partner")
        CHECK = "check", _("Checking or correcting data")
        FIGURES = "figures", _("Figures for the project")
        REQUEST = "request", _("Request of the resident")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="list_files")
    role = models.CharField(max_length=20, choices=role_choices)
    list_name = models.CharField(max_length=20)
    query = models.CharField(max_length=4000, blank=True)
    search = models.CharField(max_length=100, blank=True)  # may be a name: here until the file is gone
    rows = models.JSONField(null=True)  # the keys of the chosen rows; None: all that the filters leave
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    format = models.CharField(_("kind of file"), max_length=5, choices=Format, default=Format.XLSX)
    purpose = models.CharField(_("what it is for"), max_length=12, choices=Purpose, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    expected = models.PositiveIntegerField(default=0)
    written = models.PositiveIntegerField(default=0)
    file = models.FileField(storage=private_files, upload_to="lists/", blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("file of a list")
        verbose_name_plural = _("files of lists")
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["status", "expires_at"], name="list_file_expires")]

    def __str__(self) -> str:
        return self.code
