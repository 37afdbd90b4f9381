"""The seats of a job fair are the best there are: against every assignment, and against the relaxation."""

from itertools import product
from math import fsum
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import coo_array, vstack

from matching.assignment.optimum import assign
from matching.assignment.problem import CentreLimit, NoAssignment, Pair, Problem

Scores = list[list[float | None]]


def random_scores(chance: Random, residents: int, vacancies: int, share: float = 0.3) -> Scores:
    return [
        [round(chance.random(), 4) if chance.random() < share else None for _ in range(vacancies)]
        for _ in range(residents)
    ]


def is_allowed(problem: Problem, seats: list[Pair]) -> bool:
    """The rules, said once more and independently."""
    taken = dict(seats)
    if not problem.must <= set(seats):
        return False
    if any(
        vacancy not in (v for r, v in problem.must if r == resident)
        and not (problem.scores[resident][vacancy] or 0) > 0
        for resident, vacancy in seats
    ):
        return False
    if any(sum(v == vacancy for _, v in seats) > most for vacancy, most in enumerate(problem.capacities)):
        return False
    if any(a in taken and b in taken and taken[a] == taken[b] for a, b in problem.apart):
        return False
    return all(
        sum(r in limit.residents and limit.vacancy in (None, v) for r, v in seats) <= limit.limit
        for limit in problem.centre_limits
    )


def best_by_trying(problem: Problem) -> float | None:
    best = None
    for choice in product((None, *range(len(problem.capacities))), repeat=len(problem.scores)):
        seats = [(resident, vacancy) for resident, vacancy in enumerate(choice) if vacancy is not None]
        if is_allowed(problem, seats):
            value = fsum(problem.score(pair) for pair in seats)
            best = value if best is None else max(best, value)
    return best


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    residents, vacancies = draw(st.integers(1, 5)), draw(st.integers(1, 3))
    score = st.none() | st.integers(-1, 20).map(lambda value: value / 20)
    people = st.integers(0, residents - 1)
    places = st.integers(0, vacancies - 1)
    return Problem(
        draw(
            st.lists(
                st.lists(score, min_size=vacancies, max_size=vacancies),
                min_size=residents,
                max_size=residents,
            )
        ),
        draw(st.lists(st.integers(0, 3), min_size=vacancies, max_size=vacancies)),
        draw(
            st.lists(
                st.builds(CentreLimit, st.frozensets(people), st.integers(0, 2), st.none() | places),
                max_size=2,
            )
        ),
        [pair for pair in draw(st.lists(st.tuples(people, people), max_size=3)) if pair[0] != pair[1]],
        draw(st.frozensets(st.tuples(people, places), max_size=1)),
    )


@settings(max_examples=300, deadline=None)
@given(problems())
def test_seats_are_the_best_of_all_assignments(problem: Problem) -> None:
    best = best_by_trying(problem)
    arguments = {
        "centre_limits": problem.centre_limits,
        "apart": problem.apart,
        "must": problem.must,
    }
    if best is None:
        with pytest.raises(NoAssignment):
            assign(problem.scores, problem.capacities, **arguments)
        return
    answer = assign(problem.scores, problem.capacities, **arguments)
    assert is_allowed(problem, list(answer.seats))
    assert len(dict(answer.seats)) == len(answer.seats)
    assert answer.value == pytest.approx(best, abs=1e-9)
    assert answer.bound == pytest.approx(best, abs=1e-6)
    assert assign(problem.scores, problem.capacities, **arguments) == answer


def relaxation(problem: Problem) -> float:
    """The value of the linear program over all pairs, written out in full."""
    gains = np.nan_to_num(np.array(problem.scores, dtype=float))
    rows, columns = np.nonzero(gains > 0)
    ones, pairs = np.ones(len(rows)), np.arange(len(rows))
    number = {pair: index for index, pair in enumerate(zip(rows.tolist(), columns.tolist(), strict=True))}
    parts = [coo_array((ones, (rows, pairs))), coo_array((ones, (columns, pairs)))]
    limits = [1.0] * len(problem.scores) + [float(seats) for seats in problem.capacities]
    for limit in problem.centre_limits:
        counted = [limit.counts((row, column)) for row, column in number]
        parts.append(coo_array(np.array([counted], float)))
        limits.append(float(limit.limit))
    for first, second in problem.apart:
        for vacancy in range(len(problem.capacities)):
            both = [number.get((first, vacancy)), number.get((second, vacancy))]
            if None not in both:
                parts.append(coo_array((np.ones(2), ([0, 0], both)), shape=(1, len(rows))))
                limits.append(1.0)
    for part in parts[:2]:
        assert part.shape[1] == len(rows)
    answer = linprog(-gains[rows, columns], A_ub=vstack(parts).tocsr(), b_ub=limits, bounds=(0, 1))
    return float(-answer.fun)


@pytest.mark.parametrize("seed", range(3))
def test_no_gap_to_the_relaxation_with_many_people(seed: int) -> None:
    chance = Random(seed)
    problem = Problem(random_scores(chance, 300, 60), [chance.randrange(1, 5) for _ in range(60)])
    answer = assign(problem.scores, problem.capacities)
    assert answer.bound - answer.value == 0
    assert answer.value == pytest.approx(relaxation(problem), abs=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_no_gap_to_the_relaxation_with_limits_of_centres(seed: int) -> None:
    chance = Random(seed)
    centres = [frozenset(range(start, 200, 8)) for start in range(8)]
    limits = [CentreLimit(people, 12) for people in centres] + [
        CentreLimit(people, 1, vacancy) for people in centres for vacancy in range(40)
    ]
    problem = Problem(random_scores(chance, 200, 40), [4] * 40, limits)
    answer = assign(problem.scores, problem.capacities, centre_limits=limits)
    assert is_allowed(problem, list(answer.seats))
    assert answer.value == pytest.approx(relaxation(problem), abs=1e-6)
    assert answer.bound == pytest.approx(answer.value, abs=1e-6)


def test_two_kept_apart_do_not_get_seats_of_one_vacancy() -> None:
    scores: Scores = [[0.9, 0.1], [0.8, 0.3]]
    assert assign(scores, [2, 2]).seats == ((0, 0), (1, 0))
    answer = assign(scores, [2, 2], apart=[(0, 1)])
    assert (answer.seats, answer.value) == (((0, 0), (1, 1)), pytest.approx(1.2))


@pytest.mark.parametrize("score", [None, 0, 0.0, -0.5])
def test_pair_without_a_positive_score_is_never_seated(score: float | None) -> None:
    assert assign([[score]], [1]).seats == ()
    assert assign([[score]], [1], must=frozenset({(0, 0)})).seats == ((0, 0),)


def test_more_seats_than_people_and_more_people_than_seats() -> None:
    assert assign([[0.2, 0.9, 0.4]], [5, 5, 5]).seats == ((0, 1),)
    assert assign([[0.2], [0.9], [0.4]], [2]).seats == ((1, 0), (2, 0))
    assert assign([], [3]).seats == assign([[], []], []).seats == assign([[0.5]], [0]).seats == ()


def test_many_seats_take_no_column_each() -> None:
    """A vacancy for everybody: 1,000 seats at each of 40 vacancies would be 40 million cells."""
    chance = Random(1)
    scores = random_scores(chance, 1_000, 40, share=1)
    assert assign(scores, [1_000] * 40).value == pytest.approx(fsum(max(row) for row in scores))


@pytest.mark.parametrize("seed", range(3))
def test_residents_with_several_seats_have_them_at_different_vacancies(seed: int) -> None:
    chance = Random(seed)
    scores = random_scores(chance, 40, 8, share=0.8)
    answer = assign(scores, [12] * 8, each=3)
    assert len(set(answer.seats)) == len(answer.seats)
    assert max(sum(resident == own for own, _ in answer.seats) for resident in range(40)) <= 3
    rows = [
        row for row in scores for _ in range(3)
    ]  # by hand: three copies of each, never twice at one vacancy
    copies = [
        (3 * resident + a, 3 * resident + b) for resident in range(40) for a, b in ((0, 1), (0, 2), (1, 2))
    ]
    assert answer.value == pytest.approx(assign(rows, [12] * 8, apart=copies).value)


def test_greed_leaves_value_that_the_optimum_has() -> None:
    """Best pair first gives 0.9 and an empty seat; the optimum seats both."""
    assert assign([[0.9, 0.8], [0.85, None]], [1, 1]).seats == ((0, 1), (1, 0))
