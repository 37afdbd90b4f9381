"""The ranking in columns is that of a screen: the same people, and the same score to the last digit."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from matching.scoring import RANKED, Demand, Profile, Travel, Weights, judge
from matching.scoring.columns import score_matrix, scored_columns
from matching.scoring.records import NEVER
from tests.matching.scoring.cases import SELAM, TODAY, VACANCY, vacancy
from tests.matching.scoring.invented import resident
from tests.matching.scoring.invented import vacancy as invented_vacancy

TRAVEL = Travel(
    known={("Lindenhout", "Waterdam"): 30, ("Heuvel", "Veenmeer"): 60},
    known_at_night={("Lindenhout", "Waterdam"): 20, ("Heuvel", "Waterdam"): 70},
)
WEIGHTS = Weights(occupation=1, skills=0, travel=50, availability=7, wish=13, language=9)


def pairs_that_differ(
    demands: list[Demand], profiles: list[Profile], **figures: object
) -> list[tuple[object, ...]]:
    """Hold both ways of counting against each other, pair by pair."""
    scores = score_matrix(demands, profiles, TODAY, **figures)  # type: ignore[arg-type]
    different: list[tuple[object, ...]] = []
    for column, demand in enumerate(demands):
        for row, profile in enumerate(profiles):
            judgement = judge(demand, profile, TODAY, **figures)  # type: ignore[arg-type]
            expected = (True, judgement.score) if judgement.state == RANKED else (False, 0.0)
            if (bool(scores.eligible[row, column]), float(scores.score[row, column])) != expected:
                different.append((demand, profile, expected, scores.score[row, column]))
    return different


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("figures", [{}, {"travel": TRAVEL, "weights": WEIGHTS, "relations": {}}])
def test_both_ways_of_counting_agree(seed: int, figures: dict[str, object]) -> None:
    random = Random(seed)
    demands = [invented_vacancy(random, number) for number in range(30)]
    profiles = [resident(random, number) for number in range(200)]
    assert pairs_that_differ(demands, profiles, **figures) == []


def test_the_invented_pairs_have_everything_in_them() -> None:
    """The test above says nothing unless enough are ranked, with every feature known and unknown."""
    random = Random(1)
    demands = [invented_vacancy(random, number) for number in range(60)]
    profiles = [resident(random, number) for number in range(400)]
    judgements = [judge(demand, profile, TODAY) for demand in demands for profile in profiles]
    states = {state: sum(each.state == state for each in judgements) for state in ("near", "check", "ranked")}
    assert min(states.values()) > 100, states
    ranked = [each for each in judgements if each.state == RANKED]
    unknown = {feature for each in ranked for feature in each.unknown}
    assert unknown == {"occupation", "skills", "wish", "language"}
    assert len({each.score for each in ranked}) > 50


def test_nobody_and_nothing_give_empty_columns() -> None:
    assert score_matrix([], [SELAM], TODAY).score.shape == (1, 0)
    assert score_matrix([VACANCY], [], TODAY).eligible.shape == (0, 1)
    (column,) = scored_columns([VACANCY], [], TODAY)
    assert (column.demand, len(column.rows), len(column.scores)) == (0, 0, 0)


def test_a_column_has_the_rows_in_order_and_their_scores() -> None:
    nobody = replace(SELAM, id="B-2", has_consent=False)
    strangers = [nobody, SELAM, replace(SELAM, id="B-3", wishes=None, eligible_from=TODAY, lead_days=0)]
    first, second = scored_columns([vacancy(isco="8322"), VACANCY], strangers, TODAY)
    assert (first.demand, list(first.rows)) == (0, [])
    assert (second.demand, list(second.rows)) == (1, [1, 2])
    assert list(second.scores) == [judge(VACANCY, each, TODAY).score for each in strangers[1:]]


def test_the_last_day_there_is_does_not_run_over() -> None:
    people = [
        replace(SELAM, eligible_from=NEVER, lead_days=10_000, permit_employer=name)
        for name in ("", "Bakkerij")
    ]
    assert not np.any(score_matrix([VACANCY], people, TODAY).eligible)
