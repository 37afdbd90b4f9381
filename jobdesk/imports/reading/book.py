"""Opening a file: what it really is, whatever its name says, and its rows one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from django.utils.translation import gettext as _

from jobdesk.trail.errors import RuleBroken

MAX_COLUMNS = 200


class FileRefused(RuleBroken):
    """The file cannot be read; ``message`` says what it is and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message, field="file")


class Row(NamedTuple):
    """One row: ``number`` is the one a spreadsheet shows at its left."""

    number: int
    cells: list[Any]


@dataclass(frozen=True)
class SheetInfo:
    """A sheet of a workbook; a text file has one, without a name."""

    name: str
    is_hidden: bool = False


class Book(Protocol):
    """What can be read, whatever the kind of file. ``remark`` says how it was read, where that is no matter
    of course; ``may_shift``: a separator inside a cell moves the cells after it."""

    sheets: list[SheetInfo]
    remark: str
    may_shift: bool

    def rows(self, sheet: str = "") -> Iterator[Row]:
        """Yield the rows with anything in them."""
        ...


def open_book(content: bytes) -> Book:
    """Open a text file with separators or a workbook. Raises FileRefused."""
    from jobdesk.imports.reading.text import TextBook
    from jobdesk.imports.reading.workbook import Workbook

    if not content.strip(b"\x00\r\n\t ,;|\xef\xbb\xbf\xff\xfe"):
        raise FileRefused(_("This file is empty."))
    if content[:5] == b"%PDF-":
        raise FileRefused(
            _("This is a PDF, whatever its name says. Ask for the list as a spreadsheet (XLSX) or as CSV.")
        )
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise _old_or_locked(content)
    if content[:4] == b"PK\x03\x04":
        return Workbook(content)
    if content[:5] == b"{\\rtf" or content[:3] == b"\xff\xd8\xff" or content[:4] == b"\x89PNG":
        raise FileRefused(_("This is no list, but a text document or a picture. Send XLSX or CSV."))
    if content.lstrip()[:1] == b"<":
        raise FileRefused(
            _("This is a web page or XML, not a spreadsheet. Open it in the spreadsheet and save it as XLSX.")
        )
    return TextBook(content)


def _old_or_locked(content: bytes) -> FileRefused:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return FileRefused(
            _("This workbook is locked with a password. Take the password off, save it and send it again.")
        )
    return FileRefused(
        _("This is a workbook in the old form of Excel (.xls). Open it, save it as .xlsx and send that.")
    )
