"""What the address of a list asks for: tab, search, filters, sorting, columns, page size.

An address says only what differs from the usual, in a fixed order: the same choice is the same address.

    /residents/                                        the first tab, usual sorting and columns, 25 rows
    /residents/?tab=unmatched&coach=me&coach=nobody    another tab; of one filter two values, either of them
    /residents/?s=Jq3&sort=-seen&columns=name,seen     a search (its token, never the words), sorted downwards
    /residents/?sort=seen;drop&size=7&tab=nowhere      nothing known: the same as /residents/

It is read into a ``ListChoice``. From there ``address(sort="seen")`` is the link of a heading,
``without("coach")`` that of the cross on a chip, ``query()`` what a saved view keeps. None of them carries
the place in the list along, so each starts on page one; only the links to other pages add ``after`` or
``before`` (jobdesk/lists/keyset.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict

from jobdesk.lists.definition import Column, ListDefinition, Reader
from jobdesk.lists.keyset import ordered

SIZES = (25, 50, 100)


@dataclass(frozen=True)
class Chip:
    """One thing that was chosen, in words, with the address of the list without it."""

    words: str
    url: str


@dataclass(frozen=True)
class ListChoice:
    """The choices in an address; what is not a known choice counts as none."""

    definition: ListDefinition
    reader: Reader
    tab: str
    values: Mapping[str, Any]
    sort: str
    columns: tuple[str, ...]
    size: int = SIZES[0]
    q: str = ""
    search: str = ""  # the token that stands for ``q`` in the address: see jobdesk/web/searches.py
    view: str = ""

    @classmethod
    def of(
        cls,
        definition: ListDefinition,
        query: QueryDict,
        reader: Reader,
        columns: tuple[str, ...] = (),
        q: str = "",
    ) -> ListChoice:
        """Read the choices from the address; ``columns`` are those the reader chose last.

        ``q`` is what the reader typed into the search box: an address never holds it.
        """
        q = q if definition.find else ""
        tab = query.get("tab", "")
        tab = tab if tab in definition.tabs else definition.tabs[0]
        values = {each.name: each.read(query, reader) for each in definition.filters}
        sort, size = query.get("sort", ""), query.get("size", "")
        return cls(
            definition=definition,
            reader=reader,
            tab=tab,
            values={name: value for name, value in values.items() if value is not None},
            sort=sort if _can_sort(definition, sort) else definition.default_sort(tab),
            columns=_columns(definition, query.get("columns", "").split(","), columns),
            size=int(size) if size in map(str, SIZES) else SIZES[0],
            q=q,
            search=query.get("s", "") if q else "",
            view=query.get("view", "") if query.get("view", "").isdecimal() else "",
        )

    def params(self) -> list[tuple[str, str]]:
        """Return what stands in the address, in a fixed order; nothing for what is usual."""
        definition = self.definition
        pairs = [("tab", self.tab if self.tab != definition.tabs[0] else ""), ("s", self.search)]
        for each in definition.filters:
            if each.name in self.values:
                pairs += each.params(self.values[each.name])
        pairs += [
            ("sort", self.sort if self.sort != definition.default_sort(self.tab) else ""),
            ("columns", ",".join(self.columns) if self.columns != definition.default_columns else ""),
            ("size", str(self.size) if self.size != SIZES[0] else ""),
            ("view", self.view),
        ]
        return [(name, value) for name, value in pairs if value]

    def address(self, **changes: Any) -> str:
        """The address of this list with other choices, from its first page on."""
        return "?" + urlencode(replace(self, **changes).params())

    def query(self) -> str:
        """What a saved view keeps: all but the search, which may be a name, and the view itself."""
        return urlencode(replace(self, search="", view="").params())

    def without(self, name: str, left: Any = None) -> str:
        """The address with another value for a filter, or without it."""
        values = {key: value for key, value in self.values.items() if key != name}
        return self.address(values=values if left is None else values | {name: left})

    def cleared(self) -> str:
        """The address of the same list, with no filter and no search."""
        return self.address(values={}, search="", view="")

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the tab was chosen."""
        return bool(self.values or self.q)

    def chips(self) -> list[Chip]:
        """What was chosen, one by one."""
        return [
            Chip(words, self.without(each.name, left))
            for each in self.definition.filters
            if each.name in self.values
            for words, left in each.chips(self.values[each.name], self.reader)
        ]

    def shown(self) -> list[Column]:
        """The columns, in the order chosen."""
        return [self.definition.by_name[name] for name in self.columns]

    @property
    def order(self) -> tuple[str, ...]:
        """The fields to sort by, the last one unique."""
        column = self.definition.by_name[self.sort.removeprefix("-")]
        fields = (*column.sort, "pk")
        return tuple(f"-{name}" for name in fields) if self.sort.startswith("-") else fields

    def rows(self) -> QuerySet:
        """The rows that the choices leave, in no order."""
        rows = self.definition.base(self)
        if self.q:
            rows = self.definition.find(rows, self.q)
        for each in sorted(self.definition.filters, key=lambda each: each.is_costly):
            if each.name in self.values:
                rows = each.narrow(rows, self.values[each.name], self)
        return rows

    def keys(self) -> QuerySet:
        """The keys of the rows, in their order."""
        return ordered(self.sortable(self.rows()), self.order).values_list("pk", flat=True)

    def sortable(self, rows: QuerySet) -> QuerySet:
        """Add what the rows are sorted by."""
        return self._fetched(rows, self.definition.by_name[self.sort.removeprefix("-")].needs)

    def fetched(self, rows: QuerySet) -> QuerySet:
        """Add what the columns show and what is sorted by: as many queries however many rows."""
        columns = [*self.shown(), self.definition.by_name[self.sort.removeprefix("-")]]
        needs = dict.fromkeys(self.definition.always)
        needs |= dict.fromkeys(need for column in columns for need in column.needs)
        return self._fetched(rows, needs)

    def in_order(self) -> QuerySet:
        """The rows with all that the columns show, in their order: what a file holds."""
        return ordered(self.fetched(self.rows()), self.order)

    def _fetched(self, rows: QuerySet, needs) -> QuerySet:
        for need in needs:
            rows = self.definition.fetch[need](rows)
        return rows


def _can_sort(definition: ListDefinition, sort: str) -> bool:
    column = definition.by_name.get(sort.removeprefix("-"))
    return column is not None and bool(column.sort)


def _columns(definition: ListDefinition, asked: list[str], remembered: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that the address asks for, else those chosen last, else the usual ones. First the head."""
    for names in (asked, remembered):
        known = [name for name in dict.fromkeys(names) if name in definition.by_name]
        if known:
            return tuple(dict.fromkeys([definition.head, *known]))
    return definition.default_columns
