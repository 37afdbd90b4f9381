"""What the card says of the pay: only what is known, from the rules on contributions."""

from __future__ import annotations

from decimal import Decimal

from desk.card.say import Say
from desk.case.stations import Case
from desk.case.wage_left import answer_for, scheme_of
from matching.models import Placement


def pay_of(case: Case, net_month: Decimal | None) -> tuple[Say, ...]:
    """Return the sentences on the pay; none when there is no paid work and no wage is known."""
    placement = case.placement
    is_paid = placement is not None and placement.kind in Placement.PAID_KINDS
    said = []
    if is_paid and placement.wage_hour is not None:
        said.append(Say("pay_gross", wage=placement.wage_hour, hours=placement.hours))
    if is_paid or net_month is not None:
        said += _contribution(case, net_month)
    return tuple(said)


def _contribution(case: Case, net_month: Decimal | None) -> list[Say]:
    if scheme_of(case) is None:
        return []
    agency = case.resident.get_reception_display()
    unknown = [Say("pay_part", agency=agency)]
    answer = None if net_month is None else answer_for(case, net_month)
    if answer is None:
        return unknown
    if answer.due is not None and answer.left is not None:
        return [Say("pay_left", net=net_month, due=answer.due, left=answer.left, agency=agency)]
    if not answer.due_at_least or answer.left_at_most is None:
        return unknown
    return [
        Say(
            "pay_left_at_most",
            net=net_month,
            due=answer.due_at_least,
            left=answer.left_at_most,
            agency=agency,
        )
    ]
