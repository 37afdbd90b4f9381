"""What a wage does to reception: a contribution, and the place itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from law.messages import gettext_noop as _
from law.registry import country
from law.rules import add_months
from matching.clashes.records import Case, Clash, Kind, Severity, found, unknown


def _contribution(case: Case) -> Iterator[Clash]:
    """How much depends on the net wage, which nobody knows before the first payslip."""
    if not case.work.is_paid or not case.person.pays_contribution:
        return
    reception = country(case.person.country).reception(case.person.reception)
    if reception is None:
        return
    scheme = next(each for each in country(case.person.country).schemes if each.code == reception.scheme)
    if scheme.asks_household and not case.person.knows_household:
        yield unknown()
    else:
        yield found(Severity.TO_KNOW, agency=scheme.agency)


def _place(case: Case) -> Iterator[Clash]:
    """The country's rule on work that ends the place. Told before anybody signs; what is net is not known."""
    reception = country(case.person.country).reception(case.person.reception)
    if reception is None or not reception.ends_after or not case.work.is_paid or case.person.is_protected:
        return
    if case.person.household_children:
        return
    months = case.parameters.find(reception.ends_after, max(case.work.starts_on, case.on))
    if months is None:
        yield unknown()
    elif _lasts(case.work.starts_on, case.work.ends_on, int(months.value)):
        yield found(Severity.HURTS, rule=reception.ends_text, source=months.source)


def _lasts(starts_on: date, ends_on: date | None, months: int) -> bool:
    return ends_on is None or ends_on >= add_months(starts_on, months)


KINDS = (
    Kind(
        code="place_at_risk",
        find=_place,
        what=_("The place in reception is at risk. %(rule)s Source: %(source)s."),
        todo=_(
            "Work out what is left, and talk it over with the resident and the social worker before the "
            "contract is signed."
        ),
        page="calculator",
        ask=_("Not known yet: whether this work ends the place in reception. Ask the social worker."),
        ask_page="case",
    ),
    Kind(
        code="contribution",
        find=_contribution,
        what=_("A part of this wage is due to %(agency)s for reception."),
        todo=_("Work out together what is left, and explain when it is to be declared."),
        page="calculator",
        ask=_("Not known yet: ask who lives on this wage. What is due for reception depends on it."),
        ask_page="case",
    ),
)
