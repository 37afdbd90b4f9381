"""What the seats of a job fair cost, and that there are no better ones. Promise: ≤ 3 × the bare assignment.

    .venv/bin/python bench/fair.py [--residents 1000] [--vacancies 200] [--quick]

No database. Invented residents are scored for invented vacancies by the one scorer, in columns; then the
seats are filled. The reference, of the same run, is what cannot be saved: the scoring and one bare
``linear_sum_assignment`` of the same matrix. Beside it, what greed (the best pair first) would have reached,
the bound of the linear program, and the same with side constraints: limits of centres, people kept apart,
three seats for each resident. Ends with 1 past the promise, or with a gap to the bound.
November 2026, two shared cores at load 8: scoring 492 ms, bare 27 ms, fair 671 ms: 1.29 x; all gaps 0.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np
from scipy.optimize import linear_sum_assignment, linprog
from scipy.sparse import coo_array, vstack

from matching.assignment.optimum import assign
from matching.assignment.problem import CentreLimit
from matching.assignment.rounds import busiest, schedule
from matching.scoring.columns import score_matrix
from tests.matching.scoring.cases import TODAY
from tests.matching.scoring.invented import resident, vacancy

PROMISE = 3.0
RUNS = 7
CENTRES, MOST_OF_A_CENTRE, APART, EACH = 10, 15, 40, 3
NOTHING = 1e-6  # of a gap: what HiGHS keeps to


def main() -> int:
    """Print the times, the ratio and the gaps; return 1 past the promise."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--residents", type=int, default=1_000)
    parser.add_argument("--vacancies", type=int, default=200)
    parser.add_argument("--quick", action="store_true", help="a tenth of it")
    options = parser.parse_args()
    share = 10 if options.quick else 1
    residents, vacancies = options.residents // share, options.vacancies // share
    chance = Random(8)
    demands = [vacancy(chance, f"v{number}") for number in range(vacancies)]
    profiles = [resident(chance, f"r{number}") for number in range(residents)]
    scores = score_matrix(demands, profiles, TODAY).score
    scoring = median(lambda: score_matrix(demands, profiles, TODAY))
    bare = median(lambda: linear_sum_assignment(scores, maximize=True))
    whole = median(lambda: assign(score_matrix(demands, profiles, TODAY).score, [1] * vacancies))
    ratio = whole / (scoring + bare)
    print(f"{residents} residents, {vacancies} vacancies, {np.count_nonzero(scores)} pairs that may be")
    print(f"scoring {scoring:.1f} ms, bare assignment {bare:.1f} ms, fair {whole:.1f} ms")
    print(f"that is {ratio:.2f} x (at most {PROMISE:.0f})")
    print(f"assignment alone: {median(lambda: assign(scores, [1] * vacancies)) / bare:.2f} x the bare one")
    gap = seats(scores, "scored pairs")
    dense = np.round(np.random.default_rng(8).random((residents, vacancies)), 4)
    dense[dense < 0.97] = 0  # few pairs each: where greed goes wrong
    gap = max(gap, seats(dense, "3 in 100 pairs"))
    gap = max(gap, sides(dense, chance))
    meetings(dense)
    return int(ratio > PROMISE or gap > NOTHING)


def seats(scores: Any, name: str) -> float:
    """Print seats and value of the optimum beside those of greed; return the gap to the linear program."""
    answer = assign(scores, [1] * scores.shape[1])
    gap = relaxation(scores) - answer.value
    number, value = greedy(scores)
    print(f"{name}: {len(answer.seats)} seats worth {answer.value:.3f}, gap {gap:.1e}")
    print(f"  greed: {number} seats worth {value:.3f}")
    return gap


def sides(scores: Any, chance: Random) -> float:
    """Print what side constraints cost; return the gap to what HiGHS proved."""
    people = range(len(scores))
    limits = [CentreLimit(frozenset(people[start::CENTRES]), MOST_OF_A_CENTRE) for start in range(CENTRES)]
    apart = [tuple(chance.sample(people, 2)) for _ in range(APART)]
    capacities = [2] * scores.shape[1]
    began = time.perf_counter()
    answer = assign(scores, capacities, centre_limits=limits, apart=apart, each=EACH)
    took = (time.perf_counter() - began) * 1_000
    gap = answer.bound - answer.value
    print(f"with side constraints: {len(answer.seats)} seats in {took:.0f} ms, gap {gap:.1e}")
    return gap


def meetings(scores: Any) -> None:
    """Print how long the times take, and in how many rounds."""
    answer = assign(scores, [8] * scores.shape[1], each=EACH)
    rounds = busiest(answer.seats)
    began = time.perf_counter()
    found = schedule(answer.seats, rounds)
    took = (time.perf_counter() - began) * 1_000
    print(f"{len(found)} conversations, {took:.1f} ms: {max(found) + 1} rounds where {rounds} are the fewest")


def greedy(scores: Any) -> tuple[int, float]:
    """Seat the best pair that is left, again and again; return how many seats, and what they are worth."""
    rows, columns = np.unravel_index(np.argsort(-scores, axis=None, kind="stable"), scores.shape)
    seated, filled, value = set(), set(), 0.0
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        if scores[row, column] <= 0:
            break
        if row not in seated and column not in filled:
            seated.add(row)
            filled.add(column)
            value += scores[row, column]
    return len(seated), value


def relaxation(scores: Any) -> float:
    """Return the bound of the linear program over all pairs."""
    rows, columns = np.nonzero(scores > 0)
    if not len(rows):
        return 0.0
    ones, pairs = np.ones(len(rows)), np.arange(len(rows))
    matrix = vstack([coo_array((ones, (rows, pairs))), coo_array((ones, (columns, pairs)))]).tocsr()
    return float(
        -linprog(-scores[rows, columns], A_ub=matrix, b_ub=np.ones(matrix.shape[0]), bounds=(0, 1)).fun
    )


def median(act: Callable[[], object]) -> float:
    """Return how many milliseconds it takes, the middle one of some runs."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1_000)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
