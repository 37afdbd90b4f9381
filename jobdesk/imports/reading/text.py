"""Text with separators (CSV): which letters it is written in, and what stands between the cells."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _

from jobdesk.imports.reading.book import MAX_COLUMNS, FileRefused, Row, SheetInfo

SEPARATORS = (";", ",", "\t", "|")
LONGEST_CELL = 200_000  # characters
SAMPLE = 60  # rows that the separator is guessed from
csv.field_size_limit(LONGEST_CELL)


class TextBook:
    """A text file: one sheet without a name."""

    sheets = [SheetInfo("")]
    may_shift = True

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._encoding = _encoding_of(content)
        self._separator, self._skip = self._guess_separator()
        is_western = self._encoding in ("cp1252", "latin-1")
        self.remark = (
            _("The letters were read as Windows-1252. Look whether names with accents are right.")
            if is_western and any(byte > 0x7F for byte in content[:2_000_000])
            else ""
        )

    def rows(self, sheet: str = "") -> Iterator[Row]:  # noqa: ARG002 - there is one
        """Yield the rows with anything in them. Raises FileRefused at a cell that does not end."""
        begun: list[str] = []  # the lines of the row that is being read
        reader = csv.reader(self._lines_until_the_end(begun), delimiter=self._separator)
        number = 0
        try:
            for number, cells in enumerate(reader, 1):
                begun.clear()
                if number > self._skip and any(cell.strip() for cell in cells):
                    yield Row(number, cells[:MAX_COLUMNS])
        except (csv.Error, EOFError):
            raise FileRefused(
                _(
                    "Row %(row)d does not end, and everything below it would be lost. Look in it for a "
                    "quotation mark that is never closed. Or was the file cut off?"
                )
                % {"row": number + 1}
            ) from None
        except UnicodeDecodeError:
            raise FileRefused(
                _("The letters of this file cannot be read. Save it as “CSV UTF-8” and send it again.")
            ) from None

    def _lines_until_the_end(self, begun: list[str]) -> Iterator[str]:
        """Yield the lines, keeping those of a row in ``begun``, which the caller empties after each row.

        Raises EOFError in the middle of a row: the reader itself would take it for a whole one.
        """
        for line in self._lines():
            begun.append(line)
            yield line
        if begun:
            raise EOFError

    def _lines(self) -> io.TextIOWrapper:
        # Without translation of line ends: those inside a cell stay, the others the reader knows.
        return io.TextIOWrapper(io.BytesIO(self._content), encoding=self._encoding, newline="")

    def _guess_separator(self) -> tuple[str, int]:
        """Return the separator that cuts the first rows most evenly, and how many rows to skip."""
        try:
            head = "".join(islice(self._lines(), SAMPLE))
        except UnicodeDecodeError:
            raise FileRefused(
                _("The letters of this file cannot be read. Save it as “CSV UTF-8” and send it again.")
            ) from None
        first = head.split("\n", 1)[0].strip()
        if first.lower().startswith("sep=") and len(first) == 5:
            return first[4], 1
        return max(SEPARATORS, key=lambda each: _evenness(head, each)), 0


def _evenness(head: str, separator: str) -> tuple[float, int]:
    """How many rows have the usual number of cells, if that is more than one, and what that number is."""
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(head, newline=""), delimiter=separator) if row]
    except csv.Error:
        return (0.0, 0)
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return (0.0, 0)
    usual, count = wide.most_common(1)[0]
    return (count / len(widths), usual)


def _encoding_of(content: bytes) -> str:
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = content[:2000]
    half = max(len(start) // 2, 1)
    if start[1::2].count(0) / half > 0.4:
        return "utf-16-le"
    if start[0::2].count(0) / half > 0.4:
        return "utf-16-be"
    for encoding in ("utf-8", "cp1252"):
        if _decodes(content, encoding):
            return encoding
    return "latin-1"


def _decodes(content: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), 1 << 20):
            decoder.decode(content[start : start + (1 << 20)])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
