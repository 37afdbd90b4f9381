"""A file that shows that a step was done: a letter, a confirmation, a photograph of them."""

from pathlib import PurePath
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.accounts.models import User
from jobdesk.trail.scoping import DESK, ScopedModel
from residents.models.step import Step


class PrivateStorage(FileSystemStorage):
    """Files without an address of their own: only a view that checks whose they are gives them out."""

    def url(self, name: str | None) -> str:
        """Refuse: raises ValueError."""
        raise ValueError(f"{name} is private.")


def private_files() -> PrivateStorage:
    """Where uploads lie: outside what the web server gives away."""
    return PrivateStorage(location=settings.PRIVATE_DIR)


def stored_name(_evidence: "StepEvidence", name: str) -> str:
    """Return a path that says nothing about the person; the name it came with stays in the database."""
    return f"steps/{uuid4().hex}{PurePath(name).suffix.lower()}"


class StepEvidence(ScopedModel):
    """An uploaded file. ``content_type`` was read from its first bytes, not taken from the sender."""

    step = models.ForeignKey(Step, models.PROTECT, related_name="evidence")
    file = models.FileField(_("file"), storage=private_files, upload_to=stored_name)
    name = models.CharField(_("name of the file"), max_length=120)
    content_type = models.CharField(max_length=40)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    scope_lenses = {DESK: ("step__resident__centre", "centres")}

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["-added_at", "-id"]

    def __str__(self) -> str:
        return f"{self.step_id} {self.content_type}"
