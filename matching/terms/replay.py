"""Versions of what was agreed, played from the first to the last: the terms of any day. Pure.

A version says some terms from a day on; what it does not say goes on as it was. One that corrects another
stands in its place; both stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is agreed: hours a week, EUR gross an hour, bits of ``jobdesk/web/week.py``, work, last day.

    None is not known; of ``ends_on``: no last day is agreed.
    """

    hours: int
    wage_hour: Decimal | None = None
    shifts: int | None = None
    job_title: str = ""
    ends_on: date | None = None


TERMS = tuple(field.name for field in fields(Terms))


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What one version says (``said``: names of ``TERMS``), from a day on; None: from the first day of work.

    ``key`` grows with each that is recorded. ``corrects``: the key of the one in whose place it stands.
    """

    key: int
    from_on: date | None
    said: Mapping[str, Any]
    corrects: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both included, on which the same terms held."""

    first: date
    last: date
    terms: Terms

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def standing(versions: Iterable[Version]) -> list[Version]:
    """Return the versions that nobody corrected, in the order in which they hold.

    Of two that hold from the same day, the later agreement counts; a correction counts as old as what it
    corrects.
    """
    known = {each.key: each for each in versions}
    corrected = {each.corrects for each in known.values()}

    def first_said(version: Version) -> int:
        while version.corrects is not None:
            version = known[version.corrects]
        return version.key

    left = [each for each in known.values() if each.key not in corrected]
    return sorted(left, key=lambda each: (each.from_on or date.min, first_said(each)))


def terms_after(versions: Iterable[Version]) -> list[tuple[Version, Terms]]:
    """Return the versions that stand, in order, each with the terms once it holds.

    The first must say the hours.
    """
    found: list[tuple[Version, Terms]] = []
    terms: Terms | None = None
    for version in standing(versions):
        terms = Terms(**version.said) if terms is None else replace(terms, **version.said)
        found.append((version, terms))
    return found


def terms_at(versions: Iterable[Version], day: date) -> Terms:
    """Return the terms of a day. Before the first day of work they are those that were agreed for it."""
    return [
        terms for version, terms in terms_after(versions) if version.from_on is None or version.from_on <= day
    ][-1]


def spans(versions: Sequence[Version], first: date, last: date) -> list[Span]:
    """Return the days from ``first`` to ``last``, cut where other terms begin; nothing if none are left."""
    if last < first:
        return []
    begins = {each.from_on for each in standing(versions) if each.from_on and first < each.from_on <= last}
    firsts = [first, *sorted(begins)]
    lasts = [*(day - timedelta(days=1) for day in firsts[1:]), last]
    return [Span(start, end, terms_at(versions, start)) for start, end in zip(firsts, lasts, strict=True)]
