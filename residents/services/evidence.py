"""Evidence of a step: a file that is kept with it, and who opened it."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from jobdesk import audit
from jobdesk.errors import RuleBroken
from jobdesk.scoping import current_scope
from residents.models import Step, StepEvidence

MOST_BYTES = 5 * 1024 * 1024
# What a browser says about a file can be anything: its first bytes decide.
_BEGINNINGS = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_SUFFIXES = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}
NAME_LENGTH = 120


@transaction.atomic
def add_evidence(step: Step, file: UploadedFile) -> StepEvidence:
    """Keep a file with a step, open or closed. Saves it outside the public files; records without its name.

    Raises RuleBroken for a file that is too big, or that is no PDF, PNG or JPEG by its contents.
    """
    if file.size > MOST_BYTES:
        size = {"size": MOST_BYTES // 1024 // 1024}
        raise RuleBroken(_("The file is too big: at most %(size)d MB.") % size, field="file")
    content_type = _type_of(file)
    if content_type is None:
        raise RuleBroken(_("Choose a PDF or a photo (JPEG or PNG)."), field="file")
    name = file.name[-NAME_LENGTH:]
    file.name = f"evidence{_SUFFIXES[content_type]}"
    evidence = StepEvidence.objects.create(
        step=step, file=file, name=name, content_type=content_type, added_by=current_scope().actor
    )
    audit.record("step.evidence_added", step, {"evidence": evidence.pk, "bytes": file.size})
    return evidence


@transaction.atomic
def note_evidence_opened(evidence: StepEvidence) -> None:
    """Record that somebody opened a file."""
    audit.record("step.evidence_opened", evidence.step, {"evidence": evidence.pk})


def _type_of(file: UploadedFile) -> str | None:
    file.seek(0)
    begin = file.read(16)
    file.seek(0)
    return next((kind for mark, kind in _BEGINNINGS.items() if begin.startswith(mark)), None)
