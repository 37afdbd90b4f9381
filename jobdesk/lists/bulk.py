"""One action on many rows: asked, tried without saving, done row by row, and turned back.

Trying runs the very service and rolls it back: what the confirmation says cannot differ from what happens.
Each row is one transaction, together with what is noted about it, so that a run that breaks off goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.jobs.running import say_how_far
from jobdesk.lists.definition import Action, ListDefinition, Reader
from jobdesk.lists.models import BulkRow, BulkRun
from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import system_scope

MOST_ROWS = 1_000  # in one action: what a person can still oversee
AT_ONCE = 100  # rows that are done while one waits; more go to the worker
UNDO_FOR = timedelta(hours=24)

Status, State = BulkRun.Status, BulkRow.State
TRANSITIONS = {
    Status.ASKED: frozenset({Status.CHECKING}),
    Status.CHECKING: frozenset({Status.CHECKED, Status.ASKED}),
    Status.CHECKED: frozenset({Status.CHECKING, Status.RUNNING}),
    Status.RUNNING: frozenset({Status.DONE}),
    Status.DONE: frozenset({Status.UNDOING}),
    Status.UNDOING: frozenset({Status.UNDONE, Status.DONE}),
}
# Where a run goes that is stopped half-way: what was done stays done, and can be undone.
WHEN_STOPPED = {
    Status.CHECKING: Status.ASKED,
    Status.RUNNING: Status.DONE,
    Status.UNDOING: Status.DONE,
}


class _TriedOnlyError(Exception):
    """Ends a trial: its transaction is rolled back."""


@transaction.atomic
def ask_run(
    definition: ListDefinition, action: Action, reader: Reader, rows: Iterable[int], back: str
) -> BulkRun:
    """Keep which rows an action is asked for. Raises RuleBroken for none, or more than MOST_ROWS."""
    keys = list(dict.fromkeys(rows))
    if not keys:
        raise RuleBroken(_("Choose one row or more."))
    if len(keys) > MOST_ROWS:
        raise RuleBroken(
            _("These are %(n)d rows; %(most)d can be done at once. Narrow the list with a filter.")
            % {"n": len(keys), "most": MOST_ROWS}
        )
    run = BulkRun.objects.create(
        owner=reader.user,
        role=reader.hat.role,
        list_name=definition.name,
        action=action.name,
        back=back,
    )
    BulkRow.objects.bulk_create([BulkRow(run=run, row_id=key) for key in keys])
    audit.record_status(run, "", run.status)
    return run


@transaction.atomic
def begin(run: BulkRun, status: str, data: dict | None = None) -> bool:
    """Move a run on to a step that takes time, with what was filled in; say whether the worker must do it.

    Raises RuleBroken when it is not the time for that step: two tabs, or too late to undo.
    """
    hold(run)
    if status == Status.UNDOING and not can_undo(run):
        raise RuleBroken(_("This can no longer be undone."))
    also = {"data": data} if data is not None else {}
    audit.change_status(run, status, TRANSITIONS, also=also)
    return run.rows.count() > AT_ONCE


def can_undo(run: BulkRun) -> bool:
    """Say whether a run is done, did something, and was done not too long ago."""
    return (
        run.status == Status.DONE
        and run.done_at + UNDO_FOR > timezone.now()
        and run.rows.filter(state=State.DONE).exists()
    )


def go_on(run: BulkRun, definition: ListDefinition, reader: Reader) -> None:
    """Do the step that a run has come to, in the open scope. Harmless when it is done already."""
    action = definition.action(run.action)
    if run.status == Status.CHECKING:
        _check(run, definition, action, reader)
        _end(run, Status.CHECKING, Status.CHECKED)
    elif run.status == Status.RUNNING:
        data = _data(run, action, reader)
        _each_row(run, State.FITS, lambda line: _do(line, definition, lambda row: action.run(row, data)))
        _end(run, Status.RUNNING, Status.DONE)
    elif run.status == Status.UNDOING:
        _each_row(run, State.DONE, lambda line: _undo(line, definition, action))
        _end(run, Status.UNDOING, Status.UNDONE)


def end_run(pk: int) -> None:
    """Stop a run whose job was called off, or ended without being done: where WHEN_STOPPED says."""
    run = BulkRun.objects.get(pk=pk)
    with system_scope("list action stopped"):
        if run.status in WHEN_STOPPED:
            _end(run, run.status, WHEN_STOPPED[run.status])


def _data(run: BulkRun, action: Action, reader: Reader) -> dict:
    form = action.form(run.data, reader=reader)
    if not form.is_valid():
        raise RuleBroken(_("What was filled in is not possible any more. Ask for the action again."))
    return form.cleaned_data


def _check(run: BulkRun, definition: ListDefinition, action: Action, reader: Reader) -> None:
    data, reasons = _data(run, action, reader), {}
    lines = list(run.rows.all())
    for start in range(0, len(lines), AT_ONCE):
        reasons |= _tried(lines[start : start + AT_ONCE], definition, lambda row: action.run(row, data))
    for line in lines:
        line.why = reasons[line.pk]
        line.state = State.OUT if line.why else State.FITS
    BulkRow.objects.bulk_update(lines, ["state", "why"], batch_size=500)


def _tried(lines: list[BulkRow], definition: ListDefinition, work: Callable[[Model], dict]) -> dict[int, str]:
    """Return why each row would be left out (empty: it would be done), and leave everything as it was."""
    reasons = {}
    try:
        with transaction.atomic():
            for line in lines:
                reasons[line.pk] = _why_not(line, definition, work)
            raise _TriedOnlyError
    except _TriedOnlyError:
        return reasons


def _why_not(line: BulkRow, definition: ListDefinition, work: Callable[[Model], dict]) -> str:
    try:
        with transaction.atomic():
            work(_row(line, definition))
    except RuleBroken as refusal:
        return refusal.message[:500]
    return ""


def _do(line: BulkRow, definition: ListDefinition, work: Callable[[Model], dict]) -> None:
    try:
        with transaction.atomic():
            if not _is_still(line, State.FITS):
                return
            line.kept = work(_row(line, definition))
            line.state = State.DONE
            line.save(update_fields=["state", "kept"])
    except RuleBroken as refusal:  # it changed since it was tried
        line.state, line.why = State.OUT, refusal.message[:500]
        line.save(update_fields=["state", "why"])


def _undo(line: BulkRow, definition: ListDefinition, action: Action) -> None:
    try:
        with transaction.atomic():
            if not _is_still(line, State.DONE):
                return
            action.undo(_row(line, definition), line.kept)
            line.state = State.UNDONE
            line.save(update_fields=["state"])
    except RuleBroken as refusal:
        line.state, line.why = State.KEPT, refusal.message[:500]
        line.save(update_fields=["state", "why"])


def _row(line: BulkRow, definition: ListDefinition) -> Model:
    row = definition.everything().filter(pk=line.row_id).first()
    if row is None:
        raise RuleBroken(_("You may not see this row any more."))
    return row


def _is_still(line: BulkRow, state: str) -> bool:
    """Keep others from this row; say whether nobody has done it, or stopped its run, since it was read."""
    hold(line)
    return line.state == state and BulkRun.objects.filter(pk=line.run_id, status__in=BulkRun.BUSY).exists()


def _each_row(run: BulkRun, state: str, work: Callable[[BulkRow], None]) -> None:
    lines = list(run.rows.filter(state=state))
    for number, line in enumerate(lines):
        say_how_far(number, len(lines))
        work(line)


@transaction.atomic
def _end(run: BulkRun, from_status: str, status: str) -> None:
    """Move a run on from where its work began, unless somebody has stopped or ended it meanwhile."""
    hold(run)
    if run.status != from_status:
        return
    also = {"done_at": timezone.now()} if from_status == Status.RUNNING else {}
    audit.change_status(run, status, TRANSITIONS, also=also)
    if status in (Status.DONE, Status.UNDONE):
        lines = run.rows.values_list("state", flat=True)
        counts = dict.fromkeys(State.values, 0)
        for state in lines:
            counts[state] += 1
        said = {"list": run.list_name, "action": run.action, "rows": counts}
        audit.record(f"list_action.{status}", run, said)
