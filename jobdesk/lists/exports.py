"""Asking for a file of a list, making it, giving it to the one who asked, and taking it away in time."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from datetime import timedelta

from django.core.files import File
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from jobdesk.accounts.models import Membership
from jobdesk.desks.models import Centre
from jobdesk.jobs.running import say_how_far
from jobdesk.lists.cells import Plain
from jobdesk.lists.choice import ListChoice
from jobdesk.lists.definition import ListDefinition, Reader
from jobdesk.lists.files import write_csv, write_xlsx
from jobdesk.lists.models import ListFile
from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import system_scope

logger = logging.getLogger(__name__)

AT_ONCE = 500  # rows that are written while one waits; more go to the worker
CHUNK = 500  # rows in memory at a time
KEPT_FOR = timedelta(hours=24)

Status = ListFile.Status
TRANSITIONS = {
    Status.WAITING: frozenset({Status.BUILDING, Status.FAILED}),
    Status.BUILDING: frozenset({Status.READY, Status.FAILED}),
    Status.READY: frozenset({Status.EXPIRED}),
    Status.FAILED: frozenset({Status.WAITING, Status.EXPIRED}),
}


def is_personal(choice: ListChoice) -> bool:
    """Say whether a file with these columns is about recognisable people."""
    return any(column.is_personal for column in choice.shown())


@transaction.atomic
def request_file(
    choice: ListChoice, *, format: str, purpose: str = "", rows: list[int] | None = None
) -> ListFile:
    """Ask for a file of what a list shows, or of its chosen ``rows``; the trail keeps who, what and why.

    A file with recognisable people needs a purpose. Raises RuleBroken without one, and for a list without
    rows. The trail keeps names of filters and columns, never what was searched for.
    """
    if is_personal(choice) and purpose not in ListFile.Purpose.values:
        raise RuleBroken(_("Choose what the file is for: it holds names or numbers of people."), "purpose")
    expected = _rows(choice, rows).order_by().count()
    if not expected:
        raise RuleBroken(_("There are no rows for a file. Clear a filter first."))
    reader = choice.reader
    made = ListFile.objects.create(
        owner=reader.user,
        role=reader.hat.role,
        list_name=choice.definition.name,
        query=choice.query(),
        search=choice.q,
        rows=rows,
        language=translation.get_language(),
        format=format,
        purpose=purpose,
        expected=expected,
        expires_at=timezone.now() + KEPT_FOR,
    )
    audit.record_status(made, "", made.status)
    audit.record(
        "list.exported",
        made,
        {
            "list": choice.definition.name,
            "filters": choice.query(),
            "has_search": bool(choice.q),
            "is_selection": rows is not None,
            "columns": list(choice.columns),
            "rows": expected,
            "format": format,
            "purpose": purpose,
        },
    )
    return made


def build_file(made: ListFile, definition: ListDefinition, reader: Reader) -> None:
    """Write the file in the open scope, in the language of the one who asked; on an error mark it failed.

    A file that is ready is left alone, so that a task may be handed out twice.
    """
    if not _begin(made):
        return
    try:
        with translation.override(made.language), tempfile.TemporaryFile() as out:
            choice = ListChoice.of(definition, QueryDict(made.query), reader, q=made.search)
            heads = [str(column.label) for column in choice.shown()]
            if made.format == ListFile.Format.CSV:
                written = write_csv(heads, _values(made, choice), out)
            else:
                written = write_xlsx(str(definition.title), heads, _values(made, choice), out)
            out.seek(0)
            _finish(made, File(out), written)
    except Exception:  # whatever went wrong, the person who waits must be told
        logger.exception("File %s could not be made.", made.code)
        _fail(made)


@transaction.atomic
def await_file_again(pk: int) -> None:
    """Let a file that could not be made wait once more: its job is tried again.

    Raises RuleBroken when the time of the file is over.
    """
    made = ListFile.objects.get(pk=pk)
    with system_scope("list file awaited again"):
        hold(made)
        audit.change_status(made, Status.WAITING, TRANSITIONS, also={"written": 0})


def end_file(pk: int) -> None:
    """Mark a file failed whose job was called off, or ended without making it."""
    made = ListFile.objects.get(pk=pk)
    with system_scope("list file not made"):
        _fail(made)


def end_files_of(centre: Centre, *, but_of: Centre) -> None:
    """End the files of those who work in a centre that a case has left, unless they work in the next one too.

    They may hold the case, which is not theirs any more; `expire_files` deletes them.
    """
    staff = Membership.objects.filter(centres=centre).exclude(
        user__in=Membership.objects.filter(centres=but_of).values("user")
    )
    kept = ListFile.objects.filter(status=Status.READY, expires_at__gt=timezone.now())
    kept.filter(owner__in=staff.values("user")).update(expires_at=timezone.now())


def expire_files() -> int:
    """Delete the files whose time is over; return how many. What was asked stays in the trail."""
    late = ListFile.objects.filter(status__in=[Status.READY, Status.FAILED], expires_at__lte=timezone.now())
    count = 0
    for made in list(late):
        with transaction.atomic():
            hold(made)
            if made.file:
                made.file.delete(save=False)
            audit.change_status(
                made, Status.EXPIRED, TRANSITIONS, also={"file": "", "query": "", "search": "", "rows": None}
            )
            count += 1
    return count


@transaction.atomic
def note_download(made: ListFile) -> None:
    """Put in the trail that the file was fetched."""
    audit.record("list.file_fetched", made)


def _rows(choice: ListChoice, keys: list[int] | None):
    rows = choice.rows()
    return rows if keys is None else rows.filter(pk__in=keys)


def _values(made: ListFile, choice: ListChoice) -> Iterator[list[Plain]]:
    columns = choice.shown()
    found = choice.in_order()
    if made.rows is not None:
        found = found.filter(pk__in=made.rows)
    for number, each in enumerate(found.iterator(chunk_size=CHUNK), start=1):
        row = choice.definition.row(each, choice.reader)
        yield [column.cell(row).plain for column in columns]
        if number % CHUNK == 0:
            say_how_far(number, made.expected)
            ListFile.objects.filter(pk=made.pk).update(written=number)


@transaction.atomic
def _begin(made: ListFile) -> bool:
    hold(made)
    if made.status == Status.WAITING:
        audit.change_status(made, Status.BUILDING, TRANSITIONS)
    return made.status == Status.BUILDING


@transaction.atomic
def _finish(made: ListFile, file: File, written: int) -> None:
    hold(made)
    if made.status != Status.BUILDING:
        return
    made.file.save(f"{made.code}.{made.format}", file, save=False)
    audit.change_status(made, Status.READY, TRANSITIONS, also={"file": made.file.name, "written": written})


@transaction.atomic
def _fail(made: ListFile) -> None:
    hold(made)
    if made.status in (Status.WAITING, Status.BUILDING):
        audit.change_status(made, Status.FAILED, TRANSITIONS)
