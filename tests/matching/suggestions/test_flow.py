"""Pairs are spread by the optimum: never more than the limits, and never less than could be."""

from itertools import product

import numpy as np
import pytest
from scipy.optimize import linprog

from matching.suggestions.flow import Pairs, spread


def pairs_of(table: np.ndarray) -> Pairs:
    """The pairs of a table, vacancies × residents; 0 is no pair."""
    vacancies, residents = np.nonzero(table)
    return Pairs(vacancies, residents, table[vacancies, residents])


def total(pairs: Pairs, taken) -> float:
    return float(pairs.scores[taken].sum())


def best_by_trying(pairs: Pairs, per_vacancy: int, per_resident: int) -> float:
    """The best total of every way to take pairs or leave them."""
    best = 0.0
    for ways in product((False, True), repeat=len(pairs.scores)):
        taken = np.flatnonzero(ways)
        if fits(pairs, taken, per_vacancy, per_resident):
            best = max(best, total(pairs, taken))
    return best


def fits(pairs: Pairs, taken, per_vacancy: int, per_resident: int) -> bool:
    if not len(taken):
        return True
    return bool(
        np.bincount(pairs.vacancies[taken]).max() <= per_vacancy
        and np.bincount(pairs.residents[taken]).max() <= per_resident
    )


def bound(pairs: Pairs, per_vacancy: int, per_resident: int) -> float:
    """The optimum of the linear program with every pair in it from the beginning."""
    rows = [pairs.vacancies == each for each in range(pairs.vacancies.max() + 1)]
    rows += [pairs.residents == each for each in range(pairs.residents.max() + 1)]
    limits = [per_vacancy] * (pairs.vacancies.max() + 1) + [per_resident] * (pairs.residents.max() + 1)
    found = linprog(-pairs.scores, A_ub=np.array(rows, dtype=float), b_ub=limits, bounds=(0, 1))
    return -found.fun


@pytest.mark.parametrize("seed", range(12))
def test_no_other_way_is_better(seed):
    random = np.random.default_rng(seed)
    table = random.integers(1, 100, (3, 4)) / 100 * (random.random((3, 4)) < 0.9)
    pairs = pairs_of(table)
    for per_vacancy, per_resident in ((1, 1), (2, 1), (2, 2)):
        taken = spread(pairs, per_vacancy=per_vacancy, per_resident=per_resident)
        assert fits(pairs, taken, per_vacancy, per_resident)
        assert total(pairs, taken) == pytest.approx(best_by_trying(pairs, per_vacancy, per_resident))


@pytest.mark.parametrize("seed", range(4))
def test_leaving_most_pairs_aside_at_first_loses_nothing(seed):
    # Everybody's favourites are the same few: what enters at first is far from enough.
    random = np.random.default_rng(seed)
    table = np.round(0.2 + 0.5 * random.random(80) + 0.3 * random.random((12, 80)), 4)
    pairs = pairs_of(table)
    taken = spread(pairs, per_vacancy=5, per_resident=1)
    assert fits(pairs, taken, 5, 1)
    assert len(taken) == 60
    assert total(pairs, taken) == pytest.approx(bound(pairs, 5, 1), abs=1e-6)


def test_a_resident_who_suits_everywhere_is_not_sent_everywhere():
    table = np.full((10, 20), 0.5)
    table[:, 0] = 0.9
    taken = spread(pairs_of(table), per_vacancy=2, per_resident=3)
    assert np.bincount(pairs_of(table).residents[taken])[0] == 3
    assert len(taken) == 20


def test_the_same_pairs_are_spread_the_same_way():
    pairs = pairs_of(np.round(np.random.default_rng(5).random((20, 60)), 2))
    assert list(spread(pairs)) == list(spread(pairs))


def test_nothing_is_spread_over_nobody():
    none = np.empty(0, dtype=np.int64)
    assert list(spread(Pairs(none, none, np.empty(0)))) == []
