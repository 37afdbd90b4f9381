"""A list as a file, row by row: as much memory for 100,000 rows as for ten.

What somebody typed into a field is never run by a spreadsheet: text that begins like a formula gets an
apostrophe before it in CSV (OWASP, "CSV injection"), and stands as text in XLSX.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import IO

from django.utils.translation import get_language

from jobdesk.lists.cells import Plain

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# What a workbook may not hold: control characters that people paste along.
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
LONGEST = 32_767  # characters in a cell of a workbook
DAY = "yyyy-mm-dd"


def write_csv(heads: Iterable[str], rows: Iterator[list[Plain]], out: IO[bytes]) -> int:
    """Write the rows as CSV and return how many. UTF-8 with a byte order mark, as Excel wants it.

    Semicolons between the columns where the decimal comma is used (Dutch, French), commas in English: what
    Excel expects there. Days as 2026-11-22.
    """
    out.write("\ufeff".encode())
    lines = csv.writer(_Encoded(out), delimiter="," if get_language() == "en" else ";", lineterminator="\r\n")
    lines.writerow([_safe(str(head)) for head in heads])
    count = 0
    for row in rows:
        lines.writerow([_for_csv(value) for value in row])
        count += 1
    return count


def write_xlsx(title: str, heads: Iterable[str], rows: Iterator[list[Plain]], out: IO[bytes]) -> int:
    """Write the rows as a workbook and return how many. Days are days, numbers numbers, and text is text."""
    from openpyxl import Workbook  # half a second that only files need
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    titles = [_text_cell(sheet, str(head)) for head in heads]
    for number, cell in enumerate(titles):
        cell.font = Font(bold=True)
        sheet.column_dimensions[_letter(number)].width = 20
    sheet.append(titles)
    count = 0
    for row in rows:
        sheet.append([_for_xlsx(sheet, value) for value in row])
        count += 1
    book.save(out)
    return count


class _Encoded:
    """Lets the csv module write into a binary file."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out = out

    def write(self, text: str) -> None:
        self.out.write(text.encode())


def _for_csv(value: Plain) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal) and get_language() != "en":
        return str(value).replace(".", ",")
    if isinstance(value, int | Decimal):
        return str(value)
    return _safe(value or "")


def _safe(text: str) -> str:
    text = str(text).replace("\x00", "")
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def _for_xlsx(sheet, value: Plain):
    if value is None or isinstance(value, int | Decimal):
        return value
    if isinstance(value, date):
        return _day_cell(sheet, value)
    return _text_cell(sheet, str(value))


def _day_cell(sheet, value: date):
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    cell.number_format = DAY
    return cell


def _text_cell(sheet, text: str):
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, NOT_IN_XML.sub("", text)[:LONGEST])
    cell.data_type = "s"  # openpyxl takes what begins with = for a formula
    return cell


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(number + 1)
