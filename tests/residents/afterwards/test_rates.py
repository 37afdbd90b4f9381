"""How many work or learn later: persons, with who is not known in the denominator."""

import pytest

from residents.afterwards.rates import Rate, rate_of
from residents.choices import Afterwards


@pytest.mark.parametrize(
    ("states", "rate", "percent"),
    [
        ([], Rate(0, 0, 0), None),
        (["work", "apprenticeship", "education"], Rate(3, 0, 0), 100),
        (["work", "nothing", ""], Rate(1, 1, 1), 33),
        (["work", "work", ""], Rate(2, 0, 1), 67),
        (["work"] + [""] * 7, Rate(1, 0, 7), 13),  # 12.5, rounded half up
        (["", ""], Rate(0, 0, 2), 0),
    ],
)
def test_who_is_not_known_is_no_success_and_counts_among_the_others(states, rate, percent):
    found = rate_of(states)
    assert (found, found.percent, found.due) == (rate, percent, len(states))


def test_two_groups_add_up():
    assert Rate(1, 2, 3) + Rate(4, 5, 6) == Rate(5, 7, 9)


def test_every_answer_of_the_desk_is_a_success_or_nothing():
    counted = {code: rate_of([code]) for code in Afterwards.values}
    assert {code for code, rate in counted.items() if rate.nothing} == {"nothing"}
    assert not any(rate.unknown for rate in counted.values())
