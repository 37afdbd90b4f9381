"""How long a journey takes: the same estimate as on the page of a case, and what goes at night."""

from random import Random

import pytest

from jobdesk.desks import travel as of_the_desk
from matching.scoring.coefficients import Travel
from matching.scoring.journeys import (
    BICYCLE,
    CAR,
    FOOT,
    MEANS,
    PUBLIC_TRANSPORT,
    Journey,
    kilometres,
    shortest,
)

BOTH = frozenset({BICYCLE, PUBLIC_TRANSPORT})


def test_the_estimate_is_that_of_the_page_of_a_case() -> None:
    random = Random(1)
    for _pair in range(300):
        start, end = ((50 + random.random() * 3, 3 + random.random() * 4) for _end in range(2))
        way = kilometres(start, end, Travel())
        assert way == pytest.approx(of_the_desk.kilometres(start, end))
        by_both, by_bus = (
            shortest(way, BOTH, Travel(), is_night=False),
            shortest(way, {PUBLIC_TRANSPORT}, Travel(), is_night=False),
        )
        assert by_both is not None
        assert by_bus is not None
        assert by_both.minutes == of_the_desk.minutes(start, end)
        assert by_bus.minutes == of_the_desk.minutes(start, end, by_bicycle=False)


@pytest.mark.parametrize(
    ("way", "means", "is_night", "journey"),
    [
        (0, {BICYCLE}, False, Journey(5, BICYCLE)),  # nothing takes less than five minutes
        (1.25, {BICYCLE}, False, Journey(5, BICYCLE)),
        (1.26, {BICYCLE}, False, Journey(10, BICYCLE)),  # rounded up
        (15, {BICYCLE}, False, Journey(60, BICYCLE)),
        (36, {PUBLIC_TRANSPORT}, False, Journey(75, PUBLIC_TRANSPORT)),
        (50, {CAR}, False, Journey(65, CAR)),
        (5, {FOOT}, False, Journey(60, FOOT)),
        (6.42, BOTH, False, Journey(30, BICYCLE)),
        (
            6.43,
            BOTH,
            False,
            Journey(30, PUBLIC_TRANSPORT),
        ),  # 25.7 minutes either way: the quicker
        (30, BOTH, True, Journey(120, BICYCLE)),
        (30, {PUBLIC_TRANSPORT}, True, None),
        (30, set(), False, None),
        (0, set(MEANS), False, Journey(5, BICYCLE)),  # of those that take as long the first
    ],
)
def test_the_quickest_of_the_means_that_go(
    way: float, means: set[str], is_night: bool, journey: Journey | None
) -> None:
    assert shortest(way, means, Travel(), is_night=is_night) == journey


def test_the_two_ends_of_the_earth_are_half_way_round() -> None:
    assert kilometres((0, 0), (0, 180), Travel(detour=1)) == pytest.approx(20_015, abs=1)
    assert kilometres((90, 0), (-90, 0), Travel(detour=1)) == pytest.approx(20_015, abs=1)
    assert kilometres((52, 5), (52, 5), Travel()) == 0
