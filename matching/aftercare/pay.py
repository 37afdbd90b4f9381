"""A payslip beside what was agreed: how many euros and hours they differ, and whether that is too much."""

from __future__ import annotations

import calendar
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from matching.terms.replay import Span

WEEKS_A_MONTH = Decimal(52) / 12
CENT = Decimal("0.01")
TOLERANCES = Path(__file__).parent / "tolerances.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What a payslip says of a month (its first day), in euros and hours, and what was agreed for its days.

    ``worked``: the days of that month on which the work went on, cut where other terms begin.
    """

    month_on: date
    gross: Decimal
    hours: Decimal | None
    worked: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Difference:
    """How a payslip differs from what was agreed: euros and hours, below zero where the slip has less.

    ``due`` is the gross pay for the hours on the slip, or for a usual month where it says none; None, with
    ``euros``, where no wage was agreed. ``wages``: those of the month, in order; hours on a slip of a month
    with two are taken to fall under each as the agreed hours do. ``month_hours``: those of a usual month, by
    the days worked in it. ``is_pay_bad``, ``is_hours_bad``: beyond what ``tolerances.toml`` allows; more pay
    is not bad.
    """

    due: Decimal | None
    euros: Decimal | None
    wages: tuple[Decimal, ...]
    month_hours: Decimal
    hours: Decimal | None
    is_pay_bad: bool
    is_hours_bad: bool


def difference_of(slip: Slip) -> Difference:
    """Return how a payslip differs from what was agreed. Pay and hours are rounded to hundredths."""
    allowed = _tolerances()
    usual = [(_hours_of(span, slip.month_on), span.terms.wage_hour) for span in slip.worked]
    exact = sum((hours for hours, _wage in usual), Decimal(0))
    month_hours = _cents(exact)
    hours = None if slip.hours is None else slip.hours - month_hours
    is_hours_bad = hours is not None and abs(hours) > max(
        Decimal(allowed["hours"]["least_hours"]), month_hours * allowed["hours"]["percent"] / 100
    )
    wages = tuple(dict.fromkeys(wage for _hours, wage in usual if wage is not None))
    if not exact or any(wage is None for _hours, wage in usual):
        return Difference(None, None, wages, month_hours, hours, False, is_hours_bad)
    whole = sum((hours * wage for hours, wage in usual if wage is not None), Decimal(0))
    due = _cents(whole if slip.hours is None else slip.hours * whole / exact)
    percent = allowed["pay"]["percent_for_month" if slip.hours is None else "percent_for_hours"]
    euros = slip.gross - due
    is_pay_bad = -euros > max(Decimal(allowed["pay"]["least_euros"]), due * percent / 100)
    return Difference(due, euros, wages, month_hours, hours, is_pay_bad, is_hours_bad)


def last_of(month_on: date) -> date:
    """Return the last day of a month, given by its first."""
    return month_on.replace(day=calendar.monthrange(month_on.year, month_on.month)[1])


def _hours_of(span: Span, month_on: date) -> Decimal:
    """The hours that are usual in these days, by calendar days of a usual month."""
    return span.terms.hours * WEEKS_A_MONTH * span.days / last_of(month_on).day


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


@cache
def _tolerances() -> dict[str, Any]:
    return tomllib.loads(TOLERANCES.read_text(encoding="utf-8"))
