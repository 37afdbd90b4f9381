"""Reads on imports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from django.db.models import QuerySet

from jobdesk.accounts.hats import Hat
from jobdesk.accounts.models import User
from jobdesk.imports.files import read_file
from jobdesk.imports.kinds import kind_of, kinds_for
from jobdesk.imports.mapping import Mapping, headings_of
from jobdesk.imports.models import Import, ImportRow, Source
from jobdesk.imports.reading import open_book

PAGE = 50
REMARKS = "remarks"  # the list of rows with a remark, whatever their outcome


def own_imports(user: User, hat: Hat) -> QuerySet[Import]:
    """Return the imports of a user, under this hat: only the one who sent a file sees what is in it."""
    return Import.objects.filter(
        requested_by=user, kind__in=kinds_for(hat), source__organisation__in=hat.organisation_ids
    ).select_related("source")


def sources_of(organisation_id: int) -> QuerySet[Source]:
    """Return the sources of an organisation."""
    return Source.objects.filter(organisation=organisation_id)


def rows_of(batch: Import, outcome: str = "") -> QuerySet[ImportRow]:
    """Return the rows of an import with an outcome, or with remarks; all without."""
    rows = batch.rows.order_by("number")
    if outcome == REMARKS:
        return rows.filter(has_remarks=True)
    return rows.filter(outcome=outcome) if outcome in ImportRow.Outcome.values else rows


@dataclass(frozen=True)
class RowPage:
    """Rows after a number, and the numbers where the pages beside it begin (None: there is none)."""

    rows: list[ImportRow] = field(default_factory=list)
    before: int | None = None
    after: int | None = None


def page_of(rows: QuerySet[ImportRow], after: int = 0, before: int = 0) -> RowPage:
    """Return a page of rows; a page far down costs what the first costs."""
    if before:
        found = list(rows.filter(number__lt=before).order_by("-number")[: PAGE + 1])
        shown = found[:PAGE][::-1]
        return RowPage(
            shown, shown[0].number if len(found) > PAGE else None, shown[-1].number if shown else None
        )
    found = list(rows.filter(number__gt=after)[: PAGE + 1])
    shown = found[:PAGE]
    is_more = len(found) > PAGE
    return RowPage(shown, shown[0].number if after and shown else None, shown[-1].number if is_more else None)


def original_rows(
    batch: Import, rows: QuerySet[ImportRow]
) -> tuple[list[str], Iterator[tuple[ImportRow, list]]]:
    """Return the headings of the file, and its rows beside what came of them, in the order of the file."""
    mapping = Mapping.from_dict(batch.mapping)
    book = open_book(read_file(batch.file))
    headings = headings_of(book, mapping.sheet, mapping.heading_row, kind_of(batch.kind)())
    return headings.names, _joined(book.rows(mapping.sheet), rows.iterator(1000), len(headings.names))


def _joined(read: Iterator[Any], rows: Iterator[ImportRow], width: int) -> Iterator[tuple[ImportRow, list]]:
    wanted = next(rows, None)
    for number, cells in read:
        if wanted is None:
            return
        if number == wanted.number:
            padded = [cell for cell, _none in zip_longest(cells[:width], range(width))]
            yield wanted, padded
            wanted = next(rows, None)
