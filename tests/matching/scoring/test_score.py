"""What a score is made of: values by hand, parts that sum to it exactly, and what moves it which way."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.scoring import CHECK, EXCLUDED, Experience, LanguageLevel, Weights, judge, points
from matching.scoring.coefficients import FEATURES, WEIGHTS
from matching.scoring.conditions import LEVELS
from matching.scoring.journeys import MEANS
from tests.matching.scoring.cases import LINDENHOUT, MORNING, SELAM, TODAY, selam, vacancy, week
from tests.matching.scoring.invented import resident
from tests.matching.scoring.invented import vacancy as invented_vacancy

A_SIXTEENTH = Fraction(1, 16384)


def value_of(feature: str, demand: dict[str, Any], profile: dict[str, Any]) -> int | None:
    """A feature in thousandths."""
    return judge(vacancy(**demand), selam(**profile), TODAY).value(feature)


def test_the_weights_are_those_of_the_design() -> None:
    assert [getattr(WEIGHTS, feature) for feature in FEATURES] == [34, 20, 16, 12, 10, 3]


@pytest.mark.parametrize(
    ("occupations", "value"),
    [
        ((Experience("9112", 5),), 1000),
        ((Experience("9112", 12),), 1000),  # more than five years are not more
        ((Experience("9112", 4),), 920),
        ((Experience("9112", 2.5),), 800),
        ((Experience("9112"),), 800),  # not recorded: as two years and a half
        ((Experience("9112", 0),), 600),
        ((Experience("9111", 5),), 700),  # the same minor group
        ((Experience("9129", 5),), 400),  # the same sub-major group
        ((Experience("9333", 5),), 150),  # the same major group
        ((Experience("5120", 5),), 0),
        ((Experience("5151", 5),), 750),  # housekeeping supervisors: related, whatever the digits say
        ((Experience("5151", 0),), 450),
        ((Experience("9333", 5), Experience("9111", 5)), 700),  # the best of them
        ((), 0),
        (None, None),
    ],
)
def test_the_value_of_occupations(occupations: Any, value: int | None) -> None:
    assert value_of("occupation", {}, {"occupations": occupations}) == value


@pytest.mark.parametrize(
    ("skills", "value"),
    [({"beds", "cleaning-agents", "till"}, 1000), ({"beds"}, 500), ({"till"}, 0), ((), 0), (None, None)],
)
def test_the_value_of_skills(skills: Any, value: int | None) -> None:
    assert value_of("skills", {}, {"skills": None if skills is None else frozenset(skills)}) == value


@pytest.mark.parametrize(
    ("latitude", "minutes", "value"),
    [
        (52.3, 5, 1000),
        (52.327, 20, 823),
        (52.429, 75, 176),
        (52.4455, 85, 58),
        (52.4545, 90, 0),
        (53.5, 695, 0),
    ],
)
def test_the_value_of_a_journey(latitude: float, minutes: int, value: int) -> None:
    judgement = judge(vacancy(), selam(point=(latitude, 5.2)), TODAY)
    journey = judgement.asked.journey(judgement.profile)
    assert journey is not None
    assert (journey.minutes, judgement.value("travel")) == (minutes, value)


def test_the_value_of_a_journey_that_is_not_known() -> None:
    assert value_of("travel", {}, {"means": None}) is None
    assert value_of("travel", {}, {"point": None}) is None
    assert value_of("travel", {}, {"means": frozenset()}) == 0
    assert value_of("travel", {}, {"travel_max": None}) == 823  # what they accept is not how far it is


@pytest.mark.parametrize(
    ("profile", "value"),
    [
        ({}, 1000),
        ({"availability": week((0, 2, 4), MORNING)}, 750),
        ({"lessons": week((0, 1), MORNING)}, 750),
        ({"availability": 0}, 0),
        ({"availability": None}, None),
    ],
)
def test_the_value_of_free_hours(profile: dict[str, Any], value: int | None) -> None:
    assert value_of("availability", {}, profile) == value
    assert value_of("availability", {"shifts": None}, profile) is None


@pytest.mark.parametrize(
    ("wishes", "value"),
    [
        (("9112",), 1000),
        (("5120", "9112"), 1000),
        (("9111",), 600),
        (("911",), 600),
        (("9121",), 300),
        (("91",), 300),
        (("9333",), 0),
        ((), 500),  # asked, and open to anything
        (None, None),
    ],
)
def test_the_value_of_wishes(wishes: Any, value: int | None) -> None:
    assert value_of("wish", {}, {"wishes": wishes}) == value


NL_A1, NL_A2, EN_A1 = LanguageLevel("nl", "A1"), LanguageLevel("nl", "A2"), LanguageLevel("en", "A1")


@pytest.mark.parametrize(
    ("groups", "languages", "value"),
    [
        (((NL_A2,),), {"nl": "A2"}, 0),
        (((NL_A2,),), {"nl": "B1"}, 500),
        (((NL_A2,),), {"nl": "B2"}, 1000),
        (((NL_A2,),), {"nl": "C2"}, 1000),  # more than two levels are not more
        (((NL_A2,),), {"nl": "A1"}, 0),
        (((NL_A2,),), {"nl": None}, None),
        (((NL_A2,),), None, None),
        (((NL_A1, EN_A1),), {"nl": "A2", "en": "B1"}, 1000),  # of a group the best
        (((NL_A1, EN_A1),), {"nl": "A2", "en": None}, None),
        (((NL_A1,), (EN_A1,)), {"nl": "A2", "en": "B2"}, 750),  # the mean of the groups
    ],
)
def test_the_value_of_languages(groups: Any, languages: Any, value: int | None) -> None:
    assert value_of("language", {"languages": groups}, {"languages": languages}) == value


def test_what_is_not_asked_is_not_missed() -> None:
    judgement = judge(vacancy(skills=frozenset(), languages=()), SELAM, TODAY)
    assert [part.feature for part in judgement.parts] == ["occupation", "travel", "availability", "wish"]
    assert (judgement.known, judgement.unknown) == (1, ())


def test_the_weights_renormalise_over_what_is_known() -> None:
    judgement = judge(vacancy(), selam(skills=None, wishes=None), TODAY)
    assert judgement.unknown == ("skills", "wish")
    assert judgement.known == pytest.approx((34 + 16 + 12 + 3) / 95)
    assert [part.weight for part in judgement.parts] == pytest.approx([34 / 65, 16 / 65, 12 / 65, 3 / 65])
    assert judgement.score == pytest.approx((34 * 0.92 + 16 * 0.823 + 12) / 65, abs=float(A_SIXTEENTH))


def test_a_score_of_nothing_known_is_nothing() -> None:
    assert points.score([None, None], [34, 20]) == 0
    assert points.divided(0, []) == []
    assert points.of_100([], []) == []
    assert points.of_100([500], [0]) == [(0, 0)]


def test_whoever_is_left_out_has_no_score() -> None:
    judgement = judge(vacancy(), selam(has_consent=False), TODAY)
    assert (judgement.state, judgement.score, judgement.parts, judgement.parts_of_100) == (
        EXCLUDED,
        0,
        (),
        (),
    )


THOUSANDTHS = st.integers(0, 1000)
WEIGHED = st.lists(st.tuples(THOUSANDTHS, st.integers(1, 60)), min_size=1, max_size=6)


@settings(deadline=None)
@given(WEIGHED)
def test_points_sum_exactly_in_binary_and_in_decimal(rows: list[tuple[int, int]]) -> None:
    """Also as JSON writes them and a spreadsheet reads them: no digit is lost on the way."""
    values, weights = [list(each) for each in zip(*rows, strict=True)]
    whole = points.score(values, weights)
    parts = [each / points.GRID for each in points.divided(whole, [v * w for v, w in rows])]
    assert sum(parts) == whole / points.GRID
    assert sum(Decimal(repr(part)) for part in parts) == Decimal(repr(whole / points.GRID))
    exact = Fraction(sum(v * w for v, w in rows), sum(weights) * 1000)
    assert abs(Fraction(whole, points.GRID) - exact) <= A_SIXTEENTH / 2
    for part, (value, weight) in zip(parts, rows, strict=True):
        assert abs(Fraction(part) - Fraction(value * weight, sum(weights) * 1000)) < 2 * A_SIXTEENTH


@settings(deadline=None)
@given(WEIGHED)
def test_whole_points_of_a_hundred_sum_too(rows: list[tuple[int, int]]) -> None:
    values, weights = [list(each) for each in zip(*rows, strict=True)]
    exact = Fraction(100 * sum(v * w for v, w in rows), sum(weights) * 1000)
    pairs = points.of_100(values, weights)
    assert sum(reached for reached, _most in pairs) == int(exact + Fraction(1, 2))
    assert sum(most for _reached, most in pairs) == 100
    for (reached, most), (value, weight) in zip(pairs, rows, strict=True):
        share = Fraction(100 * weight, sum(weights))
        assert 0 <= reached <= most
        assert abs(most - share) < 1
        assert abs(reached - share * value / 1000) < 1
        assert reached == 0 or value > 0


def test_of_points_that_are_as_near_the_first_goes_up() -> None:
    assert points.divided(1, [5, 5]) == [1, 0]
    assert points.divided(3, [1, 1]) == [2, 1]
    # Both shares are 17.5 of a hundred, or 82.5: a point beyond the whole share takes the share up with it.
    assert points.of_100([0, 1000], [33, 7]) == [(0, 82), (18, 18)]
    assert points.of_100([1000, 0], [7, 33]) == [(18, 18), (0, 82)]
    # Shares of 24.5 and 25.5, of which one can go up: of three points that end in a half the second does not.
    assert points.of_100([1000, 1000, 990], [49, 51, 100]) == [(25, 25), (25, 25), (50, 50)]


def test_what_is_left_goes_to_the_largest_remainders() -> None:
    assert points.divided(7, [5, 3, 1]) == [4, 2, 1]  # 3.9, 2.3 and 0.8
    assert points.of_100([902, 109], [50, 50]) == [(45, 50), (6, 50)]  # 45.1 and 5.45 are 50.55 together


def test_every_value_has_its_weight() -> None:
    with pytest.raises(ValueError, match="zip"):
        points.score([1, 2], [1])
    with pytest.raises(ValueError, match="zip"):
        points.of_100([1, 2], [1])


@settings(deadline=None)
@given(st.integers(0, 100_000))
def test_the_parts_of_anybody_sum_to_their_score(seed: int) -> None:
    random = Random(seed)
    judgement = judge(invented_vacancy(random, 1), resident(random, 1), TODAY)
    assert sum(part.points for part in judgement.parts) == judgement.score
    assert 0 <= judgement.score <= 1
    assert sum(part.points for part in judgement.parts_of_100) == judgement.score_of_100
    assert abs(judgement.score_of_100 - judgement.score * 100) <= 0.51
    assert sum(part.weight for part in judgement.parts) == pytest.approx(1 if judgement.parts else 0)


BETTER: dict[str, Any] = {
    "one level more": lambda each: {
        "languages": each.languages
        and {
            code: level and list(LEVELS)[min(LEVELS[level] + 1, 6)] for code, level in each.languages.items()
        }
    },
    "one occupation more": lambda each: {
        "occupations": None if each.occupations is None else (*each.occupations, Experience("9112", 3))
    },
    "a year more": lambda each: {
        "occupations": each.occupations
        and tuple(
            Experience(one.isco, one.years if one.years is None else one.years + 1)
            for one in each.occupations
        )
    },
    "one skill more": lambda each: {"skills": None if each.skills is None else each.skills | {"linen"}},
    "every hour free": lambda each: {
        "availability": None if each.availability is None else (1 << 21) - 1,
        "lessons": 0,
    },
    "every means": lambda each: {"means": None if each.means is None else frozenset(MEANS)},
    "the wish for it": lambda each: {"wishes": each.wishes and (*each.wishes, "9112")},
    "a month earlier": lambda each: {
        "eligible_from": each.eligible_from and each.eligible_from - timedelta(30),
    },
}
STANDING = {EXCLUDED: 0, "near": 1, CHECK: 2, "ranked": 2}


@pytest.mark.parametrize("name", BETTER)
@settings(deadline=None)
@given(seed=st.integers(0, 100_000))
def test_what_is_better_never_stands_lower(name: str, seed: int) -> None:
    """More of a language, of experience, of time, of means: neither the list nor the score is a worse one."""
    random = Random(seed)
    demand = replace(invented_vacancy(random, 1), isco="9112", country="NL")
    before = replace(resident(random, 1), country="NL", is_guided=True, has_consent=True, at_work_at="")
    after = replace(before, **BETTER[name](before))
    low, high = judge(demand, before, TODAY), judge(demand, after, TODAY)
    assert STANDING[high.state] >= STANDING[low.state]
    if low.values and high.values:
        assert high.grains >= low.grains


def test_other_weights_change_the_score_and_nothing_else() -> None:
    judgement = judge(vacancy(), selam(point=LINDENHOUT), TODAY, weights=Weights(0, 0, 1, 0, 0, 0))
    assert judgement.score == pytest.approx(0.823, abs=float(A_SIXTEENTH))
    assert judgement.state == "ranked"
