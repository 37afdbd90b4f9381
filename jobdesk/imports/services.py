"""Every write on an import: sent in, mapped, checked, brought in, taken back, deleted."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobdesk.accounts.hats import Hat, hats_that_may
from jobdesk.desks.models import Organisation
from jobdesk.imports.files import delete_file, keep_file, read_file
from jobdesk.imports.kinds import Kind, kind_of
from jobdesk.imports.mapping import Mapping, check, guess, headings_of, likeliest_sheet
from jobdesk.imports.models import Import, ImportRow, Source
from jobdesk.imports.reading import FileRefused, open_book
from jobdesk.imports.running import Outcome, Run, forget_progress, keep_rows, run, say_progress
from jobdesk.jobs.services import enqueue
from jobdesk.trail import audit
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import SYSTEM, Scope, current_scope, open_scope, system_scope

logger = logging.getLogger(__name__)

Status = Import.Status
TRANSITIONS = {
    Status.UPLOADED: frozenset({Status.CHECKING}),
    Status.CHECKING: frozenset({Status.CHECKED, Status.UPLOADED, Status.FAILED}),
    Status.CHECKED: frozenset({Status.CHECKING, Status.APPLYING}),
    Status.APPLYING: frozenset({Status.APPLIED, Status.CHECKED, Status.FAILED}),
    Status.APPLIED: frozenset({Status.UNDOING}),
    Status.UNDOING: frozenset({Status.UNDONE, Status.APPLIED}),
    Status.FAILED: frozenset({Status.CHECKING}),
}
# Where an import goes that does not end what it is doing: to before it began.
BEFORE: dict[str, Status] = {
    Status.CHECKING: Status.UPLOADED,
    Status.APPLYING: Status.CHECKED,
    Status.UNDOING: Status.APPLIED,
}
NAMED = 5  # rows named in a refusal
STEP = 100  # rows after which an undoing says how far it is


@transaction.atomic
def send_file(
    *,
    content: bytes,
    name: str,
    kind: str,
    source_name: str,
    organisation: Organisation | None,
    language: str,
    job: str = "",
) -> Import:
    """Take in a file: looks what it is, keeps it encrypted, guesses its columns; records who sent it.

    Raises FileRefused for a file that is not a list, is empty or is too large.
    """
    if len(content) > settings.IMPORT_MAX_MB * 1024 * 1024:
        raise FileRefused(
            _("This file is larger than %(limit)d MB. Send it in parts.") % {"limit": settings.IMPORT_MAX_MB}
        )
    book = open_book(content)
    if book.may_shift:
        deque(book.rows(), maxlen=0)  # a text may break off anywhere, and reading all of it takes a second
    source, _made = Source.objects.get_or_create(
        organisation=organisation, name=" ".join(source_name.split())[:60] or _("Other")
    )
    chosen, remembered = kind_of(kind)(source), source.mappings.get(kind)
    sheets = [each.name for each in book.sheets]
    sheet = (remembered or {}).get("sheet", "")
    sheet = sheet if sheet in sheets else likeliest_sheet(book, chosen)
    headings = headings_of(book, sheet, 0, chosen)
    if not headings.names:
        raise FileRefused(_("This file is empty."))
    mapping = guess(chosen, headings.names, remembered)
    mapping.sheet, mapping.heading_row = sheet, headings.row
    batch = Import.objects.create(
        kind=kind,
        source=source,
        requested_by=current_scope().actor,
        job=job,
        language=language,
        file=keep_file(content),
        name=name[:120],
        remark=book.remark,
        mapping=mapping.to_dict(),
    )
    audit.record("import.sent", batch, {"kind": kind, "bytes": len(content)})
    audit.record_status(batch, "", batch.status)
    return batch


@transaction.atomic
def map_columns(batch: Import, mapping: Mapping, *, queue: bool = True) -> None:
    """Settle how the file is read, remember it for its source, and queue the check after the commit, unless
    the caller does it (``queue``).

    Raises RuleBroken when a column that is needed is missing.
    """
    hold(batch)
    kind = kind_of(batch.kind)(batch.source)
    book = open_book(read_file(batch.file))
    check(kind, mapping, headings_of(book, mapping.sheet, mapping.heading_row, kind))
    batch.mapping = mapping.to_dict()
    source = batch.source
    source.mappings = source.mappings | {batch.kind: batch.mapping}
    source.save(update_fields=["mappings"])
    audit.change_status(
        batch,
        Status.CHECKING,
        TRANSITIONS,
        also={"mapping": batch.mapping, "message": "", "counts": {}},
    )
    if queue:
        enqueue("import-check", batch.pk)


@transaction.atomic
def confirm_import(batch: Import, *, queue: bool = True) -> None:
    """Queue the import of what was looked at, unless the caller does it (``queue``).

    Raises RuleBroken while a row is wrong that holds up the others, and when nothing would change.
    """
    hold(batch)
    if batch.status == Status.CHECKED:
        if batch.counts.get(Outcome.WRONG) and not kind_of(batch.kind).leaves_wrong_rows_out:
            raise RuleBroken(_("Nothing is imported while a row is wrong."))
        if not _has_work(batch.counts):
            raise RuleBroken(_("Everything in this file is there already."))
    audit.change_status(batch, Status.APPLYING, TRANSITIONS, also={"message": ""})
    if queue:
        enqueue("import-apply", batch.pk)


@transaction.atomic
def ask_undo(batch: Import) -> None:
    """Queue the undoing of a whole import. Raises RuleBroken unless it was imported and its rows are kept."""
    hold(batch)
    if batch.status == Status.APPLIED and not batch.rows.exists():
        raise RuleBroken(_("The rows of this import have been deleted, so it cannot be undone any more."))
    audit.change_status(batch, Status.UNDOING, TRANSITIONS, also={"message": ""})
    enqueue("import-undo", batch.pk)


def check_rows(batch: Import) -> None:
    """Try every row and keep what would come of it; nothing else is kept. Run by a task."""
    _do(_check, batch, Status.CHECKING)


def apply_rows(batch: Import) -> None:
    """Bring in every row, or none: not if one is wrong, or others change than were shown. Run by a task.

    Of a kind that leaves them out, the rows that are wrong stay out and the others come in.
    """
    _do(_apply, batch, Status.APPLYING)


def undo_rows(batch: Import) -> None:
    """Take back every row, the last first, or none: rows that were changed since are named. Run by a task."""
    _do(_undo, batch, Status.UNDOING)


@transaction.atomic
def end_import(pk: int) -> None:
    """Take an import back to before what it was doing: that was called off, or ended without being done.

    Nothing is changed by then: each step keeps all or nothing, and looks at the end whether it still may.
    """
    batch = Import.objects.select_related("requested_by").get(pk=pk)
    with system_scope("imports.end_import"):
        hold(batch)
        if batch.status in BEFORE:
            with translation.override(batch.language):
                message = _("This was stopped before it was done. Nothing was changed.")
            audit.change_status(batch, BEFORE[batch.status], TRANSITIONS, also={"message": message})


@transaction.atomic
def check_again(pk: int) -> None:
    """Let an import whose check ended without being done be checked: its job is tried again."""
    batch = Import.objects.get(pk=pk)
    with system_scope("imports.check_again"):
        hold(batch)
        audit.change_status(batch, Status.CHECKING, TRANSITIONS, also={"message": ""})


def _check(batch: Import) -> None:
    with Run() as done:
        run(batch, done, keep=lambda _done: False)
        with transaction.atomic():
            if not _is_still(batch, Status.CHECKING):
                return
            keep_rows(batch, done)
            audit.change_status(batch, Status.CHECKED, TRANSITIONS, also={"counts": dict(done.counts)})


def _apply(batch: Import) -> None:
    trail_from = AuditEntry.objects.aggregate(last=Max("id"))["last"] or 0
    promised = batch.counts

    def keep(done: Run) -> bool:
        if not _is_still(batch, Status.APPLYING):
            return False
        is_whole = done.is_clean or kind_of(batch.kind).leaves_wrong_rows_out
        if not is_whole or not _is_same(done.counts, promised):
            return False
        keep_rows(batch, done)
        also = {"counts": dict(done.counts), "trail_from": trail_from, "finished_at": timezone.now()}
        audit.change_status(batch, Status.APPLIED, TRANSITIONS, also=also)
        audit.record("import.applied", batch, {"kind": batch.kind, **done.counts})
        return True

    with Run() as done:
        run(batch, done, keep)
        batch.refresh_from_db()
        if batch.status == Status.APPLYING:
            _show_again(batch, done)


def _undo(batch: Import) -> None:
    kind = kind_of(batch.kind)(batch.source)
    rows = batch.rows.filter(outcome__in=[Outcome.NEW, Outcome.CHANGED]).order_by("-number")
    total, refused = rows.count(), []
    with transaction.atomic():
        for count, row in enumerate(rows.iterator(STEP), 1):
            if why := _undo_row(batch, kind, row):
                refused.append(why)
            if count % STEP == 0:
                say_progress(batch, count, total)
        if not _is_still(batch, Status.UNDOING):
            transaction.set_rollback(True)
            return
        if refused:
            raise RuleBroken(_refusal(refused))
        new = batch.rows.filter(outcome=Outcome.NEW).values_list("subject_id", flat=True)
        batch.source.keys.filter(kind=batch.kind, subject_id__in=new).delete()
        audit.change_status(batch, Status.UNDONE, TRANSITIONS)
        audit.record("import.undone", batch, {"rows": total})


def _undo_row(batch: Import, kind: Kind, row: ImportRow) -> str:
    """Take back one row; return why not, with its number and name, or nothing."""
    try:
        if _changed_since(batch, kind.subjects(row)):
            raise RuleBroken(_("somebody changed it since"))
        with transaction.atomic():
            kind.undo(row)
    except RuleBroken as error:
        return _("Row %(row)d (%(who)s): %(why)s.") % {
            "row": row.number,
            "who": row.label,
            "why": error.message.rstrip("."),
        }
    return ""


@transaction.atomic
def delete_old_imports() -> int:
    """Delete the files of imports, and what their rows said, some days after they were last touched; return
    how many. The import itself stays, and the trail too."""
    before = timezone.now() - timedelta(days=settings.IMPORT_KEEP_DAYS)
    old = list(Import.objects.filter(created_at__lt=before).exclude(file="").exclude(finished_at__gte=before))
    for batch in old:
        batch.rows.all().delete()
        name, batch.file, batch.name = batch.file, "", ""
        batch.save(update_fields=["file", "name"])
        audit.record("import.deleted", batch, {"days": settings.IMPORT_KEEP_DAYS})
        transaction.on_commit(partial(delete_file, name))
    return len(old)


def scope_of(batch: Import) -> Scope:
    """Return the scope in which an import runs: that of the user who sent it, as it is today, or of a job.

    Raises LookupError when they may not import it any more for the organisation whose list it is.
    """
    job = f"import {batch.code}"
    if batch.requested_by is None:
        return Scope(reader=SYSTEM, job=job)
    for hat in hats_that_may(batch.requested_by, kind_of(batch.kind).action):
        if batch.source.organisation_id in hat.organisation_ids:
            return replace(hat.scope, job=job)
    raise LookupError(f"Nobody imports {batch.code} any more.")


def organisation_of(hat: Hat) -> Organisation:
    """Return the organisation for which the wearer of a hat imports."""
    return Organisation.objects.get(pk=hat.organisation_ids[0])


def _is_still(batch: Import, status: str) -> bool:
    """Keep others from changing the import; say whether it was not called off, or done by another worker."""
    hold(batch)
    return batch.status == status


def _do(work: Callable[[Import], None], batch: Import, status: str) -> None:
    """Do a task's work in the scope and language of the user who asked; say what went wrong, whatever it was.

    Leaves alone what is not in ``status``, so that a task may be handed out twice.
    """
    if batch.status != status:
        return
    with translation.override(batch.language):
        forget_progress(batch)
        try:
            with open_scope(scope_of(batch)):
                work(batch)
        except RuleBroken as error:
            _go_back(batch, status, BEFORE[status], error.message)
        except Exception:  # whatever it was, the person who waits must be told
            logger.exception("Import %s stopped.", batch.code)
            failed = Status.APPLIED if status == Status.UNDOING else Status.FAILED
            message = _("Something went wrong on our side. Nothing was changed.")
            _go_back(batch, status, failed, message)


def _go_back(batch: Import, from_status: str, to_status: str, message: str) -> None:
    with transaction.atomic(), open_scope(Scope(reader=SYSTEM, actor=batch.requested_by, job="import")):
        if _is_still(batch, from_status):
            audit.change_status(batch, to_status, TRANSITIONS, also={"message": message[:500]})


def _show_again(batch: Import, done: Run) -> None:
    """What was true when it was shown no longer is: nothing was kept; show how it is now."""
    with transaction.atomic():
        if not _is_still(batch, Status.APPLYING):
            return
        keep_rows(batch, done)
        message = _("Something changed since you looked, so nothing was imported. Look at the list again.")
        audit.change_status(
            batch, Status.CHECKED, TRANSITIONS, also={"counts": dict(done.counts), "message": message}
        )


def _changed_since(batch: Import, subjects: Q) -> bool:
    undone = Import.objects.filter(status=Status.UNDONE, requested_by=batch.requested_by)
    ours = [f"import {code}" for code in undone.values_list("code", flat=True)]
    later = AuditEntry.objects.filter(subjects, id__gt=batch.trail_from)
    later = later.exclude(job__in=[*ours, f"import {batch.code}"])
    return later.exclude(action="resident.assessed").exists()


def _refusal(refused: list[str]) -> str:
    more = len(refused) - NAMED
    text = _("Nothing was undone. %(rows)s") % {"rows": " ".join(refused[:NAMED])}
    if more > 0:
        text += " " + ngettext("And %(count)d more row.", "And %(count)d more rows.", more) % {"count": more}
    return text


def _has_work(counts: dict[str, int]) -> bool:
    return bool(counts.get(Outcome.NEW) or counts.get(Outcome.CHANGED))


def _is_same(counts: dict[str, int], promised: dict[str, int]) -> bool:
    return all(counts.get(each, 0) == promised.get(each, 0) for each in Outcome.values)
