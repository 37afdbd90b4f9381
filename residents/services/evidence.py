"""Evidence of a step: a file that is kept with it, and who opened it."""

import calendar
from datetime import date
from functools import partial

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import current_scope
from residents.models import Step, StepEvidence
from residents.queries import evidence_of_who_left

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
    if (file.size or 0) > MOST_BYTES:
        size = {"size": MOST_BYTES // 1024 // 1024}
        raise RuleBroken(_("The file is too big: at most %(size)d MB.") % size, field="file")
    content_type = _type_of(file)
    if content_type is None:
        raise RuleBroken(_("Choose a PDF or a photo (JPEG or PNG)."), field="file")
    name = (file.name or "")[-NAME_LENGTH:]
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


@transaction.atomic
def remove_evidence(evidence: StepEvidence, reason: str) -> None:
    """Remove a file that should not be kept, with why. The file goes when the transaction has succeeded.

    Records ``step.evidence_removed`` without its name. Raises RuleBroken without a reason.
    """
    reason = reason.strip()
    if not reason:
        raise RuleBroken(_("Say why the file is removed."), field="reason")
    _remove(evidence, reason)


def remove_old_evidence(on: date | None = None) -> int:
    """Remove the files of residents whose guidance ended ``EVIDENCE_MONTHS`` ago; return how many.

    Each in a transaction of its own, so that it can be stopped and run again.
    """
    before = _months_before(on or timezone.localdate(), settings.EVIDENCE_MONTHS)
    old = list(evidence_of_who_left(before))
    for evidence in old:
        with transaction.atomic():
            _remove(evidence, "kept_long_enough")
    return len(old)


def _remove(evidence: StepEvidence, reason: str) -> None:
    step, file = evidence.step, evidence.file
    audit.record("step.evidence_removed", step, {"evidence": evidence.pk, "reason": reason})
    evidence.delete()
    transaction.on_commit(partial(file.storage.delete, file.name))


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _type_of(file: UploadedFile) -> str | None:
    file.seek(0)
    begin = file.read(16)
    file.seek(0)
    return next((kind for mark, kind in _BEGINNINGS.items() if begin.startswith(mark)), None)
