"""A wage against the legal minimum of its country: of a vacancy, of what is agreed, of work under way.

Below the minimum of the day nothing passes, nor below the last known one where that of the day is not
entered yet. What is above the last known one passes, and is tested again when the amount is entered
(``matching.services.wage_rounds``). What is below a collective agreement of the sector passes, and is said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from employers.models import Vacancy
from jobdesk.web.money import euros_per
from law.registry import country
from law.rules import Parameters, years_old
from law.wage_floor import Floor, sector_floor, wage_floor
from matching.models import Placement
from residents.calculator_link import calculator_url
from residents.law_values.sources import source_text
from residents.models import Resident

TIMES_LIKELY = 3  # an hourly wage of more than so many times the minimum is asked about


class WageState(StrEnum):
    UNPAID = "unpaid"
    ENOUGH = "enough"
    BELOW = "below"
    NOT_TESTED = "not_tested"  # not below the last known minimum; that of the day is not known
    NO_FLOOR = "no_floor"  # the country has no legal minimum


@dataclass(frozen=True)
class WageTest:
    """What the test found; amounts in EUR gross an hour. ``found``: the minimum that was compared with.

    ``asked_in_sector``: what a collective agreement asks in the sector, where one is known.
    """

    state: WageState
    wage: Decimal | None = None
    found: Floor | None = None
    asked_in_sector: Floor | None = None

    @property
    def is_below(self) -> bool:
        """Whether the wage may not be paid."""
        return self.state == WageState.BELOW

    @property
    def difference(self) -> Decimal | None:
        """How much more (or, negative, less) than the minimum is paid."""
        return None if self.wage is None or self.found is None else self.wage - self.found.amount

    @property
    def missing(self) -> Decimal | None:
        """How much is missing from the minimum; None when nothing is."""
        return -self.difference if self.difference is not None and self.difference < 0 else None

    @property
    def floor(self) -> str:
        """The minimum with the day from which it holds and its source; empty when none was ever known."""
        return "" if self.found is None else _floor_text(self.found)

    @property
    def about_sector(self) -> str:
        """Why to ask the employer about a wage that the law allows; empty when there is nothing to ask."""
        asked = self.asked_in_sector
        if asked is None or self.wage is None or self.is_below or self.wage >= asked.amount:
            return ""
        sentence = _("A collective agreement of this sector asks more: %(floor)s.") % {
            "floor": _floor_text(asked)
        }
        if asked.is_of_the_day:
            return sentence
        unknown = _("What it asks from %(day)s is not known.") % {"day": _day(asked.unknown_from)}
        return f"{sentence} {unknown}"

    @property
    def text(self) -> str:
        """One sentence or two for the screen; empty when there is nothing to say."""
        return " ".join(filter(None, (self._result, self._about_age)))

    @property
    def _result(self) -> str:
        if self.state == WageState.BELOW and self.found is not None:
            if self.found.is_of_the_day:
                return _("The wage is below the legal minimum: %(floor)s.") % {"floor": self.floor}
            return _(
                "The wage is below the last known legal minimum: %(floor)s. The minimum from %(day)s is not "
                "entered yet; until then nothing below the last one is accepted."
            ) % {"floor": self.floor, "day": _day(self.found.unknown_from)}
        if self.state != WageState.NOT_TESTED:
            return ""
        if self.wage is None:
            return _("There is no wage to test.")
        if self.found is None:
            return _("Not tested: the minimum wage on this day is not known.")
        return _(
            "The minimum wage from %(day)s is not known yet. The wage is tested again when it is entered."
        ) % {"day": _day(self.found.unknown_from)}

    @property
    def _about_age(self) -> str:
        if self.found is None or self.found.unknown_age is None or self.state == WageState.UNPAID:
            return ""
        return _(
            "Incomplete: the minimum wage of somebody of %(age)s is not known, so that of an adult is used."
        ) % {"age": self.found.unknown_age}


def wage_test(vacancy: Vacancy, parameters: Parameters, today: date) -> WageTest:
    """Test the wage of a vacancy by the minimum of an adult, on its first day, or today once that has passed.

    The age of who will do the work is not known here: it is asked for at the match.
    """
    if not vacancy.is_paid:
        return WageTest(WageState.UNPAID, vacancy.wage_hour)
    code, on = vacancy.company.organisation.country, vacancy.first_day(today)
    asked = sector_floor(country(code), vacancy.sector, on, parameters)
    return replace(wage_test_on(code, vacancy.wage_hour, on, parameters), asked_in_sector=asked)


def placement_wage_test(placement: Placement, parameters: Parameters, today: date) -> WageTest:
    """Test the wage of work that is planned or under way, on its first day, or today once that has passed."""
    if placement.kind not in Placement.PAID_KINDS:
        return WageTest(WageState.UNPAID, placement.wage_hour)
    on = max(placement.started_on or placement.planned_start_on, today)
    asked = sector_floor(country(placement.resident.centre.country), placement.sector, on, parameters)
    return replace(
        agreed_wage_test(placement.resident, placement.wage_hour, on, parameters), asked_in_sector=asked
    )


def agreed_wage_test(resident: Resident, wage: Decimal | None, on: date, parameters: Parameters) -> WageTest:
    """Test what is agreed with a resident, by the minimum of their age on the day."""
    age = years_old(resident.birth_date, on) if resident.birth_date else None
    return wage_test_on(resident.centre.country, wage, on, parameters, age)


def wage_test_on(
    code: str, wage: Decimal | None, on: date, parameters: Parameters, age: int | None = None
) -> WageTest:
    """Test a wage (EUR gross an hour) in a country, given by its code, on a day.

    By the minimum of an age in years; without one, by that of an adult.
    """
    here = country(code)
    if not here.minimum_wage:
        return WageTest(WageState.NO_FLOOR, wage)
    found = wage_floor(here, on, parameters, age)
    if wage is None or found is None:
        return WageTest(WageState.NOT_TESTED, wage, found)
    if wage < found.amount:
        return WageTest(WageState.BELOW, wage, found)
    return WageTest(WageState.ENOUGH if found.is_of_the_day else WageState.NOT_TESTED, wage, found)


def likely_wage_on(code: str, parameters: Parameters, today: date) -> Decimal | None:
    """The highest wage (EUR an hour) that nobody is asked about; None where no minimum is known."""
    found = wage_floor(country(code), today, parameters)
    return None if found is None else found.amount * TIMES_LIKELY


def vacancy_calculator_url(vacancy: Vacancy) -> str:
    """Return the calculator's address for the hours and wage of a vacancy.

    Empty when it names no wage, or when its country asks no contribution.
    """
    schemes = country(vacancy.company.organisation.country).schemes
    if vacancy.wage_hour is None or vacancy.hours is None or not schemes:
        return ""
    return calculator_url(schemes[0].code, hours=vacancy.hours, wage_hour=vacancy.wage_hour)


def _floor_text(floor: Floor) -> str:
    """Its amount with the day from which it holds and its source."""
    entry = floor.entry
    words = {
        "amount": euros_per(entry.value, "hour", is_exact=True),
        "day": _day(entry.from_on),
        "source": source_text(entry.source),
    }
    if entry.from_on is None:
        return _("%(amount)s, source: %(source)s") % words
    return _("%(amount)s from %(day)s, source: %(source)s") % words


def _day(day: date | None) -> str:
    return "" if day is None else date_format(day, "j F Y")
