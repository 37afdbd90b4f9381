"""Who is still at work a number of weeks after the start: yes, no, and not known, which is neither."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from reports.indicators.definitions import RETENTION_WEEKS
from reports.indicators.rows import RECORDED_IN_ERROR, Period, Placement

KEPT, LEFT, UNSURE = "kept", "left", "unsure"
PARTS = (KEPT, LEFT, UNSURE)  # of those who are due: together they are all of them
NOBODY: Mapping[str, frozenset[int]] = {
    f"{part}_{weeks}": frozenset() for weeks in RETENTION_WEEKS for part in ("due", *PARTS)
}


def retention_of(placements: Iterable[Placement], period: Period) -> dict[str, frozenset[int]]:
    """Return, by figure (``kept_13``), the persons whose day so many weeks after the start is in the period.

    The start is the first paid day in the project. Only what is known of the placements decides.
    """
    paid: dict[int, list[Placement]] = {}
    for each in placements:
        if each.is_paid and each.match_status != RECORDED_IN_ERROR and each.started_on is not None:
            paid.setdefault(each.person, []).append(each)
    found: dict[str, set[int]] = {code: set() for code in NOBODY}
    for weeks in RETENTION_WEEKS:
        for person, rows in paid.items():
            day = min(_start(row) for row in rows) + timedelta(weeks=weeks)
            if period.has(day):
                found[f"due_{weeks}"].add(person)
                found[f"{_state(rows, day)}_{weeks}"].add(person)
    return {code: frozenset(persons) for code, persons in found.items()}


def _state(rows: Iterable[Placement], day: date) -> str:
    begun = [row for row in rows if _start(row) <= day]
    if any(_is_known_at_work(row, day) for row in begun):
        return KEPT
    return LEFT if all(_is_known_over(row, day) for row in begun) else UNSURE


def _is_known_at_work(row: Placement, day: date) -> bool:
    return (row.ended_on is not None and row.ended_on >= day) or (
        row.seen_on is not None and row.seen_on >= day
    )


def _is_known_over(row: Placement, day: date) -> bool:
    return (row.ended_on is not None and row.ended_on < day) or (
        row.stopped_on is not None and row.stopped_on <= day
    )


def _start(row: Placement) -> date:
    return row.started_on or date.max
