"""The row with the headings, which is not always the first, and a name for every column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jobdesk.imports.reading.book import Row
from jobdesk.imports.reading.cells import plain

LOOKED_AT = 30  # rows at the top among which the headings are looked for


@dataclass(frozen=True)
class Headings:
    """``names`` are unique: a heading that comes back gets a number, an empty one its column's letter."""

    row: int
    names: list[str]


def find_headings(rows: Sequence[Row], score: Callable[[str], int]) -> Headings:
    """Return the headings among the first rows: where most cells are known (``score``), else the fullest.

    Without rows there are none: row 0.
    """
    looked_at = [row for row in rows if row.number <= LOOKED_AT] or list(rows[:1])
    if not looked_at:
        return Headings(0, [])
    widest = max(_filled(row) for row in looked_at)

    def fitness(row: Row) -> tuple[int, bool, int]:
        known = sum(score(plain(cell)) for cell in row.cells if isinstance(cell, str))
        return (known, _filled(row) >= max(2, widest * 0.6) and _is_text(row), -row.number)

    best = max(looked_at, key=fitness)
    return Headings(best.number, name_columns(best.cells))


def name_columns(cells: Sequence[Any]) -> list[str]:
    """Return a unique name for each column."""
    names: list[str] = []
    for at, cell in enumerate(cells):
        name = " ".join(plain(cell).split())[:80] or _("Column %(letter)s") % {"letter": letter(at)}
        found, count = name, 1
        while found in names:
            count += 1
            found = f"{name} ({count})"
        names.append(found)
    return names


def letter(at: int) -> str:
    """Return the letters above a column of a spreadsheet, counted from 0."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _filled(row: Row) -> int:
    return sum(cell not in (None, "") for cell in row.cells)


def _is_text(row: Row) -> bool:
    return all(isinstance(cell, str) for cell in row.cells if cell not in (None, ""))
