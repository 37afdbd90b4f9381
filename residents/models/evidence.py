"""A file that shows that a step was done: a letter, a confirmation, a photograph of them."""

from pathlib import PurePath
from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.accounts.models import User
from jobdesk.files.storage import private_files as private_files  # migrations name it here
from jobdesk.trail.scoping import DESK, ScopedModel
from residents.models.step import Step


def stored_name(_evidence: "StepEvidence", name: str) -> str:
    """Return a path that says nothing about the person; the name it came with stays in the database."""
    return f"steps/{uuid4().hex}{PurePath(name).suffix.lower()}"


class StepEvidence(ScopedModel):
    """An uploaded file. Its contents say the ``content_type`` and how the ``name`` ends, not the sender."""

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
