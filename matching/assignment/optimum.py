"""Fill the seats so that the sum of the scores is the highest there is.

Without side constraints this is a transportation problem: a vacancy with three seats stands in the matrix
as three columns, and ``linear_sum_assignment`` gives an optimum. With them that optimum is looked at first,
because it is the answer whenever it happens to keep them; otherwise ``sides.py`` solves the integer program.
The same input gives the same seats.
"""

from collections.abc import Sequence

from matching.assignment.problem import Assignment, CentreLimit, NoAssignment, Pair, Problem, gains_of, worth

MOST_CELLS = 10_000_000  # of a matrix with a column for each seat: 80 MB


def assign(
    scores: Sequence[Sequence[float | None]],
    capacities: Sequence[int],
    *,
    centre_limits: Sequence[CentreLimit] = (),
    apart: Sequence[Pair] = (),
    must: frozenset[Pair] = frozenset(),
    each: int = 1,
) -> Assignment:
    """Return the best assignment; see ``Problem`` for what is meant. ``NoAssignment``: ``must`` cannot be.

    ``scores`` may be a matrix of numpy, with NaN or 0 where nobody is to be seated.
    """
    from matching.assignment.sides import integral

    problem = Problem(scores, capacities, centre_limits, apart, must, each)
    if not len(scores) or not len(capacities):
        if must:
            raise NoAssignment
        return Assignment((), 0.0, 0.0)
    if not must and each == 1 and sum(_columns(problem)) * len(scores) <= MOST_CELLS:
        seats = transported(problem)
        if keeps(problem, seats):
            value = worth(problem, seats)
            return Assignment(seats, value, value)  # integral by theory: the bound of the LP is the value
    return integral(problem)


def keeps(problem: Problem, seats: Sequence[Pair]) -> bool:
    """Whether these seats keep the side constraints."""
    vacancy_of = dict(seats)
    return all(
        sum(limit.counts(pair) for pair in seats) <= limit.limit for limit in problem.centre_limits
    ) and not any(
        first in vacancy_of and vacancy_of[first] == vacancy_of.get(second) for first, second in problem.apart
    )


def transported(problem: Problem) -> tuple[Pair, ...]:
    """Return the best seats by the capacities alone."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    gains = gains_of(problem)
    columns = np.repeat(np.arange(len(problem.capacities)), _columns(problem))
    rows, chosen = linear_sum_assignment(gains[:, columns], maximize=True)
    vacancies = columns[chosen]
    is_seat = gains[rows, vacancies] > 0
    return tuple(zip(rows[is_seat].tolist(), vacancies[is_seat].tolist(), strict=True))


def _columns(problem: Problem) -> list[int]:
    """Return how many columns each vacancy has: its seats, and not more than there are residents."""
    return [min(seats, len(problem.scores)) for seats in problem.capacities]
