"""What one column shows of one row: for the page, and plainly for a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format

Plain = str | int | Decimal | date | None


@dataclass(frozen=True)
class Cell:
    """One cell. ``plain`` goes into files as what it is; ``text`` is what the page shows instead.

    ``badge`` is the kind of a badge around the words, ``tone`` one of soft, strong, stop; ``sub`` is the
    second voice after them; ``stations`` draws a path, whose sentence is ``plain``.
    """

    plain: Plain = None
    text: str = ""
    url: str = ""
    badge: str = ""
    icon: str = ""
    tone: str = ""
    sub: str = ""
    stations: Sequence = ()

    @property
    def words(self) -> str:
        """What the page shows; a dash when there is nothing."""
        return self.text or words_of(self.plain) or "–"


def words_of(value: Plain) -> str:
    """A value as people read it."""
    if isinstance(value, date):
        return date_format(value, "j N Y")
    if isinstance(value, Decimal):
        return number_format(value, 2)
    return "" if value is None else str(value)
