"""The same ranking in columns: for the nightly run and for fairs, where thousands are held against thousands.

Of each vacancy those come out who meet every condition, with their scores; memory is bounded by the number of
residents, not of pairs. Everything is counted in whole numbers, and what is not (the way in kilometres) by
the same function, so that a score is the same to the last digit as ``judge`` gives; a test holds it to that.
Near misses and questions are not looked for: those are read by people, one vacancy at a time.

numpy is imported here and nowhere else in the package: a page does not wait for it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.scoring.asked import Asked
from matching.scoring.coefficients import TRAVEL, WEIGHTS, Travel, Weights
from matching.scoring.columns.conditions import meeting, relevant
from matching.scoring.columns.features import grains
from matching.scoring.columns.journeys import Journeys
from matching.scoring.columns.people import People
from matching.scoring.occupations.distance import Relations
from matching.scoring.occupations.neighbours import NEIGHBOURS
from matching.scoring.points import GRID
from matching.scoring.records import Demand, Profile


@dataclass(frozen=True, slots=True)
class ScoredColumn:
    """Who meets every condition of one vacancy: rows of the profiles, in order, and their scores."""

    demand: int
    rows: NDArray[np.int32]
    scores: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scores:
    """Both as tables, profiles × demands: who meets every condition, and the score, 0 where they do not."""

    eligible: NDArray[np.bool_]
    score: NDArray[np.float64]


def scored_columns(
    demands: Iterable[Demand],
    profiles: Sequence[Profile],
    on: date,
    *,
    weights: Weights = WEIGHTS,
    travel: Travel = TRAVEL,
    relations: Relations = NEIGHBOURS,
) -> Iterator[ScoredColumn]:
    """Hold every profile against every demand, as on a day; one column for each demand, in their order."""
    people = People(profiles, on.toordinal())
    journeys = Journeys(people, travel)
    for at, demand in enumerate(demands):
        asked = Asked(demand, on, weights, travel, relations)
        rows = meeting(asked, people, journeys, relevant(asked, people))
        yield ScoredColumn(at, rows, grains(asked, people, journeys, rows) / GRID)


def score_matrix(
    demands: Sequence[Demand],
    profiles: Sequence[Profile],
    on: date,
    *,
    weights: Weights = WEIGHTS,
    travel: Travel = TRAVEL,
    relations: Relations = NEIGHBOURS,
) -> Scores:
    """Return the scores of all pairs at once: for a fair, where they fit in memory (8 bytes a pair)."""
    score = np.zeros((len(profiles), len(demands)))
    eligible = np.zeros(score.shape, dtype=bool)
    for each in scored_columns(demands, profiles, on, weights=weights, travel=travel, relations=relations):
        eligible[each.rows, each.demand] = True
        score[each.rows, each.demand] = each.scores
    return Scores(eligible, score)
