"""Evidence of a step: a file that is kept with it, and who opened it."""

import calendar
from datetime import date
from functools import partial
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.files.checking import CheckedFile, checked
from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import current_scope
from residents.models import Step, StepEvidence
from residents.queries import evidence_of_who_left

NAME_LENGTH = 120


def add_evidence(step: Step, file: UploadedFile) -> StepEvidence:
    """Keep a file with a step, open or closed, under the name that it came with; see ``keep_evidence``."""
    stem = "".join(char for char in PurePath(file.name or "").stem if char.isprintable())
    return keep_evidence(step, checked(file), stem)


@transaction.atomic
def keep_evidence(step: Step, file: CheckedFile, stem: str) -> StepEvidence:
    """Keep a checked file with a step, named by ``stem`` and its contents; records it without its name.

    Encrypted among the private files. When the row cannot be saved, the file goes again.
    Raises RuleBroken when there is no room.
    """
    evidence = StepEvidence(
        step=step,
        name=f"{stem[: NAME_LENGTH - len(file.suffix)]}{file.suffix}",
        content_type=file.content_type,
        added_by=current_scope().actor,
    )
    evidence.file.save(f"evidence{file.suffix}", ContentFile(file.content), save=False)
    try:
        evidence.save()
        audit.record("step.evidence_added", step, {"evidence": evidence.pk, "bytes": len(file.content)})
    except Exception:
        evidence.file.storage.delete(evidence.file.name)
        raise
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
