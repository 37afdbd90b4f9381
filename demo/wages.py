"""What follows from a wage: its monthly declaration, and who lives on it."""

from __future__ import annotations

from datetime import date, timedelta

from demo.cases import CaseWriter
from matching.models import Placement
from residents.models import Household, Step
from residents.services import next_month


def add_declarations(writer: CaseWriter, placement: Placement, today: date) -> None:
    """The declarations of income of the months since the start: all done but that of last month."""
    month, this_month = placement.started_on.replace(day=1), today.replace(day=1)
    while month < this_month and (placement.ended_on is None or month <= placement.ended_on):
        opened_on = next_month(month)
        writer.step(
            placement.resident,
            "income_declaration",
            opened_on,
            Step.Party.RESIDENT,
            subject=placement.code,
            month_on=month,
            due_on=next_month(opened_on) - timedelta(days=1),
            closed_on=None if opened_on == this_month else opened_on + timedelta(days=11),
        )
        month = opened_on


def add_household(writer: CaseWriter, placement: Placement, adults: int, children: int) -> None:
    """Who lives on the wage since the work began."""
    writer.batch.add(
        Household(resident=placement.resident, from_on=placement.started_on, adults=adults, children=children)
    )
