"""What an assignment is asked, and what it answers. Residents and vacancies are numbered from 0."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

Pair = tuple[int, int]  # resident, vacancy


class NoAssignment(Exception):
    """What must be cannot be: the pairs that must meet break a capacity or a side constraint."""


@dataclass(frozen=True, slots=True)
class CentreLimit:
    """At most ``limit`` of these residents get a seat; of one vacancy, or of all when that is None."""

    residents: frozenset[int]
    limit: int
    vacancy: int | None = None

    def counts(self, pair: Pair) -> bool:
        """Whether a seat of this pair counts for the limit."""
        return pair[0] in self.residents and self.vacancy in (None, pair[1])


@dataclass(frozen=True, slots=True)
class Problem:
    """Residents by vacancies with their scores, and how many seats each vacancy has.

    A pair whose score is None, zero or less is never seated: an empty seat is worth nothing, so that no
    assignment becomes better by it. ``apart``: two residents who are not seated at one vacancy. ``must``:
    pairs that are seated whatever they score. ``each``: how many seats a resident may have, each at another
    vacancy.
    """

    scores: Sequence[Sequence[float | None]]
    capacities: Sequence[int]
    centre_limits: Sequence[CentreLimit] = ()
    apart: Sequence[Pair] = ()
    must: frozenset[Pair] = frozenset()
    each: int = 1

    def score(self, pair: Pair) -> float:
        """What a seat of this pair is worth; 0 when it is only there because it must be."""
        value = self.scores[pair[0]][pair[1]]
        return float(value) if value is not None and value > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Assignment:
    """The seats, by resident; the sum of their scores; and the most that any assignment could be worth."""

    seats: tuple[Pair, ...]
    value: float
    bound: float


def worth(problem: Problem, seats: Sequence[Pair]) -> float:
    """Return the sum of the scores of these seats."""
    return fsum(problem.score(pair) for pair in seats)


def gains_of(problem: Problem) -> Any:
    """Return the scores as a matrix of numpy; 0 where no seat is to be."""
    import numpy as np

    gains = np.asarray(problem.scores, dtype=float)  # None becomes NaN
    return np.where(gains > 0, gains, 0.0)
