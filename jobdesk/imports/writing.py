"""Files that go out: what came of each row, and templates to fill in. Nothing in them runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from jobdesk.imports.models import Import, ImportRow
from jobdesk.imports.queries import original_rows, rows_of
from jobdesk.imports.reading.cells import Fault, harmless, plain

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONTENT_TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}


def outcome_table(batch: Import, outcome: str = "") -> Iterator[list[Any]]:
    """Yield the file row by row with, in front, what came of each, why, and the code of the case."""
    headings, rows = original_rows(batch, rows_of(batch, outcome))
    yield [_("Row"), _("Outcome"), _("Why"), _("Code"), *headings]
    for row, cells in rows:
        yield [row.number, row.get_outcome_display(), why(row), row.code, *(_cell(cell) for cell in cells)]


def why(row: ImportRow) -> str:
    """Return what is wrong with a row and what was remarked, or what changed, in one text."""
    said = [
        _("%(column)s: %(message)s") % each if each["column"] else each["message"]
        for each in [*row.problems, *row.remarks]
    ]
    changed = [
        _("%(column)s: %(old)s → %(new)s") % (each | {"old": each["old"] or _("empty")})
        for each in row.changes
    ]
    return " ".join(said + changed)


def as_file(table: Iterable[list[Any]], name: str, file_format: str) -> HttpResponse:
    """Return a table as a file to keep. ``file_format``: xlsx or csv."""
    body = _xlsx(table) if file_format == "xlsx" else _csv(table)
    return HttpResponse(
        body,
        content_type=CONTENT_TYPES[file_format],
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{file_format}"',
            "Cache-Control": "private, no-store",
        },
    )


def _csv(table: Iterable[list[Any]]) -> bytes:
    """Semicolons and a BOM: so it opens with its accents in the spreadsheets of both countries."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    for line in table:
        writer.writerow([harmless(cell) for cell in line])
    return text.getvalue().encode("utf-8-sig")


def _xlsx(table: Iterable[list[Any]]) -> bytes:
    from openpyxl import Workbook  # takes a while to import, and most requests need none

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Rows"))
    sheet.freeze_panes = "A2"
    for line in table:
        sheet.append([harmless(cell) for cell in line])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(value: Any) -> Any:
    """A cell as it came, fit for a new file."""
    if isinstance(value, Fault):
        return ""
    return plain(value) if isinstance(value, str) else value
