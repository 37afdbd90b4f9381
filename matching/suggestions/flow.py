"""Pairs of the best total score, with at most so many for each side: a transportation problem. Pure.

Solved as a linear program, whose corners are whole pairs (the constraints are those of a bipartite graph).
Only the best pairs of each vacancy enter at first; the prices of a solution tell which of the others could
better it, and those enter too, until none is left: so the answer is the optimum of all pairs, though hardly
any are ever looked at. Assignment by columns copied for each place would need thirty times as many pairs.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

PER_VACANCY, PER_RESIDENT = 10, 3
AT_FIRST = 3  # times as many pairs of each vacancy as it has places
HALF = 0.5  # between a pair that is taken and one that is not
NO_BETTER = 1e-9  # a pair that is worth no more than its prices, but for rounding

Ints = NDArray[np.int64]


class Pairs(NamedTuple):
    """Pairs that may be: the number of the vacancy and that of the resident, with their score (above 0)."""

    vacancies: Ints
    residents: Ints
    scores: NDArray[np.float64]

    def at(self, places: Ints) -> Pairs:
        """Return some of the pairs."""
        return Pairs(self.vacancies[places], self.residents[places], self.scores[places])


def spread(pairs: Pairs, *, per_vacancy: int = PER_VACANCY, per_resident: int = PER_RESIDENT) -> Ints:
    """Return which pairs make the best total, as places in ``pairs``, in their order."""
    if not len(pairs.scores):
        return np.empty(0, dtype=np.int64)
    limits = (
        np.full(pairs.vacancies.max() + 1, per_vacancy),
        np.full(pairs.residents.max() + 1, per_resident),
    )
    inside = _best_of_each(pairs, AT_FIRST * per_vacancy)
    while True:
        some = np.flatnonzero(inside)
        taken, prices = _solved(pairs.at(some), limits)
        worth = pairs.scores - prices.vacancies[pairs.vacancies] - prices.residents[pairs.residents]
        better = (worth > NO_BETTER) & ~inside
        if not better.any():
            return some[taken]
        inside |= better


class _Prices(NamedTuple):
    """What one more place is worth, of each vacancy and each resident; 0 where there are some left."""

    vacancies: NDArray[np.float64]
    residents: NDArray[np.float64]


def _best_of_each(pairs: Pairs, number: int) -> NDArray[np.bool_]:
    """Mark the pairs with the best scores of each vacancy; ties in the order of the residents."""
    order = np.lexsort((pairs.residents, -pairs.scores, pairs.vacancies))
    ordered = pairs.vacancies[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    lengths = np.diff(np.r_[starts, len(order)])
    place = np.arange(len(order)) - np.repeat(starts, lengths)
    inside = np.zeros(len(order), dtype=bool)
    inside[order[place < number]] = True
    return inside


def _solved(pairs: Pairs, limits: tuple[Ints, Ints]) -> tuple[Ints, _Prices]:
    number, vacancies = len(pairs.scores), len(limits[0])
    rows = np.concatenate([pairs.vacancies, vacancies + pairs.residents])
    both = np.concatenate(limits)
    entries = (rows, np.tile(np.arange(number), 2))
    matrix = csr_matrix((np.ones(2 * number), entries), shape=(len(both), number))
    found: Any = linprog(-pairs.scores, A_ub=matrix, b_ub=both, bounds=(0, 1), method="highs-ds")
    if found.status != 0:
        raise RuntimeError(f"No solution: {found.message}")
    prices = -found.ineqlin.marginals
    return np.flatnonzero(found.x > HALF), _Prices(prices[:vacancies], prices[vacancies:])
