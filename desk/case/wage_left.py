"""What is left of somebody's wage: which contribution is asked of them, and the card on their page."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desk.case.stations import Case
from law.contributions import Contribution, Wage, contribute
from law.countries.record import Scheme
from law.registry import country, scheme
from matching.models import Placement
from residents.calculator_link import calculator_url
from residents.law_values import parameters_in_force
from residents.models import Household

WEEKS = 52


@dataclass(frozen=True)
class WageCard:
    """What the card shows. ``net`` in euros a month, if known; ``answer`` then says what is due and left.

    ``household`` and ``weeks`` (worked in the last 52) are what the answer rests on, where the scheme asks.
    """

    agency: str
    is_paid: bool
    hours: int | None
    wage_hour: Decimal | None
    net: Decimal | None
    answer: Contribution | None
    household: Household | None
    asks_household: bool
    weeks: int | None
    url: str


def scheme_of(case: Case) -> tuple[str, str] | None:
    """Return the codes of the scheme and the status that the rules on contributions know this person by.

    None for those who are asked no contribution: by their reception, or under temporary protection.
    """
    reception = country(case.country).reception(case.resident.reception)
    if reception is None or not reception.scheme or case.has_temporary_protection:
        return None
    found = scheme(reception.scheme)
    return found.code, found.protected if case.protection else found.applicant


def answer_for(case: Case, net: Decimal) -> Contribution | None:
    """Return what is due and left of a net wage a month, by the rules of the day of the case."""
    found = scheme_of(case)
    if found is None:
        return None
    code, status = found
    household = household_of(case)
    wage = Wage(
        scheme=code,
        status=status,
        on=case.on,
        net=net,
        adults=household.adults if household else None,
        children=household.children if household else 0,
        weeks_worked_in_52=weeks_worked(case),
    )
    return contribute(wage, parameters_in_force())


def household_of(case: Case) -> Household | None:
    """Return the household of the day of the case, or None when the desk has not recorded one."""
    begun = [each for each in case.resident.households.all() if each.from_on <= case.on]
    return max(begun, key=lambda each: each.from_on, default=None)


def weeks_worked(case: Case) -> int:
    """Return in how many of the last 52 weeks this person worked in a paid placement.

    Weeks run back from the day of the case. Work that the desk does not know of is not in it.
    """
    weeks: set[int] = set()
    for placement in case.resident.placements.all():
        if placement.kind not in Placement.PAID_KINDS or placement.started_on is None:
            continue
        last_day = min(placement.ended_on or case.on, case.on)
        oldest, newest = ((case.on - day).days // 7 for day in (placement.started_on, last_day))
        weeks |= set(range(max(newest, 0), min(oldest, WEEKS - 1) + 1))
    return len(weeks)


def wage_card(case: Case, net: Decimal | None) -> WageCard | None:
    """Return the card of somebody who is asked a contribution; ``net`` is the wage a month the desk knows.

    A household that is not recorded leaves the answer incomplete where it decides.
    """
    found = scheme_of(case)
    if found is None:
        return None
    code, status = found
    asked = scheme(code)
    asks_weeks = asked.asks_weeks and status == asked.applicant
    placement = case.placement
    is_paid = placement is not None and placement.kind in Placement.PAID_KINDS
    hours, wage_hour = (placement.hours, placement.wage_hour) if is_paid else (None, None)
    return WageCard(
        agency=case.resident.get_reception_display(),
        is_paid=is_paid,
        hours=hours,
        wage_hour=wage_hour,
        net=net,
        answer=None if net is None else answer_for(case, net),
        household=household_of(case),
        weeks=weeks_worked(case) if asks_weeks else None,
        asks_household=asked.asks_household,
        url=calculator_url(
            code,
            status=status,
            net=net,
            hours=hours,
            wage_hour=wage_hour,
            **_asked(case, asked, asks_weeks),
        ),
    )


def _asked(case: Case, scheme: Scheme, asks_weeks: bool) -> dict[str, int]:
    """What the calculator asks besides the wage, as far as the file has it."""
    household = household_of(case)
    known = {"adults": household.adults, "children": household.children} if household else {}
    if asks_weeks:
        known["weeks"] = weeks_worked(case)
    return known if scheme.asks_household else {}
