"""Whose wage must be declared: everyone who worked in a paid placement, every month since the start."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from matching.models import Placement
from matching.queries import paid_in
from residents.queries import declared_months
from residents.services import next_month, open_income_declaration

MONTHS_BACK = 12  # a month that was skipped is asked for later; what is older the agency has settled itself


def open_declarations(on: date | None = None) -> int:
    """Open what is missing of the declarations of the months before ``on`` (today); return how many.

    Each in a transaction of its own, so that it can be stopped and run again.
    """
    this_month = (on or timezone.localdate()).replace(day=1)
    first = this_month.replace(year=this_month.year - MONTHS_BACK // 12)
    placements = list(paid_in(first, this_month).select_related("resident__centre"))
    declared = declared_months(placement.code for placement in placements)
    opened = (
        open_income_declaration(placement.resident, placement.code, month)
        for placement in placements
        for month in _months(placement, first, this_month)
        if month not in declared.get(placement.code, ())
    )
    return sum(step is not None for step in opened)


def _months(placement: Placement, first: date, before: date) -> Iterator[date]:
    """The months from ``first`` and before ``before`` in which somebody worked in a placement."""
    if placement.started_on is None:
        return
    month = max(placement.started_on.replace(day=1), first)
    while month < before and (placement.ended_on is None or month <= placement.ended_on):
        yield month
        month = next_month(month)
