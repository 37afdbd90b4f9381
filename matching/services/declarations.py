"""Whose wage must be declared: everyone who worked in a paid placement last month."""

from datetime import date, timedelta

from django.utils import timezone

from matching.queries import paid_in
from residents.services import open_income_declaration


def open_declarations(on: date | None = None) -> int:
    """Open the declaration of last month's wage, seen from ``on`` (today); return how many were opened.

    Each in a transaction of its own, so that it can be stopped and run again.
    """
    on = on or timezone.localdate()
    last = on.replace(day=1) - timedelta(days=1)
    placements = paid_in(last.replace(day=1), last).select_related("resident__centre")
    opened = (
        open_income_declaration(placement.resident, placement.code, placement.started_on, on)
        for placement in list(placements)
    )
    return sum(step is not None for step in opened)
