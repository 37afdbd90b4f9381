"""The wage against the legal minimum: parameters of the test's own, so that no law changes the answer."""

from datetime import date
from decimal import Decimal

import pytest

from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from law.rules import Parameter, Parameters
from matching.services import approve_vacancy
from matching.wage import WageState, wage_test, wage_test_on
from tests.factories.employers import VacancyFactory

KNOWN = Parameters(
    [
        Parameter(
            "nl.minimum_wage.hour.21", Decimal("14.40"), "WML", "S", date(2025, 7, 1), date(2025, 12, 31)
        ),
        Parameter(
            "nl.minimum_wage.hour.21", Decimal("14.71"), "WML", "S", date(2026, 1, 1), date(2026, 6, 30)
        ),
    ]
)


@pytest.mark.parametrize(
    ("wage", "on", "state"),
    [
        ("14.71", date(2026, 1, 1), WageState.ENOUGH),
        ("14.70", date(2026, 1, 1), WageState.BELOW),
        ("14.70", date(2025, 12, 31), WageState.ENOUGH),
        ("14.70", date(2026, 7, 1), WageState.NOT_TESTED),
        ("99.00", date(2025, 6, 30), WageState.NOT_TESTED),
    ],
)
def test_wage_is_tested_by_the_minimum_of_the_first_day(wage, on, state):
    assert wage_test_on("NL", Decimal(wage), on, KNOWN).state == state


def test_unknown_minimum_names_the_day_and_the_last_known_one():
    test = wage_test_on("NL", Decimal("15.60"), date(2026, 9, 1), KNOWN)
    assert (test.floor, test.floor_from, test.unknown_from) == (
        Decimal("14.71"),
        date(2026, 1, 1),
        date(2026, 7, 1),
    )
    assert test.difference == Decimal("0.89")


def test_belgian_wage_is_not_tested_by_the_dutch_minimum():
    test = wage_test_on("BE", Decimal("10.00"), date(2026, 1, 1), KNOWN)
    assert (test.state, test.floor) == (WageState.NOT_TESTED, None)


def test_volunteering_has_no_minimum(db):
    with system_scope("test"):
        vacancy = VacancyFactory(contract="volunteering", wage_hour=None)
        assert wage_test(vacancy, KNOWN).state == WageState.UNPAID


def test_approval_below_the_minimum_is_refused(db):
    with system_scope("test"):
        vacancy = VacancyFactory(status="submitted", wage_hour=Decimal("9.00"), starts_on=date(2026, 3, 1))
        with pytest.raises(RuleBroken):
            approve_vacancy(vacancy)
        vacancy.refresh_from_db()
        assert vacancy.status == "submitted"


def test_approval_opens_untested_where_the_minimum_is_not_known(db):
    with system_scope("test"):
        vacancy = VacancyFactory(status="submitted", starts_on=date(2090, 1, 1))
        assert approve_vacancy(vacancy).state == WageState.NOT_TESTED
        assert vacancy.status == "open"
