"""What the page of an action on many rows shows: the question, what would happen, what happened."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils.translation import ngettext

from jobdesk.lists.bulk import UNDO_FOR, can_undo
from jobdesk.lists.definition import Action, ActionForm, ListDefinition
from jobdesk.lists.models import BulkRow, BulkRun

SHOWN = 50  # rows named for one reason

State, Status = BulkRow.State, BulkRun.Status


def run_page(run: BulkRun, definition: ListDefinition, action: Action, form: ActionForm) -> dict[str, Any]:
    """Return the context of the page of a run."""
    lines = list(run.rows.all())
    counts = dict.fromkeys(State.values, 0)
    for line in lines:
        counts[line.state] += 1
    ended = counts[State.DONE] + counts[State.OUT] + counts[State.UNDONE] + counts[State.KEPT]
    return {
        "run": run,
        "definition": definition,
        "action": action,
        "form": form,
        "count_words": definition.count_words(len(lines)),
        "question": action.question(counts[State.FITS]) if run.status == Status.CHECKED else "",
        "fits": counts[State.FITS],
        "result": _result(run, action, counts),
        "left_out": _by_reason(lines, State.OUT, definition),
        "not_undone": _by_reason(lines, State.KEPT, definition),
        "answers": _answers(run, form),
        "is_busy": run.status in BulkRun.BUSY,
        "progress": ended,
        "total": len(lines),
        "can_undo": can_undo(run),
        "undo_until": run.done_at + UNDO_FOR if run.done_at else None,
    }


def _result(run: BulkRun, action: Action, counts: dict[str, int]) -> str:
    if run.status == Status.UNDONE:
        n = counts[State.UNDONE]
        return ngettext("Undone: %(n)d row is as it was.", "Undone: %(n)d rows are as they were.", n) % {
            "n": n
        }
    return action.done(counts[State.DONE])


def _by_reason(lines: list[BulkRow], state: str, definition: ListDefinition) -> list[dict[str, Any]]:
    """The rows in a state, together under why; those that may be seen are named."""
    reasons = defaultdict(list)
    for line in lines:
        if line.state == state:
            reasons[line.why].append(line.row_id)
    keys = [key for each in reasons.values() for key in each[:SHOWN]]
    found = {row.pk: definition.label_of(row) for row in definition.everything().filter(pk__in=keys)}
    return [
        {
            "why": why,
            "count": definition.count_words(len(rows)),
            "names": [found[key] for key in rows[:SHOWN] if key in found],
            "more": max(len(rows) - SHOWN, 0),
        }
        for why, rows in sorted(reasons.items(), key=lambda each: -len(each[1]))
    ]


def _answers(run: BulkRun, form: ActionForm) -> list[tuple[str, str]]:
    """What was filled in, in words, once it was tried."""
    if run.status == Status.ASKED or not form.is_bound:
        return []
    form.is_valid()
    answers = []
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if hasattr(field, "choices") and not hasattr(field, "queryset"):
            value = dict(field.choices).get(value, value)
        if value is None:
            value = form.words_for_none.get(name)
        if value not in (None, ""):
            answers.append((str(field.label), value))
    return answers
