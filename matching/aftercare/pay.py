"""A payslip beside what was agreed: how many euros and hours they differ, and whether that is too much."""

from __future__ import annotations

import calendar
import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

WEEKS_A_MONTH = Decimal(52) / 12
CENT = Decimal("0.01")
TOLERANCES = Path(__file__).parent / "tolerances.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What a payslip says of a month (its first day), and what was agreed: euros an hour, hours a week.

    ``first_day`` and ``last_day`` are those of the work; None: it goes on.
    """

    month_on: date
    gross: Decimal
    hours: Decimal | None
    wage_hour: Decimal | None
    hours_week: int
    first_day: date
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """How a payslip differs from what was agreed: euros and hours, below zero where the slip has less.

    ``due`` is the gross pay for the hours on the slip, or for a usual month where it says none; None, with
    ``euros``, where no wage was agreed. ``month_hours``: those of a usual month, by the days worked in it.
    ``is_pay_bad``, ``is_hours_bad``: beyond what ``tolerances.toml`` allows; more pay is not bad.
    """

    due: Decimal | None
    euros: Decimal | None
    month_hours: Decimal
    hours: Decimal | None
    is_pay_bad: bool
    is_hours_bad: bool


def difference_of(slip: Slip) -> Difference:
    """Return how a payslip differs from what was agreed. Pay and hours are rounded to hundredths."""
    allowed = _tolerances()
    month_hours = _cents(slip.hours_week * WEEKS_A_MONTH * _share_worked(slip))
    hours = None if slip.hours is None else slip.hours - month_hours
    is_hours_bad = hours is not None and abs(hours) > max(
        Decimal(allowed["hours"]["least_hours"]), month_hours * allowed["hours"]["percent"] / 100
    )
    if slip.wage_hour is None:
        return Difference(None, None, month_hours, hours, False, is_hours_bad)
    due = _cents((month_hours if slip.hours is None else slip.hours) * slip.wage_hour)
    percent = allowed["pay"]["percent_for_month" if slip.hours is None else "percent_for_hours"]
    euros = slip.gross - due
    is_pay_bad = -euros > max(Decimal(allowed["pay"]["least_euros"]), due * percent / 100)
    return Difference(due, euros, month_hours, hours, is_pay_bad, is_hours_bad)


def _share_worked(slip: Slip) -> Decimal:
    """The part of the month in which the work went on, by calendar days."""
    days = calendar.monthrange(slip.month_on.year, slip.month_on.month)[1]
    last_of_month = slip.month_on.replace(day=days)
    first = max(slip.first_day, slip.month_on)
    last = min(slip.last_day or last_of_month, last_of_month)
    return Decimal(max((last - first).days + 1, 0)) / days


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


@cache
def _tolerances() -> dict[str, Any]:
    return tomllib.loads(TOLERANCES.read_text(encoding="utf-8"))
