"""What is left of somebody's wage: which contribution is asked of them, and the card on their page."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from employers.models import Vacancy
from jobdesk.desks.models import Country
from matching.models import Placement
from matching.stations import TEMPORARY_PROTECTION, Case
from residents.calculator_link import calculator_url
from residents.contributions import Contribution, Wage, contribute
from residents.law import parameters_in_force
from residents.models import Resident

# Which scheme asks a contribution from people in this reception, and how it names people with protection.
_SCHEMES = {
    Resident.Reception.COA: ("reba", "status_holder"),
    Resident.Reception.FEDASIL: ("cumul", "refugee_in_transition"),
}
_SCHEME_OF_COUNTRY = {Country.NL: "reba", Country.BE: "cumul"}


@dataclass(frozen=True)
class WageCard:
    """What the card shows. ``net`` in euros a month, if known; ``answer`` then says what is due and left."""

    agency: str
    is_paid: bool
    hours: int | None
    wage_hour: Decimal | None
    net: Decimal | None
    answer: Contribution | None
    url: str


def scheme_of(case: Case) -> tuple[str, str] | None:
    """Return the scheme and status that the rules on contributions know this person by.

    None for who is asked no contribution: no reception by COA or Fedasil, or temporary protection.
    """
    if case.resident.reception not in _SCHEMES or case.protection == TEMPORARY_PROTECTION:
        return None
    scheme, protected = _SCHEMES[case.resident.reception]
    return scheme, protected if case.protection else "applicant"


def answer_for(case: Case, net: Decimal) -> Contribution | None:
    """Return what is due and left of a net wage a month, by the rules of the day of the case."""
    found = scheme_of(case)
    if found is None:
        return None
    scheme, status = found
    return contribute(Wage(scheme=scheme, status=status, on=case.on, net=net), parameters_in_force())


def wage_card(case: Case, net: Decimal | None) -> WageCard | None:
    """Return the card of somebody who is asked a contribution; ``net`` is the wage a month the desk knows.

    The household and the weeks worked are not in the file: where they decide, the answer is incomplete.
    """
    found = scheme_of(case)
    if found is None:
        return None
    scheme, status = found
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
        url=calculator_url(scheme, status=status, net=net, hours=hours, wage_hour=wage_hour),
    )


def vacancy_calculator_url(vacancy: Vacancy) -> str:
    """Return the calculator's address for the hours and wage of a vacancy; empty when it names no wage."""
    if vacancy.wage_hour is None:
        return ""
    scheme = _SCHEME_OF_COUNTRY[vacancy.company.organisation.country]
    return calculator_url(scheme, hours=vacancy.hours, wage_hour=vacancy.wage_hour)
