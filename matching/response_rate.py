"""How often a company answers in time. Pure: the definition, and nothing else.

Counted are the proposals whose last day to answer lies in the twelve months up to yesterday, and that neither
the desk withdrew nor the resident declined before an answer. In time is an answer on that day or before it;
days on which the desk owed the company the answer to a question do not count, for they move the last day.
Who still waited when the company closed the vacancy had no answer (``matching/services/vacancies.py``):
closing is no way out of the rate, and the page that asks whether to close says so. When the desk closes the
company, it withdraws them.

    Of 14 proposals since last November, two were withdrawn unanswered: 12 count. 9 were answered by their
    last day, 1 later, 2 lapsed: the rate is 9 of 12, 75%.

Under five there is no rate: one silence would be a fifth of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from law.rules import add_months

MONTHS = 12
FEWEST = 5  # proposals of a company for a rate, and companies for a median
MARKS = 12
ROUNDED_TO = 5  # percent: the middle one of a few companies is not to be told exactly

IN_TIME, LATE, OPEN = "in_time", "late", "open"


@dataclass(frozen=True)
class Asked:
    """One proposal as the rate sees it. ``is_waiting``: it may still be answered."""

    due_on: date
    answered_on: date | None
    is_waiting: bool = False

    def mark(self, today: date) -> str:
        """IN_TIME, LATE (answered after the last day, or not at all) or OPEN."""
        if self.answered_on is not None:
            return IN_TIME if self.answered_on <= self.due_on else LATE
        return OPEN if self.is_waiting and self.due_on >= today else LATE


@dataclass(frozen=True)
class Rate:
    """Of ``of`` proposals ``in_time`` were answered by their last day."""

    in_time: int
    of: int

    @property
    def is_known(self) -> bool:
        """Whether there were enough to say anything."""
        return self.of >= FEWEST

    @property
    def percent(self) -> int:
        """In whole percent, half up. Only of a rate that is known."""
        return (200 * self.in_time + self.of) // (2 * self.of)


def since(today: date) -> date:
    """The first last day to answer that counts."""
    return add_months(today, -MONTHS)


def rate_of(asked: Iterable[Asked], today: date) -> Rate:
    """Return the rate of one company as of ``today``."""
    counted = [each for each in asked if since(today) <= each.due_on < today]
    return Rate(sum(each.mark(today) == IN_TIME for each in counted), len(counted))


def median_of(rates: Sequence[Rate]) -> tuple[int, int] | None:
    """Return the median of what companies have, in percent rounded to ``ROUNDED_TO``, and of how many it is.

    Only companies whose rate is known count; None under ``FEWEST`` of them, since one could be worked out.
    """
    known = [rate.percent for rate in rates if rate.is_known]
    if len(known) < FEWEST:
        return None
    return round(median(known) / ROUNDED_TO) * ROUNDED_TO, len(known)
