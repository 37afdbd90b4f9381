"""The kinds of filters a list can have. Each reads its own part of the address and narrows the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from jobdesk.lists.cells import words_of

if TYPE_CHECKING:
    from jobdesk.lists.choice import ListChoice
    from jobdesk.lists.definition import Reader

Options = list[tuple[str, str]]
LONGEST = 100  # characters of a text filter


@dataclass(frozen=True)
class Filter:
    """One filter. ``narrow`` keeps the rows that fit the value; filters are combined with *and*.

    One that ``is_costly`` comes after all others, when few rows are left.
    """

    name: str
    label: Promise
    narrow: Callable[[QuerySet, Any, ListChoice], QuerySet] = field(repr=False)
    is_costly: bool = False
    kind = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the address."""
        return (self.name,)

    def read(self, query: QueryDict, reader: Reader) -> Any:
        """Return the value that the address asks for, or None; what cannot be understood counts as none."""
        raise NotImplementedError

    def params(self, value: Any) -> list[tuple[str, str]]:
        """Return what stands in the address for a value."""
        raise NotImplementedError

    def chips(self, value: Any, reader: Reader) -> list[tuple[str, Any]]:
        """Return in words what was chosen, each with the value that is left when it is taken away."""
        return [(self.in_words(value, reader), None)]

    def in_words(self, value: Any, reader: Reader) -> str:
        """Return the value in words."""
        raise NotImplementedError


@dataclass(frozen=True)
class Choices(Filter):
    """Some of a list of options: a row that fits one of them stays. ``options`` may depend on the reader."""

    options: Callable[[Reader], Options] = field(default=lambda _reader: [], repr=False)
    kind = "choices"

    def read(self, query: QueryDict, reader: Reader) -> tuple[str, ...] | None:
        asked = set(query.getlist(self.name)) - {""}
        if not asked:
            return None
        return tuple(value for value, _words in self.options(reader) if str(value) in asked) or None

    def params(self, value: tuple[str, ...]) -> list[tuple[str, str]]:
        return [(self.name, each) for each in value]

    def chips(self, value: tuple[str, ...], reader: Reader) -> list[tuple[str, Any]]:
        words = dict(self.options(reader))
        return [
            (
                _("%(filter)s: %(value)s") % {"filter": self.label, "value": words[each]},
                tuple(other for other in value if other != each) or None,
            )
            for each in value
        ]


@dataclass(frozen=True)
class Period(Filter):
    """A first and a last day; one of them may be left open."""

    kind = "period"

    @property
    def names(self) -> tuple[str, ...]:
        return (f"{self.name}_from", f"{self.name}_to")

    def read(self, query: QueryDict, _reader: Reader) -> tuple[date | None, date | None] | None:
        days = tuple(_day(query.get(name, "")) for name in self.names)
        return days if any(days) else None

    def params(self, value: tuple[date | None, date | None]) -> list[tuple[str, str]]:
        return [(name, day.isoformat()) for name, day in zip(self.names, value, strict=True) if day]

    def in_words(self, value: tuple[date | None, date | None], _reader: Reader) -> str:
        first, last = value
        said = {"filter": self.label, "first": words_of(first), "last": words_of(last)}
        if first and last:
            return _("%(filter)s: %(first)s to %(last)s") % said
        return (_("%(filter)s: from %(first)s") if first else _("%(filter)s: until %(last)s")) % said


@dataclass(frozen=True)
class Day(Filter):
    """One day, which the label says what to do with: "last seen before"."""

    kind = "day"

    def read(self, query: QueryDict, _reader: Reader) -> date | None:
        return _day(query.get(self.name, ""))

    def params(self, value: date) -> list[tuple[str, str]]:
        return [(self.name, value.isoformat())]

    def in_words(self, value: date, _reader: Reader) -> str:
        return _("%(filter)s %(day)s") % {"filter": self.label, "day": words_of(value)}


@dataclass(frozen=True)
class Words(Filter):
    """Some letters to look for."""

    kind = "words"

    def read(self, query: QueryDict, _reader: Reader) -> str | None:
        return query.get(self.name, "").strip()[:LONGEST] or None

    def params(self, value: str) -> list[tuple[str, str]]:
        return [(self.name, value)]

    def in_words(self, value: str, _reader: Reader) -> str:
        return _("%(filter)s: “%(words)s”") % {"filter": self.label, "words": value}


@dataclass(frozen=True)
class Yes(Filter):
    """Yes, or not asked."""

    kind = "yes"

    def read(self, query: QueryDict, _reader: Reader) -> bool | None:
        return True if query.get(self.name) == "yes" else None

    def params(self, _value: bool) -> list[tuple[str, str]]:
        return [(self.name, "yes")]

    def in_words(self, _value: bool, _reader: Reader) -> str:
        return str(self.label)


def one_of(path: str) -> Callable[[QuerySet, Iterable[str], ListChoice], QuerySet]:
    """Keep the rows whose field is one of the chosen values."""
    return lambda rows, value, _choice: rows.filter(**{f"{path}__in": value})


def between(path: str) -> Callable[[QuerySet, tuple[date | None, date | None], ListChoice], QuerySet]:
    """Keep the rows whose day lies in the period, both ends included."""
    return lambda rows, value, _choice: rows.filter(within(path, value))


def within(path: str, period: tuple[date | None, date | None]) -> Q:
    """The condition that a day lies in a period, both ends included."""
    first, last = period
    condition = Q(**{f"{path}__gte": first}) if first else Q()
    return condition & Q(**{f"{path}__lte": last}) if last else condition


def any_of(conditions: Callable[[ListChoice], dict[str, Q]]) -> Callable:
    """Keep the rows for which one of the chosen conditions holds."""

    def narrow(rows: QuerySet, value: Iterable[str], choice: ListChoice) -> QuerySet:
        chosen, known = Q(pk__in=[]), conditions(choice)
        for each in value:
            chosen |= known[each]
        return rows.filter(chosen)

    return narrow


def labels(choices: Iterable[tuple[str, Any]]) -> Callable[[Reader], Options]:
    """Options that are the same for everybody."""
    return lambda _reader: [(str(value), str(words)) for value, words in choices if value != ""]


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:  # 31 February
        return None
