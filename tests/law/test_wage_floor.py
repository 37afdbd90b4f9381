"""The floor of a day and an age: parameters of the test's own, so that no law changes the answer."""

from datetime import date
from decimal import Decimal

import pytest

from law.registry import country
from law.rules import Parameter, Parameters, years_old
from law.wage_floor import floor_parameters, sector_floor, wage_floor

FIRST, SECOND, LATER = date(2026, 1, 1), date(2026, 7, 1), date(2027, 1, 1)
HALF_YEAR = date(2026, 6, 30)


def value(age: int, amount: str | None, from_on: date, until_on: date | None = None) -> Parameter:
    return Parameter(f"nl.minimum_wage.hour.{age}", amount and Decimal(amount), "WML", "S", from_on, until_on)


KNOWN = Parameters(
    [
        value(21, "14.71", FIRST, HALF_YEAR),
        value(20, "11.77", FIRST, HALF_YEAR),
        value(21, "15.20", LATER),
        value(18, "7.36", FIRST, HALF_YEAR),
        value(18, "7.60", LATER),
    ]
)


@pytest.mark.parametrize(
    ("on", "age", "amount", "unknown_from", "unknown_age"),
    [
        (FIRST, None, "14.71", None, None),
        (FIRST, 21, "14.71", None, None),
        (FIRST, 45, "14.71", None, None),
        (FIRST, 20, "11.77", None, None),
        (FIRST, 19, "14.71", None, 19),  # of no day: that of an adult
        (HALF_YEAR, 20, "11.77", None, None),
        (SECOND, None, "14.71", SECOND, None),  # the last one known
        (SECOND, 20, "11.77", SECOND, None),
        (SECOND, 19, "14.71", SECOND, 19),
        (LATER, None, "15.20", None, None),
        (LATER, 18, "7.60", None, None),
        (LATER, 20, "15.20", None, 20),  # only that of the age is unknown: that of an adult
    ],
)
def test_floor_is_that_of_the_day_and_the_age(on, age, amount, unknown_from, unknown_age):
    found = wage_floor(country("NL"), on, KNOWN, age)
    assert (found.amount, found.unknown_from, found.unknown_age) == (
        Decimal(amount),
        unknown_from,
        unknown_age,
    )


def test_before_the_first_known_value_there_is_no_floor():
    assert wage_floor(country("NL"), date(2025, 12, 31), KNOWN) is None
    assert wage_floor(country("BE"), FIRST, KNOWN) is None


def test_value_that_is_said_to_be_unknown_ends_the_one_before():
    ended = Parameters([value(21, "14.71", FIRST), value(21, None, SECOND)])
    found = wage_floor(country("NL"), LATER, ended)
    assert (found.amount, found.unknown_from) == (Decimal("14.71"), SECOND)


def test_floor_is_unknown_from_the_day_after_the_last_known_value():
    """Said to be unknown twice: the first of the two days counts."""
    twice = Parameters([value(21, "14.71", FIRST), value(21, None, SECOND), value(21, None, LATER)])
    assert wage_floor(country("NL"), LATER, twice).unknown_from == SECOND


def test_floors_of_a_country_are_named_with_their_ages():
    assert floor_parameters(country("NL")) == {f"nl.minimum_wage.hour.{age}" for age in range(15, 22)}
    assert floor_parameters(country("BE")) == {"be.minimum_wage.hour"}


@pytest.mark.parametrize(
    ("age", "on", "amount"),
    [  # rules.md A5 and F
        (16, date(2024, 7, 1), "4.72"),
        (20, date(2024, 12, 31), "10.94"),
        (18, date(2025, 7, 1), "7.20"),
        (17, date(2026, 6, 30), "5.81"),
        (15, date(2026, 1, 1), "4.41"),
    ],
)
def test_shipped_floors_of_the_young_are_those_of_the_rules(age, on, amount):
    assert wage_floor(country("NL"), on, Parameters.shipped(), age).amount == Decimal(amount)


@pytest.mark.parametrize(
    ("sector", "on", "amount", "unknown_from"),
    [
        ("cleaning", date(2025, 7, 1), "14.83", None),
        ("cleaning", date(2025, 12, 31), "14.83", None),
        ("cleaning", date(2026, 1, 1), "15.52", None),  # 14.83 and 3%, and 0.25 on top
        ("cleaning", date(2026, 7, 1), "15.52", date(2026, 7, 1)),  # the agreement ended
    ],
)
def test_floor_of_a_sector_is_that_of_its_agreement_or_the_last_one_known(sector, on, amount, unknown_from):
    found = sector_floor(country("NL"), sector, on, Parameters.shipped())
    assert (found.amount, found.unknown_from) == (Decimal(amount), unknown_from)


@pytest.mark.parametrize(
    ("land", "sector", "on"),
    [
        ("NL", "cleaning", date(2025, 6, 30)),
        ("NL", "hospitality", date(2026, 1, 1)),
        ("NL", "", date(2026, 1, 1)),
        ("BE", "cleaning", date(2026, 1, 1)),
    ],
)
def test_a_sector_without_a_known_agreement_has_no_floor(land, sector, on):
    assert sector_floor(country(land), sector, on, Parameters.shipped()) is None


@pytest.mark.parametrize(
    ("birth_date", "on", "age"),
    [
        (date(2005, 6, 1), date(2026, 5, 31), 20),
        (date(2005, 6, 1), date(2026, 6, 1), 21),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_age_changes_on_the_birthday(birth_date, on, age):
    assert years_old(birth_date, on) == age
