"""The assignment with side constraints: an integer program that holds only the pairs that can matter.

1,000 residents by 200 vacancies are 200,000 variables, nearly all of them hopeless. So the relaxation begins
with the best few pairs of each resident and vacancy and takes in, by their reduced gains, whichever could
still raise it: when none is left, it is the relaxation of the whole. Then HiGHS finds the best whole seats
among those pairs; where that is less than the relaxation, the pairs whose reduced gain lies within the
difference come in, and it looks again. No other pair can be part of something better, so what is found is
the optimum.
"""

from dataclasses import dataclass
from typing import Any

from matching.assignment.problem import Assignment, NoAssignment, Pair, Problem, gains_of, worth

LARGEST_SCORE = (
    1_000.0  # HiGHS stops at an absolute gap of 1e-6: scaled so, six places of a score still count
)
TOLERANCE = 1e-6  # of a scaled score
FIRST_PAIRS = 8  # of each resident, and of each seat of a vacancy


def integral(problem: Problem) -> Assignment:
    """Return the best seats that keep the side constraints. ``NoAssignment``: those that must be do not."""
    gains = gains_of(problem)
    scale = LARGEST_SCORE / (gains.max() or 1.0)
    gains *= scale
    may = (gains > 0) & (_capacities(problem) > 0)
    for pair in problem.must:
        may[pair] = True
    pool, bound, reduced = _relaxed(problem, gains, may)
    seats, highest = _whole(problem, gains, pool)
    difference = bound - scale * worth(problem, seats)
    near = may & ~pool & (reduced > -difference - TOLERANCE)
    if difference > TOLERANCE and near.any():
        seats, highest = _whole(problem, gains, pool | near)
    value = worth(problem, seats)
    return Assignment(seats, value, max(value, highest / scale))


@dataclass(frozen=True, slots=True)
class _Program:
    """``matrix @ seats <= limits`` for the pairs of a pool; ``together``: which two its last rows keep apart
    at which vacancy.
    """

    rows: Any
    columns: Any
    matrix: Any
    limits: Any
    lowest: Any
    together: list[tuple[int, int, int]]


def _relaxed(problem: Problem, gains: Any, may: Any) -> tuple[Any, float, Any]:
    """Return the pairs that the relaxation needs, its value, and the reduced gain of every pair."""
    from scipy.optimize import linprog

    pool = _first(problem, gains) & may
    for pair in problem.must:
        pool[pair] = True
    while True:
        program = _program(problem, pool)
        if not len(program.rows):
            return pool, 0.0, gains
        answer = linprog(
            -gains[program.rows, program.columns],
            A_ub=program.matrix,
            b_ub=program.limits,
            bounds=[(low, 1) for low in program.lowest],
            method="highs",
        )
        if answer.x is None:
            raise NoAssignment
        reduced = gains - _prices(problem, program, -answer.ineqlin.marginals, gains.shape)
        missing = may & ~pool & (reduced > TOLERANCE)
        if not missing.any():
            return pool, -answer.fun, reduced
        pool |= missing


def _whole(problem: Problem, gains: Any, pool: Any) -> tuple[tuple[Pair, ...], float]:
    """Return the best whole seats among the pairs of the pool, and what HiGHS proved to be the most."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    program = _program(problem, pool)
    if not len(program.rows):
        return (), 0.0
    answer = milp(
        -gains[program.rows, program.columns],
        integrality=np.ones(len(program.rows)),
        bounds=Bounds(program.lowest, 1),
        constraints=LinearConstraint(program.matrix, -np.inf, program.limits),
        options={"mip_rel_gap": 0},
    )
    if answer.x is None:
        raise NoAssignment
    chosen = answer.x > 0.5
    seats = tuple(zip(program.rows[chosen].tolist(), program.columns[chosen].tolist(), strict=True))
    return seats, -answer.mip_dual_bound


def _first(problem: Problem, gains: Any) -> Any:
    """Return the pairs to begin with: the best of each resident and of each vacancy."""
    import numpy as np

    pool = np.zeros(gains.shape, bool)
    residents, vacancies = gains.shape
    of_each = min(FIRST_PAIRS, vacancies)
    best = np.argpartition(-gains, of_each - 1, axis=1)[:, :of_each]
    pool[np.arange(residents)[:, np.newaxis], best] = True
    for vacancy, seats in enumerate(problem.capacities):
        pool[np.argsort(-gains[:, vacancy], kind="stable")[: FIRST_PAIRS * seats], vacancy] = True
    return pool


def _program(problem: Problem, pool: Any) -> _Program:
    """Write the constraints out for the pairs of the pool, in this order: each resident has at most ``each``
    seats, each vacancy its capacity, each centre its limit, each two who are kept apart one of a vacancy.
    """
    import numpy as np
    from scipy.sparse import coo_array, csr_array, vstack

    rows, columns = np.nonzero(pool)
    ones, pairs, count = np.ones(len(rows)), np.arange(len(rows)), len(rows)
    counted = [
        np.isin(rows, list(limit.residents)) & ((columns == limit.vacancy) | (limit.vacancy is None))
        for limit in problem.centre_limits
    ]
    together = [
        (first, second, vacancy)
        for first, second in problem.apart
        for vacancy in np.nonzero(pool[first] & pool[second])[0].tolist()
    ]
    number = np.full(pool.shape, -1)
    number[rows, columns] = pairs
    both = [(number[first, vacancy], number[second, vacancy]) for first, second, vacancy in together]
    parts = [
        coo_array((ones, (rows, pairs)), shape=(pool.shape[0], count)),
        coo_array((ones, (columns, pairs)), shape=(pool.shape[1], count)),
        csr_array(np.array(counted, float).reshape(len(counted), count)),
        coo_array(
            (np.ones(2 * len(both)), (np.repeat(np.arange(len(both)), 2), np.array(both, int).ravel())),
            shape=(len(both), count),
        ),
    ]
    limits = [
        np.full(pool.shape[0], float(problem.each)),
        _capacities(problem),
        np.array([float(limit.limit) for limit in problem.centre_limits]),
        np.ones(len(both)),
    ]
    is_must = [pair in problem.must for pair in zip(rows.tolist(), columns.tolist(), strict=True)]
    matrix = vstack([part for part in parts if part.shape[0]]).tocsr()
    return _Program(rows, columns, matrix, np.concatenate(limits), np.array(is_must, float), together)


def _prices(problem: Problem, program: _Program, duals: Any, shape: tuple[int, int]) -> Any:
    """Return what a seat of each pair would cost by the duals of the relaxation."""
    import numpy as np

    residents, vacancies = shape
    prices = duals[:residents, np.newaxis] + duals[residents : residents + vacancies]
    sides = duals[residents + vacancies :].tolist()
    for limit, dual in zip(problem.centre_limits, sides, strict=False):
        at = slice(None) if limit.vacancy is None else limit.vacancy
        prices[sorted(limit.residents), at] += dual
    for (first, second, vacancy), dual in zip(
        program.together, sides[len(problem.centre_limits) :], strict=True
    ):
        prices[[first, second], vacancy] += dual
    return prices


def _capacities(problem: Problem) -> Any:
    import numpy as np

    return np.array(problem.capacities, float)
