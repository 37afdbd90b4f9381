"""A chambermaid's mornings, and somebody without a clash; a test changes one thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from law.engine import ALLOWED
from law.rules import Parameters
from matching.clashes.finding import clashes
from matching.clashes.records import Case, Clash, OtherWork, Person, Right, Work

ON = date(2026, 3, 2)  # a Monday
HERE, FURTHER = (52.37, 5.22), (52.37, 5.62)  # 35 kilometres by road
MON_MORNING, TUE_MORNING, TUE_NIGHT = 1 << 0, 1 << 3, 1 << 5
MORNINGS = 0b001001001001001  # Monday to Friday
WHOLE_WEEK = (1 << 21) - 1

WORK = Work(
    employer="C-1",
    starts_on=ON + timedelta(days=14),
    ends_on=ON + timedelta(days=200),
    hours=20,
    shifts=MORNINGS,
    wage=Decimal("15.00"),
    sector="hospitality",
    point=HERE,
)
PERSON = Person(
    country="NL",
    birth_date=date(1995, 5, 5),
    lessons=0,
    availability=WHOLE_WEEK,
    children="none",
    hours_max=32,
    travel_max=60,
    means=frozenset({"bicycle", "public_transport"}),
    point=HERE,
    reception="municipality",
)
RIGHT = Right(ALLOWED)
OTHER = OtherWork(
    code="P-OTHER",
    company="Bakery",
    employer="C-2",
    starts_on=ON - timedelta(days=30),
    ends_on=None,
    hours=8,
    shifts=TUE_NIGHT,
    is_paid=True,
)


def found(
    work: dict[str, Any] | None = None,
    person: dict[str, Any] | None = None,
    right: Right = RIGHT,
    on: date = ON,
    parameters: Parameters | None = None,
) -> list[Clash]:
    """The clashes of the case with these changes."""
    case = Case(
        replace(WORK, **work or {}),
        replace(PERSON, **person or {}),
        right,
        on,
        parameters or Parameters.shipped(),
    )
    return clashes(case)


def short(clash: Clash) -> tuple[str, str, dict[str, Any]]:
    """A clash as a test writes it: the kind, how bad, with what; one that asks is “?”."""
    return clash.kind, clash.severity.value if clash.is_known else "?", dict(clash.params)


def told(*changes: Any, **named: Any) -> list[tuple[str, str, dict[str, Any]]]:
    """The clashes of a case, each as ``short`` writes it."""
    return [short(each) for each in found(*changes, **named)]
