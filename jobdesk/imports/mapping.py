"""Which column of a file is what: guessed from its headings, remembered for a source, applied to each row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from jobdesk.imports.columns import Column
from jobdesk.imports.kinds import Kind
from jobdesk.imports.reading import Book, Headings, Row, find_headings
from jobdesk.imports.reading.cells import key, plain, shown
from jobdesk.imports.reading.headings import name_columns
from jobdesk.trail.errors import RuleBroken

SAMPLE = 200  # rows from which a column's examples and words are taken
MOST_SHEETS = 20  # sheets whose headings are compared
MANY_WORDS = 40  # more different values than this are no code

# How a row begins that is about the list itself, and in how many of our columns it says something at most.
FOOTERS = frozenset(
    [
        "totaal",
        "eindtotaal",
        "subtotaal",
        "aantal",
        "gemiddelde",
        "bron",
        "legenda",
        "total",
        "totaux",
        "soustotal",
        "moyenne",
        "source",
        "legende",
        "subtotal",
        "average",
    ]
)
FOOTER_CELLS = 2


@dataclass
class Mapping:
    """How a file is read. ``columns``: our column → its heading; ``fixed``: our column → one value for all
    rows that say nothing; ``words``: our column → {what the file says: what it means}."""

    sheet: str = ""
    heading_row: int = 0
    columns: dict[str, str] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, kept: dict[str, Any]) -> Mapping:
        """Read a mapping as it is kept, or as a file of the command has it. Raises RuleBroken."""
        try:
            mapping = cls(**kept)
            parts = (mapping.columns, mapping.fixed, mapping.words)
            if not all(isinstance(each, dict) for each in parts):
                raise TypeError
            return mapping
        except TypeError:
            raise RuleBroken(
                _("A mapping has sheet, heading_row, columns, fixed and words, and nothing else.")
            ) from None

    def to_dict(self) -> dict[str, Any]:
        """Return the mapping as it is kept."""
        return asdict(self)


def headings_of(book: Book, sheet: str, row: int, kind: Kind) -> Headings:
    """Return the headings of a sheet: those of ``row``, or where they are most likely when it is 0."""
    top = list(islice(book.rows(sheet), 40))
    if row:
        chosen = next((each for each in top if each.number == row), None)
        return Headings(row, name_columns(chosen.cells)) if chosen else Headings(row, [])
    known = _known_headings(kind)
    return find_headings(top, lambda text: key(text) in known)


def likeliest_sheet(book: Book, kind: Kind) -> str:
    """Return the sheet that can be seen and of whose headings most are known, the first one among equals."""
    known = _known_headings(kind)

    def fitness(sheet: str) -> tuple[int, bool]:
        headings = headings_of(book, sheet, 0, kind)
        return sum(key(name) in known for name in headings.names), bool(headings.row)

    seen = [each.name for each in book.sheets if not each.is_hidden] or [each.name for each in book.sheets]
    return seen[0] if len(seen) == 1 else max(seen[:MOST_SHEETS], key=fitness)


def guess(kind: Kind, headings: Iterable[str], remembered: dict[str, Any] | None = None) -> Mapping:
    """Return the most likely mapping: what is remembered of the source first, then what headings say."""
    mapping = Mapping(
        fixed=dict((remembered or {}).get("fixed", {})), words=dict((remembered or {}).get("words", {}))
    )
    by_key = {key(heading): heading for heading in reversed(list(headings))}
    for name, heading in (remembered or {}).get("columns", {}).items():
        if key(heading) in by_key and name in kind.columns:
            mapping.columns[name] = by_key[key(heading)]
    known, taken = _known_headings(kind), set(mapping.columns.values())
    for heading in headings:
        name = known.get(key(heading)) or known.get(key(heading.split("(")[0]))
        if name and name not in mapping.columns and heading not in taken:
            mapping.columns[name] = heading
    return mapping


def missing(kind: Kind, mapping: Mapping) -> list[str]:
    """Return in words which columns this kind cannot do without, and that neither the file nor a fixed value
    gives."""
    given = set(mapping.columns) | {name for name, value in mapping.fixed.items() if value}
    groups = [(name,) for name, column in kind.columns.items() if column.is_required] + list(kind.needs)
    return [
        _(" or ").join(str(kind.columns[name].label) for name in group)
        for group in groups
        if not given.intersection(group)
    ]


def check(kind: Kind, mapping: Mapping, headings: Headings) -> None:
    """Raise RuleBroken, saying what is wrong, unless a file with these headings can be read this way."""
    if not headings.names:
        raise RuleBroken(_("There are no headings in row %(row)d.") % {"row": mapping.heading_row})
    for name in [*mapping.columns, *mapping.fixed, *mapping.words]:
        if name not in kind.columns:
            raise RuleBroken(_("There is no column “%(name)s” in this kind of list.") % {"name": name})
    for heading in mapping.columns.values():
        if heading not in headings.names:
            raise RuleBroken(_("The file has no column “%(heading)s”.") % {"heading": heading})
    if lacking := missing(kind, mapping):
        raise RuleBroken(
            _("These columns do not fit this kind of list. Missing: %(columns)s.")
            % {"columns": "; ".join(lacking)}
        )


def records(book: Book, kind: Kind, mapping: Mapping, headings: Headings) -> Iterator[dict[str, Any]]:
    """Yield each row below the headings as our columns, with its number, the words and room for remarks.

    ``is_shifted``: it has more cells than there are headings, so nobody knows which is which; ``footer``:
    what it says if it is a total or a note and no row of the list.
    """
    at = {heading: index for index, heading in enumerate(headings.names)}
    wanted = [(name, at[heading]) for name, heading in mapping.columns.items()]
    words = {name: {key(said): meant for said, meant in each.items()} for name, each in mapping.words.items()}
    for row in book.rows(mapping.sheet):
        if row.number <= headings.row:
            continue
        cells = dict.fromkeys(kind.columns)
        for name, index in wanted:
            cells[name] = row.cells[index] if index < len(row.cells) else None
        if not any(each not in (None, "") for each in cells.values()):
            continue
        is_shifted = book.may_shift and any(map(plain, row.cells[len(headings.names) :]))
        footer = _footer(row, sum(not _is_empty(each) for each in cells.values()))
        for name, value in mapping.fixed.items():
            if _is_empty(cells[name]):
                cells[name] = value or None
        yield {
            **cells,
            "number": row.number,
            "words": words,
            "remarks": [],
            "is_shifted": is_shifted,
            "footer": footer,
        }


@dataclass(frozen=True)
class Sample:
    """What stands in a column of the file: a few values, and all of them where there are few."""

    heading: str
    examples: list[str]
    values: list[str]


def samples(book: Book, sheet: str, headings: Headings) -> dict[str, Sample]:
    """Return a sample of each column, from the first rows."""
    seen: dict[str, dict[str, None]] = {name: {} for name in headings.names}
    below: Iterator[Row] = (row for row in book.rows(sheet) if row.number > headings.row)
    for row in islice(below, SAMPLE):
        for name, cell in zip(headings.names, row.cells, strict=False):
            if text := shown(cell):
                seen[name][text] = None
    return {
        name: Sample(name, list(values)[:3], list(values) if len(values) <= MANY_WORDS else [])
        for name, values in seen.items()
    }


def unknown_words(column: Column, sample: Sample | None, mapping: Mapping, name: str) -> list[str]:
    """Return the values of a column with codes that nobody can tell the meaning of yet."""
    if sample is None or not column.values.offered:
        return []
    words = {key(said): meant for said, meant in mapping.words.get(name, {}).items()}
    unknown = []
    for value in sample.values:
        try:
            column.values.read(value, words)
        except ValueError:
            unknown.append(value)
    return unknown


def _footer(row: Row, filled: int) -> str:
    """Return what a row says that begins as a total does and says too little to be about somebody; or ""."""
    texts = [text for cell in row.cells if (text := shown(cell))]
    is_footer = filled <= FOOTER_CELLS and key(re.split(r"[\s:=]", texts[0])[0]) in FOOTERS
    return " ".join(texts) if is_footer else ""


def _is_empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _known_headings(kind: Kind) -> dict[str, str]:
    """What each heading means: labels in every language, names of the columns, and their synonyms."""
    from django.conf import settings
    from django.utils import translation

    known: dict[str, str] = {}
    for name, column in kind.columns.items():
        for synonym in column.synonyms:
            known.setdefault(synonym, name)
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for name, column in kind.columns.items():
                known[key(column.label)] = name
    for name in kind.columns:
        known[key(name)] = name
    return known
