"""A report as a workbook, in the active language: figures, tables, definitions."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from reports.document import formatting, wording
from reports.document.contents import COLUMNS, ReportContents
from reports.indicators import Unit

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

PERCENT = "0.0%"
COUNT = "#,##0"


def render_xlsx(contents: ReportContents) -> bytes:
    """Return the report as a workbook. Text stays text, whatever it begins with."""
    from openpyxl import Workbook  # half a second that only reports need

    book = Workbook()
    book.properties.title = contents.project_name
    book.properties.creator = "Jobdesk"
    figures = book.active
    figures.title = _("Figures")
    _write_figures(figures, contents)
    _write_tables(book.create_sheet(_("Tables")), contents)
    _write_definitions(book.create_sheet(_("Definitions")), contents)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write_figures(sheet: Worksheet, contents: ReportContents) -> None:
    for label, value in (
        (_("Project"), f"{contents.project_name} ({contents.project})"),
        (_("From"), contents.period.from_on),
        (_("To"), contents.period.to_on),
        (_("Cut-off date"), contents.period.cut_off_on),
    ):
        _append(sheet, [label, value])
    _append(sheet, [])
    _append(sheet, [_("Code"), _("Figure"), _("Value"), _("Unit")], bold=True)
    for code, figure in contents.figures.items():
        is_count = figure.unit != Unit.FRACTION
        value = formatting.HIDDEN if is_count and figure.value is None else figure.value
        _append(sheet, [code, wording.row_label(code), value, wording.unit_label(figure.unit)])
        sheet.cell(sheet.max_row, 3).number_format = COUNT if is_count else PERCENT
    _append(sheet, [])
    for note in contents.notes:
        _append(sheet, [wording.note_text(note.code, note.params)])
    _set_out(sheet, 30, 42, 16, 18)


def _write_tables(sheet: Worksheet, contents: ReportContents) -> None:
    """One flat list, so that it can be filtered: a line for each row of each table."""
    heads = {"value": _("Value"), "target": _("Target"), "share": _("Share")}
    _append(sheet, [_("Table"), _("Row"), _("Code"), *heads.values()], bold=True)
    for code, table in contents.tables.items():
        for row in table.rows:
            values = [getattr(row, name) if name in COLUMNS[code] else None for name in heads]
            if row.value is None:
                values[0] = formatting.HIDDEN
            _append(sheet, [wording.table_label(code), wording.row_label(row.code), row.code, *values])
            unit = contents.figures[row.code].unit if row.code in contents.figures else Unit.POSITIONS
            for column in (4, 5):
                sheet.cell(sheet.max_row, column).number_format = PERCENT if unit == Unit.FRACTION else COUNT
            sheet.cell(sheet.max_row, 6).number_format = PERCENT
    sheet.freeze_panes = "A2"
    _set_out(sheet, 42, 42, 30, 12, 12, 12)


def _write_definitions(sheet: Worksheet, contents: ReportContents) -> None:
    from openpyxl.styles import Alignment

    _append(sheet, [_("Code"), _("Figure"), _("Unit"), _("What it counts"), _("Counted of")], bold=True)
    for each in contents.definitions:
        _append(
            sheet,
            [
                each.code,
                wording.row_label(each.code),
                wording.unit_label(each.unit),
                wording.definition_text(each.code),
                wording.counted_of(each.code),
            ],
        )
    sheet.freeze_panes = "A2"
    _set_out(sheet, 30, 34, 18, 80, 40)
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _set_out(sheet: Worksheet, *widths: int) -> None:
    """Make the columns so many letters wide, and let them fit the width of a page lying on its side."""
    for column, width in zip("ABCDEF", widths, strict=False):
        sheet.column_dimensions[column].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _append(sheet: Worksheet, values: Sequence[object], *, bold: bool = False) -> None:
    """Write a line below the last; a text that looks like a formula is kept as text (CWE-1236)."""
    from openpyxl.styles import Font

    row = sheet.max_row + 1 if sheet.max_row > 1 or sheet.cell(1, 1).value is not None else 1
    if not values:
        sheet.cell(row, 1).value = " "
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        cell.value = value
        if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
            cell.data_type = "s"
            cell.quotePrefix = True
        if bold:
            cell.font = Font(bold=True)
