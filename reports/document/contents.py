"""What a report says, apart from how it looks: every format and every page renders these contents.

Contents hold codes and numbers; words are added in the reader's language (``wording.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from reports.document import wording
from reports.indicators import (
    DEFINITIONS,
    RETENTION_WEEKS,
    Cohorts,
    Definition,
    Period,
    Row,
    Table,
    figures_of,
    hidden_cells,
    tables_of,
)
from reports.indicators.tables import OTHERS

# Tables that divide a known total, with the rows that are shown as a figure of the project anyway.
RETENTION = {f"retention_{weeks}": f"due_{weeks}" for weeks in RETENTION_WEEKS}  # with what they divide
DIVIDED = {
    "matched_outcome": frozenset({"started"}),
    "positions_by_sector": frozenset(),
    **dict.fromkeys(RETENTION, frozenset()),
    "overridden_starts": frozenset(),
}
# Columns of each table besides code and label.
COLUMNS = {
    "funnel": ("value", "target", "share"),
    "matched_outcome": ("value", "share"),
    "positions_by_sector": ("value",),
    **dict.fromkeys(RETENTION, ("value", "share")),
    "overridden_starts": ("value",),
    "targets": ("target", "value", "share"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its unit: persons, positions or fraction. None: hidden, or a share of nobody."""

    value: int | float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader must know, by its code, with the numbers its sentence needs."""

    code: str
    params: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ReportContents:
    """A report on one project and period."""

    project: str
    project_name: str
    funders: tuple[str, ...]
    period: Period
    figures: Mapping[str, Figure]
    tables: Mapping[str, Table]
    notes: tuple[Note, ...]

    @property
    def definitions(self) -> list[Definition]:
        """What its figures mean. A report that was kept has the figures of its day, not those added since."""
        return [definition for code, definition in DEFINITIONS.items() if code in self.figures]

    def to_dict(self) -> dict[str, Any]:
        """Return the contents as JSON knows them, with labels in the active language."""
        return {
            "project": self.project,
            "project_name": self.project_name,
            "funders": list(self.funders),
            "from": self.period.from_on.isoformat(),
            "to": self.period.to_on.isoformat(),
            "cut_off": self.period.cut_off_on.isoformat(),
            "figures": {
                code: {"value": figure.value, "unit": figure.unit} for code, figure in self.figures.items()
            },
            "tables": {
                code: [
                    {"code": row.code, "label": wording.row_label(row.code)}
                    | {column: getattr(row, column) for column in COLUMNS[code]}
                    for row in table.rows
                ]
                for code, table in self.tables.items()
            },
            "definitions": [
                {
                    "code": each.code,
                    "name": wording.row_label(each.code),
                    "unit": each.unit.value,
                    "definition": wording.definition_text(each.code),
                    "counted_of": wording.counted_of(each.code),
                }
                for each in self.definitions
            ],
            "notes": [
                {
                    "code": note.code,
                    "params": dict(note.params),
                    "text": wording.note_text(note.code, note.params),
                }
                for note in self.notes
            ],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ReportContents:
        """Read what ``to_dict`` wrote; labels are left behind."""
        figures = {code: Figure(each["value"], each["unit"]) for code, each in data["figures"].items()}
        return cls(
            project=data["project"],
            project_name=data["project_name"],
            funders=tuple(data["funders"]),
            period=Period(*(date.fromisoformat(data[key]) for key in ("from", "to", "cut_off"))),
            figures=figures,
            tables={
                code: Table(
                    code,
                    tuple(
                        Row(row["code"], **{column: row[column] for column in COLUMNS[code]}) for row in rows
                    ),
                    _total_of(code, figures),
                )
                for code, rows in data["tables"].items()
            },
            notes=tuple(Note(note["code"], note["params"]) for note in data["notes"]),
        )


def contents_of(
    *,
    project: str,
    project_name: str,
    funders: Iterable[str],
    period: Period,
    cohorts: Cohorts,
    targets: Mapping[str, int | float],
    hide_below: int,
) -> ReportContents:
    """Put a report together. In tables that divide a total, counts of 1 to ``hide_below`` - 1 are hidden."""
    figures = {
        code: Figure(value, DEFINITIONS[code].unit.value) for code, value in figures_of(cohorts).items()
    }
    tables = tables_of(cohorts, targets)
    notes = []
    if "outreach" not in {row.code for row in tables["funnel"].rows}:
        notes.append(Note("no_outreach", {}))
    if cohorts.unknown_right:
        unknown = len(cohorts.unknown_right)
        notes.append(
            Note("unknown_right_few", {"below": hide_below})
            if unknown < hide_below
            else Note("unknown_right", {"persons": unknown})
        )
    hidden = {code: _hidden_rows(tables[code], hide_below, shown) for code, shown in DIVIDED.items()}
    for code, rows in hidden.items():
        tables[code] = _without(tables[code], rows)
    tables["positions_by_sector"] = _out_of_order(tables["positions_by_sector"])
    hidden_figures = frozenset().union(*(hidden[code] for code in ("matched_outcome", *RETENTION)))
    if 0 < len(cohorts.overridden_starts) < hide_below:
        # A handful of starts that were not in order is about a handful of people: the total goes too.
        hidden_figures |= {"overridden_starts"}
        tables["overridden_starts"] = replace(tables["overridden_starts"], total=None)
    for code in hidden_figures:
        figures[code] = replace(figures[code], value=None)
    tables["targets"] = _without(tables["targets"], hidden_figures)
    notes.append(
        Note("small_counts_hidden" if any(hidden.values()) else "small_counts", {"below": hide_below})
    )
    return ReportContents(
        project=project,
        project_name=project_name,
        funders=tuple(funders),
        period=period,
        figures=figures,
        tables=tables,
        notes=tuple(notes),
    )


def _total_of(code: str, figures: Mapping[str, Figure]) -> int | None:
    source = {
        "matched_outcome": "matched",
        "positions_by_sector": "positions",
        "overridden_starts": "overridden_starts",
        **RETENTION,
    }.get(code)
    return figures[source].value if source else None


def _hidden_rows(table: Table, hide_below: int, shown: frozenset[str]) -> frozenset[str]:
    codes = [row.code for row in table.rows]
    positions = hidden_cells(
        [row.value for row in table.rows],
        hide_below,
        {position for position, code in enumerate(codes) if code in shown},
    )
    return frozenset(codes[position] for position in positions)


def _out_of_order(table: Table) -> Table:
    """Move hidden rows behind those that are shown, by code: their place would tell which is the larger."""
    shown = [row for row in table.rows if row.value is not None]
    hidden = sorted((row for row in table.rows if row.value is None), key=lambda row: row.code)
    rows = sorted([*shown, *hidden], key=lambda row: row.code == OTHERS)
    return replace(table, rows=tuple(rows))


def _without(table: Table, hidden: frozenset[str]) -> Table:
    rows = tuple(replace(row, value=None, share=None) if row.code in hidden else row for row in table.rows)
    return replace(table, rows=rows)
