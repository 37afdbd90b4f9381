"""Going through a file: every row by its services, in one transaction that is kept or rolled back whole."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any

import tablib
from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils.translation import gettext as _
from import_export.results import RowResult

from jobdesk.imports.files import read_file
from jobdesk.imports.kinds import Draft, Kind, kind_of
from jobdesk.imports.mapping import Mapping, check, headings_of, records
from jobdesk.imports.models import Import, ImportRow
from jobdesk.imports.reading import FileRefused, open_book
from jobdesk.imports.reading.cells import Fault, shown
from jobdesk.jobs.running import say_how_far

CHUNK = 200  # rows handed to django-import-export at once
KEPT_AT_ONCE = 1000
AN_HOUR = 60 * 60  # seconds
Outcome = ImportRow.Outcome


@dataclass
class Run:
    """What a run came to: ``rows`` are spooled to a file without a name, for there may be very many."""

    counts: Counter[str] = field(default_factory=Counter)
    _spool: Any = field(default_factory=partial(tempfile.TemporaryFile, "w+", encoding="utf-8"))

    def add(self, row: dict[str, Any]) -> None:
        """Take in what came of a row."""
        self.counts[row["outcome"]] += 1
        self.counts["remarks"] += row["has_remarks"]
        self._spool.write(json.dumps(row, cls=DjangoJSONEncoder) + "\n")

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the rows in the order of the file."""
        self._spool.seek(0)
        for line in self._spool:
            yield json.loads(line)

    @property
    def total(self) -> int:
        """How many rows the file has."""
        return sum(self.counts[outcome] for outcome in Outcome.values)

    @property
    def is_clean(self) -> bool:
        """Whether no row is wrong."""
        return not self.counts[Outcome.WRONG]

    def __enter__(self) -> Run:
        return self

    def __exit__(self, *_error: object) -> None:
        self._spool.close()


def run(batch: Import, done: Run, keep: Callable[[Run], bool]) -> None:
    """Put every row of the file through its services, into ``done``; keep it all if ``keep`` says so, else
    nothing.

    The open scope says whose rights count and who stands in the trail. Raises FileRefused and RuleBroken when
    the file cannot be read this way.
    """
    kind = kind_of(batch.kind)(batch.source)
    mapping = Mapping.from_dict(batch.mapping)
    book = open_book(read_file(batch.file))
    headings = headings_of(book, mapping.sheet, mapping.heading_row, kind)
    check(kind, mapping, headings)
    total = count_rows(records(book, kind, mapping, headings))
    with transaction.atomic():
        for row in outcomes(kind, records(book, kind, mapping, headings), mapping):
            done.add(row)
            if done.total % CHUNK == 0:
                say_progress(batch, done.total, total)
        if not keep(done):
            transaction.set_rollback(True)


def count_rows(found: Iterable[Any]) -> int:
    """Return how many rows there are. Raises FileRefused for none or too many."""
    count = sum(1 for _row in islice(found, settings.IMPORT_MAX_ROWS + 1))
    if count > settings.IMPORT_MAX_ROWS:
        raise FileRefused(
            _("This file has more than %(limit)d rows, which is the limit. Send it in parts.")
            % {"limit": settings.IMPORT_MAX_ROWS}
        )
    if not count:
        raise FileRefused(_("There are headings in this file, but no rows below them."))
    return count


def outcomes(kind: Kind, found: Iterator[dict[str, Any]], mapping: Mapping) -> Iterator[dict[str, Any]]:
    """Yield what comes of each row, as the fields of an ImportRow."""
    while chunk := list(islice(found, CHUNK)):
        yield from (_passed_over(each) for each in chunk if each["footer"])
        chunk = [each for each in chunk if not each["footer"]]
        if not chunk:
            continue
        dataset = tablib.Dataset(*[tuple(each.values()) for each in chunk], headers=list(chunk[0]))
        result = kind.import_data(dataset, dry_run=False, use_transactions=False)
        kind.write_waiting()
        kind.finish()
        for record, row_result in zip(chunk, result.rows, strict=True):
            yield _outcome(kind, record, row_result, mapping)


def keep_rows(batch: Import, done: Run) -> None:
    """Replace the rows of an import by those of a run."""
    batch.rows.all().delete()
    rows = done.rows()
    while some := list(islice(rows, KEPT_AT_ONCE)):
        ImportRow.objects.bulk_create([ImportRow(batch=batch, **each) for each in some])


def say_progress(batch: Import, count: int, total: int) -> None:
    """Tell how far the run has come; outside the database, where its transaction would hide it."""
    say_how_far(count, total)
    caches["progress"].set(f"import-{batch.pk}", (count, total), AN_HOUR)


def progress(batch: Import) -> tuple[int, int]:
    """Return how many rows of how many are done; 0 of 0 before it began."""
    return caches["progress"].get(f"import-{batch.pk}", (0, 0))


def forget_progress(batch: Import) -> None:
    """Begin at nothing."""
    caches["progress"].delete(f"import-{batch.pk}")


def _passed_over(record: dict[str, Any]) -> dict[str, Any]:
    """A total or a note below the list: it changes nothing, and the list says so."""
    remark = _("This is a total or a note, not a row of the list. It is left out.")
    return {
        "number": record["number"],
        "outcome": Outcome.UNCHANGED,
        "label": record["footer"][:200],
        "remarks": [{"column": "", "value": "", "message": remark}],
        "has_remarks": True,
    }


def _outcome(kind: Kind, record: dict[str, Any], result: RowResult, mapping: Mapping) -> dict[str, Any]:
    if result.errors:
        # Not a rule but a fault of ours: nobody can mend that in the file.
        raise result.errors[0].error
    remarks = [
        {"column": _label(kind, name), "value": _cell(record.get(name)), "message": message}
        for name, message in record["remarks"]
    ]
    row = {"number": record["number"], "remarks": remarks, "has_remarks": bool(remarks)}
    if result.validation_error:
        return row | {
            "outcome": Outcome.WRONG,
            "label": kind._plain_name(record)[:200],
            "problems": _problems(kind, record, result.validation_error.message_dict, mapping),
        }
    draft: Draft = result.instance
    return row | {
        "outcome": draft.outcome,
        "label": draft.label[:200],
        "changes": [
            {"column": _label(kind, name), "old": _value(old), "new": _value(new)}
            for name, (old, new) in draft.changes.items()
        ],
        "subject_id": draft.subject_id,
        "code": draft.code,
        "before": draft.before,
    }


def _problems(kind: Kind, record: dict, errors: dict[str, list[str]], mapping: Mapping) -> list[dict]:
    return [
        {
            "column": "" if name == NON_FIELD_ERRORS else _label(kind, name),
            "heading": mapping.columns.get(name, ""),
            "value": _cell(record.get(name)),
            "message": message,
        }
        for name, messages in errors.items()
        for message in messages
    ]


def _label(kind: Kind, name: str) -> str:
    return str(kind.columns[name].label) if name in kind.columns else ""


def _cell(value: Any) -> str:
    return "" if isinstance(value, Fault) else shown(value)


def _value(value: Any) -> str:
    """A value as a person reads it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, models.Model):
        return str(getattr(value, "name", value))
    return shown(value)
