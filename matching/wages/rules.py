"""The law in force as employers ask for it (``employers/from_matching/wage_rules.py``)."""

from datetime import date
from decimal import Decimal

from employers.models import Vacancy
from matching.wages.floor import likely_wage_on, wage_test
from residents.law_values import parameters_in_force


class WageRulesInForce:
    """Tests by the shipped values with those that two administrators agreed on."""

    def objection(self, vacancy: Vacancy, today: date) -> str:
        """Say why the wage of a vacancy cannot be; empty when it can."""
        test = wage_test(vacancy, parameters_in_force(), today)
        return test.text if test.is_below else ""

    def likely_wage(self, country: str, today: date) -> Decimal | None:
        """The highest wage (EUR gross an hour) that nobody is asked about; None where no floor is known."""
        return likely_wage_on(country, parameters_in_force(), today)
