"""A value of the law as people write it, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobdesk.web.money import PER, euros, euros_per
from law.rules.kinds import Definition, Kind

_COUNTS: Mapping[str, Callable[[int], str]] = {
    "hours": lambda number: ngettext("%(number)s hour", "%(number)s hours", number),
    "months": lambda number: ngettext("%(number)s month", "%(number)s months", number),
    "weeks": lambda number: ngettext("%(number)s week", "%(number)s weeks", number),
    "days": lambda number: ngettext("%(number)s day", "%(number)s days", number),
    "working_days": lambda number: ngettext("%(number)s working day", "%(number)s working days", number),
    "years": lambda number: ngettext("%(number)s year", "%(number)s years", number),
    "age": lambda number: ngettext("%(number)s year old", "%(number)s years old", number),
}


def value_text(definition: Definition, value: Any) -> str:
    """Write a value in one line; None is a value that nobody knows."""
    return _("Not known") if value is None else _WRITERS[definition.kind](definition, value)


def _euros(definition: Definition, value: Any) -> str:
    return euros_per(value, definition.unit, is_exact=True)


def share_text(share: Any) -> str:
    """Write a share of one as a percentage."""
    percent = Decimal(share) * 100
    places = max(0, -percent.normalize().as_tuple().exponent)
    return _("%(percent)s%%") % {"percent": number_format(percent, places)}


def _count(definition: Definition, value: int) -> str:
    return _COUNTS[definition.unit](value) % {"number": number_format(value)}


def _words(definition: Definition, value: list[str]) -> str:
    return ", ".join(_(definition.words[word]) for word in value) or _("None")


def _amounts(definition: Definition, value: list[Any]) -> str:
    named = zip(definition.amounts, value, strict=True)
    amounts = "; ".join(f"{_(name)}: {euros(amount, is_exact=True)}" for name, amount in named)
    return str(PER[definition.unit]) % {"amount": amounts}


def _rows(definition: Definition, value: list[dict[str, Any]]) -> str:
    lines = [
        ", ".join(f"{_(each.label)}: {_cell(each.kind, row[each.name])}" for each in definition.columns)
        for row in value
    ]
    return "; ".join(lines)


def _cell(kind: Kind, value: Any) -> str:
    writers = {Kind.EUROS: partial(euros, is_exact=True), Kind.SHARE: share_text, Kind.COUNT: number_format}
    return writers[kind](value)


def _day(_definition: Definition, value: date) -> str:
    return date_format(value, "j F Y")


_WRITERS: Mapping[Kind, Callable[[Definition, Any], str]] = {
    Kind.YES_NO: lambda _definition, value: _("Yes") if value else _("No"),
    Kind.COUNT: _count,
    Kind.NUMBER: lambda _definition, value: number_format(value, use_l10n=True),
    Kind.EUROS: _euros,
    Kind.SHARE: lambda _definition, value: share_text(value),
    Kind.DAY: _day,
    Kind.WORDS: _words,
    Kind.AMOUNTS: _amounts,
    Kind.ROWS: _rows,
}
