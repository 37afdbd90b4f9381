"""Workbooks (XLSX), read row by row. Nothing in them is executed: a formula counts as its last value."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from jobdesk.imports.reading.book import MAX_COLUMNS, FileRefused, Row, SheetInfo
from jobdesk.imports.reading.cells import Fault

CHUNK = 1 << 20
MOST_BLANK = 5_000  # rows without anything, after which a sheet is over: formatting may reach its last row
# A sheet that repeats itself packs some 50 times; what unpacks to much more is made to fill the memory.
HARMLESS, MOST_PACKED = 50 * 1024 * 1024, 150
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_ODS = b"application/vnd.oasis.opendocument"


class Workbook:
    """A workbook; sheets that can be seen come first."""

    remark = ""
    may_shift = False

    def __init__(self, content: bytes) -> None:
        self._content = content
        _check_archive(content)
        book = self._load(data_only=True)
        sheets = [SheetInfo(each.title, each.sheet_state != "visible") for each in book.worksheets]
        book.close()
        if not sheets:
            raise FileRefused(_("This workbook has no sheet with rows."))
        self.sheets = sorted(sheets, key=lambda each: each.is_hidden)

    def rows(self, sheet: str = "") -> Iterator[Row]:
        """Yield the rows of a sheet (the first) with anything in them. Raises FileRefused."""
        book = self._load(data_only=True)
        try:
            shown = book[sheet or self.sheets[0].name]
            has_formulas, merged = self._scan(shown)
            values = _raw_rows(shown)
            formulas = self._formulas(shown.title) if has_formulas else None
            filled = _Filled(merged)
            newest = 0
            for number, cells in values:
                if number - newest > MOST_BLANK:
                    return
                texts = next(formulas, None) if formulas else None
                read = [
                    _value(cell, texts[at] if texts and at < len(texts) else None)
                    for at, cell in enumerate(cells[:MAX_COLUMNS])
                ]
                read = filled.fill(number, read)
                if any(each not in (None, "") for each in read):
                    newest = number
                    yield Row(number, read)
        except (zipfile.BadZipFile, ValueError, KeyError, SyntaxError):
            raise _broken() from None
        finally:
            book.close()

    def _formulas(self, title: str) -> Iterator[tuple]:
        book = self._load(data_only=False)
        try:
            for _number, cells in _raw_rows(book[title]):
                yield cells
        finally:
            book.close()

    def _load(self, *, data_only: bool) -> Any:
        import warnings

        from openpyxl import load_workbook  # takes a while to import, and most requests need none

        try:
            with warnings.catch_warnings():
                warnings.simplefilter(
                    "ignore"
                )  # parts of a workbook that openpyxl leaves out: no matter here
                return load_workbook(
                    io.BytesIO(self._content), read_only=True, data_only=data_only, keep_links=False
                )
        except Exception:  # what is in a broken file decides what openpyxl stumbles over
            raise _broken() from None

    def _scan(self, sheet: Any) -> tuple[bool, list[tuple[int, int, int, int]]]:
        """Say whether the sheet has formulas, and which cells are merged: left, top, right, bottom."""
        from openpyxl.utils import column_index_from_string

        has_formulas, merged, rest = False, [], b""
        with (
            zipfile.ZipFile(io.BytesIO(self._content)) as archive,
            archive.open(sheet._worksheet_path) as part,
        ):
            while block := part.read(CHUNK):
                text = rest + block
                has_formulas = has_formulas or bool(_FORMULA.search(text))
                for left, top, right, bottom in _MERGED.findall(text):
                    columns = (column_index_from_string(each.decode()) for each in (left, right))
                    first, last = columns
                    merged.append((first, int(top), last, int(bottom)))
                rest = text[-80:] if b"<mergeCell " not in text[-80:] else text[text.rfind(b"<mergeCell ") :]
                rest = b"" if rest.endswith(b"/>") else rest
        return has_formulas, sorted(set(merged), key=lambda each: each[1])


class _Filled:
    """Gives every cell of a merged range the value of its first: so it looks on the screen."""

    def __init__(self, merged: list[tuple[int, int, int, int]]) -> None:
        self._ranges = [each for each in merged if each[1] != each[3]]
        self._values: dict[tuple[int, int, int, int], Any] = {}

    def fill(self, number: int, cells: list[Any]) -> list[Any]:
        for each in self._ranges:
            left, top, _right, bottom = each
            if not top <= number <= bottom:
                continue
            if number == top:
                self._values[each] = cells[left - 1] if left <= len(cells) else None
            elif each in self._values:
                cells += [None] * (left - len(cells))
                cells[left - 1] = self._values[each]
        self._ranges = [each for each in self._ranges if each[3] > number]
        return cells


def _raw_rows(sheet: Any) -> Iterator[tuple[int, tuple]]:
    sheet.reset_dimensions()  # what the file says of its size is often wrong
    yield from enumerate(sheet.iter_rows(), 1)


def _value(cell: Any, formula: Any) -> Any:
    value = cell.value
    if value is None and formula is not None and getattr(formula, "data_type", "") == "f":
        return Fault(_("This formula has no value yet. Open the workbook, save it and send it again."))
    if getattr(cell, "data_type", "") == "e":
        return Fault(_("The spreadsheet itself has an error here (%(error)s).") % {"error": value})
    if isinstance(value, datetime):
        return value.date() if value.time() == time.min else value
    return value


def _check_archive(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {each.filename for each in parts}
            if "mimetype" in names and archive.read("mimetype")[:40].startswith(_ODS):
                raise FileRefused(
                    _("This is an OpenDocument file. Open it, save it as .xlsx or CSV and send that.")
                )
    except (zipfile.BadZipFile, RuntimeError):
        raise _broken() from None
    if "xl/workbook.xml" not in names:
        raise FileRefused(_("This is no spreadsheet, but another kind of file. Send XLSX or CSV."))
    unpacked = sum(each.file_size for each in parts)
    if unpacked > max(HARMLESS, MOST_PACKED * len(content)):
        raise FileRefused(
            _("This workbook unpacks to far more than a list needs. Copy the list to a new workbook.")
        )
    if unpacked > settings.IMPORT_MAX_UNPACKED_MB * 1024 * 1024:
        raise FileRefused(
            _("This workbook is larger than %(limit)d MB when it is unpacked. Send it in parts, or as CSV.")
            % {"limit": settings.IMPORT_MAX_UNPACKED_MB}
        )


def _broken() -> FileRefused:
    return FileRefused(
        _("This workbook is damaged. Open it in the spreadsheet, save it again and send that one.")
    )
