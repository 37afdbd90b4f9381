"""The rate of a company and the median of all: pure, by the definition in the module."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.response_rate import FEWEST, IN_TIME, LATE, OPEN, Asked, Rate, median_of, rate_of

TODAY = date(2026, 11, 29)


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("asked", "mark"),
    [
        (Asked(day(-3), day(-3)), IN_TIME),
        (Asked(day(-3), day(-2)), LATE),
        (Asked(day(-3), None), LATE),
        (Asked(day(-3), None, is_waiting=True), LATE),  # the night has not let it lapse yet
        (Asked(day(0), None, is_waiting=True), OPEN),
        (Asked(day(5), day(-1)), IN_TIME),
    ],
)
def test_the_mark_of_one_candidate(asked, mark):
    assert asked.mark(TODAY) == mark


def test_the_example_of_the_definition():
    asked = [Asked(day(-20), day(-21))] * 9 + [Asked(day(-20), day(-19))] + [Asked(day(-20), None)] * 2
    rate = rate_of(asked, TODAY)
    assert (rate.in_time, rate.of, rate.percent, rate.is_known) == (9, 12, 75, True)


@pytest.mark.parametrize(
    ("due_on", "counts"),
    [(date(2025, 11, 28), 0), (date(2025, 11, 29), 1), (day(-1), 1), (day(0), 0), (day(3), 0)],
)
def test_what_counts_by_its_last_day(due_on, counts):
    assert rate_of([Asked(due_on, due_on)], TODAY).of == counts


def test_four_are_too_few_and_five_are_enough():
    assert [Rate(1, of).is_known for of in (4, 5)] == [False, True]


def test_the_median_is_that_of_companies_with_a_rate_and_of_five_at_least():
    known = [Rate(5, 5), Rate(4, 5), Rate(3, 5), Rate(9, 12)]
    assert median_of([*known, Rate(0, 4)]) is None
    assert median_of([*known, Rate(0, 4), Rate(1, 5)]) == (75, 5)


@given(st.lists(st.integers(min_value=0, max_value=40), min_size=FEWEST, max_size=30))
def test_the_median_tells_no_rate_exactly_and_lies_among_them(answered):
    rates = [Rate(n, 40) for n in answered]
    middle, companies = median_of(rates)
    percents = sorted(rate.percent for rate in rates)
    assert companies == len(rates)
    assert middle % 5 == 0
    assert percents[0] - 5 <= middle <= percents[-1] + 5
