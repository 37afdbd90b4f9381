"""Shortage occupations: what a public employment service says of an occupation on a day, and where.

The lists stand with their countries (``shortage.toml``). They say nothing about the right to work and count
in no score: whoever reads a vacancy or plans a fast track is told, with the edition and the source.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from law.rules.parameters import CONFIDENCES

UNIT_GROUP = re.compile(r"[0-9]{4}")
FIELDS = {"publisher", "edition", "from_on", "source", "read_on", "confidence", "occupations"}
OPTIONAL = {"region", "read_in", "is_complete"}


class ShortageError(ValueError):
    """A list that cannot be read; the message names the list and what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortageList:
    """An edition of a list. It holds from ``from_on`` until the next edition for the same region.

    ``region``: by the code of the country's record; empty: the whole country. ``occupations``: titles as the
    list writes them, with the unit group of ISCO-08 that we read in each; empty where one would say too much.
    ``source``: can be opened; ``read_in``: where the titles were read, if elsewhere. ``is_complete``: all its
    titles are here. Of another, what is not among them may still be on the list: that is not known.
    """

    publisher: str
    edition: str
    from_on: date
    source: str
    read_on: date
    confidence: str
    occupations: Mapping[str, str]
    region: str = ""
    read_in: str = ""
    is_complete: bool = False

    def titles(self, unit_group: str) -> tuple[str, ...]:
        """Its titles in a unit group."""
        return tuple(title for title, code in self.occupations.items() if code and code == unit_group)


@dataclass(frozen=True, slots=True)
class Found:
    """A list that names an occupation, with its titles for it."""

    list: ShortageList
    titles: tuple[str, ...]


def read_lists(path: Path) -> tuple[ShortageList, ...]:
    """Return the lists of a file, none where it is missing. Raises ShortageError."""
    if not path.is_file():
        return ()
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("list", [])
    except tomllib.TOMLDecodeError as error:
        raise ShortageError(f"{path.name}: {error}") from error
    return tuple(_read(path.name, entry) for entry in entries)


def _read(file: str, entry: Mapping[str, Any]) -> ShortageList:
    where = f"{file}, {entry.get('publisher', '?')} {entry.get('edition', '?')}"
    if missing := FIELDS - set(entry):
        raise ShortageError(f"{where}: lacks {', '.join(sorted(missing))}")
    if unknown := set(entry) - FIELDS - OPTIONAL:
        raise ShortageError(f"{where}: does not know {', '.join(sorted(unknown))}")
    found = ShortageList(**entry)
    for wrong in _faults(found):
        raise ShortageError(f"{where}: {wrong}")
    return found


def _faults(found: ShortageList) -> Iterator[str]:
    if found.confidence not in CONFIDENCES:
        yield f"confidence must be one of {', '.join(CONFIDENCES)}"
    if not found.source.startswith("https://"):
        yield "source is no address that can be opened"
    if not isinstance(found.from_on, date) or not isinstance(found.read_on, date):
        yield "from_on and read_on are days"
    for title, code in found.occupations.items():
        if code and not UNIT_GROUP.fullmatch(code):
            yield f"{title}: {code!r} is no unit group of ISCO-08"


def in_force(lists: Iterable[ShortageList], on: date) -> tuple[ShortageList, ...]:
    """Return the newest edition of each region that has begun by a day, in the order of the file."""
    newest: dict[str, ShortageList] = {}
    begun = [each for each in lists if each.from_on <= on]
    for each in begun:
        if each.region not in newest or newest[each.region].from_on < each.from_on:
            newest[each.region] = each
    return tuple(each for each in begun if newest[each.region] is each)


def naming(lists: Iterable[ShortageList], unit_group: str, on: date) -> tuple[Found, ...]:
    """Return the lists in force on a day that name a unit group, with their titles for it."""
    named = ((each, each.titles(unit_group)) for each in in_force(lists, on))
    return tuple(Found(each, titles) for each, titles in named if titles)


def listed_groups(lists: Iterable[ShortageList], on: date) -> frozenset[str]:
    """Return every unit group that a list in force on a day names."""
    return frozenset(code for each in in_force(lists, on) for code in each.occupations.values() if code)
