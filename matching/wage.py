"""The wage of a vacancy against the legal minimum of its country on its first day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from employers.models import Vacancy
from law.registry import country
from law.rules import Parameter, Parameters
from residents.calculator_link import calculator_url


class WageState(StrEnum):
    UNPAID = "unpaid"
    ENOUGH = "enough"
    BELOW = "below"
    NOT_TESTED = "not_tested"
    NO_FLOOR = "no_floor"  # the country has no legal minimum


@dataclass(frozen=True)
class WageTest:
    """What the test found. ``floor`` is the minimum on the day, or the last one known when that day has none.

    ``unknown_from`` is the first day whose minimum is not known, when that is why there was no test.
    """

    state: WageState
    wage: Decimal | None = None
    floor: Decimal | None = None
    floor_from: date | None = None
    unknown_from: date | None = None

    @property
    def difference(self) -> Decimal | None:
        """How much more (or, negative, less) than ``floor`` is paid, in EUR an hour."""
        return None if self.wage is None or self.floor is None else self.wage - self.floor

    @property
    def text(self) -> str:
        """One sentence for the screen; empty when the wage is enough or none is due."""
        if self.state == WageState.BELOW:
            return _("The wage is below the legal minimum of %(floor)s euros an hour.") % {
                "floor": f"{self.floor:.2f}"
            }
        if self.state != WageState.NOT_TESTED:
            return ""
        if self.wage is None:
            return _("There is no wage to test.")
        if self.unknown_from is None:
            return _("Not tested: the minimum wage on this day is not known.")
        return _("Not tested: the minimum wage from %(day)s is not known.") % {
            "day": date_format(self.unknown_from, "j F Y")
        }


def wage_test(vacancy: Vacancy, parameters: Parameters) -> WageTest:
    """Test the wage of a vacancy as of its first day."""
    if not vacancy.is_paid:
        return WageTest(WageState.UNPAID, vacancy.wage_hour)
    return wage_test_on(
        vacancy.company.organisation.country, vacancy.wage_hour, vacancy.starts_on, parameters
    )


def wage_test_on(code: str, wage: Decimal | None, on: date, parameters: Parameters) -> WageTest:
    """Test a wage (EUR gross an hour) in a country, given by its code, on a day.

    By the minimum of an adult: minimums by age are lower, and the age of a candidate is not known here.
    """
    name = country(code).minimum_wage
    if not name:
        return WageTest(WageState.NO_FLOOR, wage)
    floor = parameters.find(name, on)
    if wage is None or floor is None:
        return _not_tested(name, wage, on, parameters)
    minimum = Decimal(floor.value)
    state = WageState.BELOW if wage < minimum else WageState.ENOUGH
    return WageTest(state, wage, minimum, floor.from_on)


def _not_tested(name: str, wage: Decimal | None, on: date, parameters: Parameters) -> WageTest:
    last = _last_known(name, on, parameters)
    if last is None:
        return WageTest(WageState.NOT_TESTED, wage)
    unknown_from = last.until_on + timedelta(days=1) if last.until_on and last.until_on < on else None
    return WageTest(WageState.NOT_TESTED, wage, Decimal(last.value), last.from_on, unknown_from)


def _last_known(name: str, on: date, parameters: Parameters) -> Parameter | None:
    begun = [
        entry
        for entry in parameters.entries
        if entry.name == name and entry.value is not None and (entry.from_on or date.min) <= on
    ]
    return max(begun, key=lambda entry: entry.from_on or date.min, default=None)


def vacancy_calculator_url(vacancy: Vacancy) -> str:
    """Return the calculator's address for the hours and wage of a vacancy.

    Empty when it names no wage, or when its country asks no contribution.
    """
    schemes = country(vacancy.company.organisation.country).schemes
    if vacancy.wage_hour is None or not schemes:
        return ""
    return calculator_url(schemes[0].code, hours=vacancy.hours, wage_hour=vacancy.wage_hour)
