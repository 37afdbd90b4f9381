"""A report laid out for the eye, in the active language: the same on the page and on paper."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from reports.document import formatting, wording
from reports.document.contents import RETENTION, ReportContents

INTAKE_FIGURES = ("intakes", "matched", "intake_to_match_rate", "started")
WORK_FIGURES = ("guidance", "at_work", "guidance_to_work_rate", "positions")


def presented(contents: ReportContents) -> dict[str, Any]:
    """Return everything the templates of a report show."""
    return {
        "title": wording.title(contents),
        "contents": contents,
        "period": contents.period,
        "funders": ", ".join(contents.funders),
        "summary": wording.summary(contents),
        "setting": wording.setting(contents),
        "outcome": wording.outcome(contents),
        "positions": wording.positions(contents),
        "intake_figures": _figures(contents, INTAKE_FIGURES),
        "work_figures": _figures(contents, WORK_FIGURES),
        "all_figures": _figures(contents, INTAKE_FIGURES + WORK_FIGURES),
        "funnel": funnel_steps(contents),
        "funnel_title": wording.funnel_conclusion(contents),
        "funnel_caption": wording.funnel_caption(contents),
        "tables": {code: wording.table_label(code) for code in contents.tables},
        "sectors": _counts(contents, "positions_by_sector"),
        "sectors_total": formatting.count(contents.tables["positions_by_sector"].total),
        "outcome_rows": _counts(contents, "matched_outcome"),
        "outcome_total": formatting.count(contents.tables["matched_outcome"].total),
        "retention": _retention(contents),
        "overridden": _overridden(contents),
        "targets": _targets(contents),
        "definitions": _definitions(contents),
        "notes": [wording.note_text(note.code, note.params) for note in contents.notes],
        "rate_definition": wording.definition_text("intake_to_match_rate"),
    }


def in_short(contents: ReportContents) -> dict[str, Any]:
    """Return what a list of reports tells of one: a sentence and the figures from intake to work."""
    return {"summary": wording.summary(contents), "figures": _figures(contents, INTAKE_FIGURES)}


def funnel_steps(contents: ReportContents) -> list[dict[str, Any]]:
    """Return the steps of the path as the funnel charts want them."""
    return [
        {
            "label": wording.row_label(row.code),
            "value": row.value,
            "text": formatting.count(row.value),
            "sub": wording.funnel_sub(row.code, row.share, row.target),
            "target": row.target,
            "kind": "go" if row.code == "started" else "",
        }
        for row in contents.tables["funnel"].rows
    ]


def _figures(contents: ReportContents, codes: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"label": wording.row_label(code), "value": _written(contents, code)} for code in codes]


def _written(contents: ReportContents, code: str) -> str:
    figure = contents.figures[code]
    return formatting.figure(figure.value, figure.unit)


def _counts(contents: ReportContents, table: str) -> list[dict[str, Any]]:
    """Rows of a table as bars; a hidden count has no length and a star."""
    return [
        {
            "label": wording.row_label(row.code),
            "value": row.value or 0,
            "text": formatting.count(row.value),
            "share": formatting.percent(row.share) if row.share is not None else "",
        }
        for row in contents.tables[table].rows
    ]


def _retention(contents: ReportContents) -> dict[str, Any] | None:
    """Return who is still at work, a column for each number of weeks; None where nobody is due in any.

    A report of before these figures has none.
    """
    columns = {
        code: _counts(contents, code)
        for code in RETENTION
        if code in contents.tables and contents.tables[code].total
    }
    if not columns:
        return None
    labels = (_("Still at work"), _("Not at work any more"), _("Not known"))
    return {
        "weeks": [_("%(weeks)s weeks") % {"weeks": code.removeprefix("retention_")} for code in columns],
        "lines": [
            {"label": label, "cells": [rows[at] for rows in columns.values()]}
            for at, label in enumerate(labels)
        ],
        "totals": [formatting.count(contents.tables[code].total) for code in columns],
    }


def _overridden(contents: ReportContents) -> dict[str, Any] | None:
    """Return why starts were recorded all the same; None where there were none, or in an older report."""
    table = contents.tables.get("overridden_starts")
    if table is None or table.total == 0:
        return None
    return {"rows": _counts(contents, table.code), "total": formatting.count(table.total)}


def _targets(contents: ReportContents) -> list[dict[str, str]]:
    rows = []
    for row in contents.tables["targets"].rows:
        unit = contents.figures[row.code].unit
        rows.append(
            {
                "label": wording.row_label(row.code),
                "target": formatting.figure(row.target, unit),
                "value": formatting.figure(row.value, unit),
                "reached": formatting.percent(row.share, decimals=0),
            }
        )
    return rows


def _definitions(contents: ReportContents) -> list[dict[str, str]]:
    return [
        {
            "code": each.code,
            "name": wording.row_label(each.code),
            "value": _written(contents, each.code),
            "text": wording.definition_text(each.code),
            "counted": _("Unit: %(unit)s. Counted of: %(who)s.")
            % {"unit": wording.unit_label(each.unit), "who": wording.counted_of(each.code)},
        }
        for each in contents.definitions
    ]
