"""Templates to fill in: headings in the reader's language, an example, an explanation, and lists to choose
from."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from django.utils.translation import gettext as _

from jobdesk.imports.kinds import Kind
from jobdesk.imports.reading.headings import letter
from jobdesk.imports.reading.values import Amount, Day, YesNo

FILLABLE = 2000  # rows of the template that offer the lists


def template_csv(kind: Kind) -> bytes:
    """Return the headings and an example; semicolons and a BOM, as the spreadsheets here expect."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([str(column.label) for column in kind.columns.values()])
    writer.writerow([column.example for column in kind.columns.values()])
    return text.getvalue().encode("utf-8-sig")


def template_xlsx(kind: Kind) -> bytes:
    """Return a workbook: the list, the explanation, and the words of columns with codes."""
    from openpyxl import Workbook  # takes a while to import, and most requests need none

    book = Workbook()
    _fill_list(book, kind)
    _fill_explanation(book.create_sheet(_("Explanation")), kind)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill_list(book: Any, kind: Kind) -> None:
    from openpyxl.styles import Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet, words = book.active, book.create_sheet(_("Words"))
    sheet.title = re.sub(r"[\\/?*:\[\]]", " ", str(kind.label))[:31]  # what a sheet may be called
    sheet.freeze_panes = "A2"
    for at, (name, column) in enumerate(kind.columns.items()):
        head = sheet.cell(1, at + 1, str(column.label))
        head.font = Font(bold=True)
        if _is_needed(kind, name):
            head.fill = PatternFill("solid", fgColor="FFF2CC")
        sheet.column_dimensions[letter(at)].width = max(14, len(str(column.label)) + 4)
        form = "@" if not isinstance(column.values, Day | Amount) else "General"
        for row in range(2, 202):
            # As text, so that a zero in front stays; days and numbers may be the spreadsheet's own.
            sheet.cell(row, at + 1).number_format = "DD-MM-YYYY" if isinstance(column.values, Day) else form
        sheet.cell(2, at + 1, column.example or None)
        offered = _offered(column.values)
        if offered:
            words.append([])
            words.cell(1, at + 1, str(column.label))
            for row, word in enumerate(offered, 2):
                words.cell(row, at + 1, word)
            source = f"'{words.title}'!${letter(at)}$2:${letter(at)}${len(offered) + 1}"
            choose = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
            choose.add(f"{letter(at)}2:{letter(at)}{FILLABLE}")
            sheet.add_data_validation(choose)


def _fill_explanation(sheet: Any, kind: Kind) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.append([str(kind.label)])
    sheet.append([str(kind.hint)])
    sheet.append([_("Yellow columns must be filled in. An empty cell changes nothing. Delete the example.")])
    sheet.append([])
    sheet.append([_("Column"), _("Needed"), _("How to write it"), _("Explanation"), _("Example")])
    for cell in (sheet["A1"], *sheet[5]):
        cell.font = Font(bold=True)
    for name, column in kind.columns.items():
        needed = _("yes") if _is_needed(kind, name) else ""
        sheet.append([str(column.label), needed, column.values.form, str(column.hint), column.example])
    for at, width in enumerate((32, 10, 60, 60, 20)):
        sheet.column_dimensions[letter(at)].width = width
    for row in sheet.iter_rows(min_row=6):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _is_needed(kind: Kind, name: str) -> bool:
    return kind.columns[name].is_required or any(name == group[0] for group in kind.needs)


def _offered(values: Any) -> list[str]:
    if isinstance(values, YesNo):
        return [_("yes"), _("no")]
    return [str(label) for label in values.offered.values()]
