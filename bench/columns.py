"""Rankings in columns: the same as one by one, in at most 15 times what the memory alone would take.

    .venv/bin/python bench/columns.py [--residents 20000] [--vacancies 2000] [--pairs 1000000] [--quick]

Two promises, each printed beside its reference of the same run; ends with 1 past one of them.

1. Of ``--pairs`` invented pairs every one is held against ``judge``: the same people, the same score to the
   last digit.
2. ``--residents`` × ``--vacancies`` are scored within 15 × the floor: a copy of what a table of all pairs
   would hold, a byte for each of seven conditions, two for each of six features and eight for the score. More
   than half of the invented people are relevant to a vacancy, far more than in life: it is the hard case.

November 2026, two cores shared with seven others: none different of a million; columns 0.9 s, floor 0.4 s.
"""

import argparse
import sys
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np

from matching.scoring import RANKED, Demand, Profile, judge
from matching.scoring.columns import scored_columns
from tests.matching.scoring.cases import TODAY
from tests.matching.scoring.invented import resident, vacancy

RATIO = 15
BYTES_A_PAIR = 7 * 1 + 6 * 2 + 8
BUFFER = 1 << 26


def main() -> int:
    """Run both, print what came of it, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--residents", type=int, default=20_000)
    parser.add_argument("--vacancies", type=int, default=2_000)
    parser.add_argument("--pairs", type=int, default=1_000_000)
    parser.add_argument("--quick", action="store_true", help="a tenth of everything")
    asked = parser.parse_args()
    share = 10 if asked.quick else 1
    different = differences(asked.pairs // share)
    floor, taken, found = times(asked.residents // share, asked.vacancies // share)
    print(f"different: {different} of {asked.pairs // share} pairs (promise: 0)")
    against = f"{taken / floor:.1f} × the floor of {floor:.2f} s (promise: {RATIO} ×)"
    print(f"columns: {taken:.2f} s for {found} who suit, {against}")
    return int(different > 0 or taken > RATIO * floor)


def invented(residents: int, vacancies: int, seed: int) -> tuple[list[Demand], list[Profile]]:
    """Return invented vacancies and residents, the same for the same seed."""
    random = Random(seed)
    profiles = [resident(random, number) for number in range(residents)]
    return [vacancy(random, number) for number in range(vacancies)], profiles


def differences(pairs: int) -> int:
    """Return of how many pairs both ways of counting say something else."""
    residents = min(1000, pairs)
    demands, profiles = invented(residents, pairs // residents, seed=9)
    different = 0
    for column in scored_columns(demands, profiles, TODAY):
        scores = dict(zip(column.rows.tolist(), column.scores.tolist(), strict=True))
        for row, profile in enumerate(profiles):
            judgement = judge(demands[column.demand], profile, TODAY)
            expected = judgement.score if judgement.state == RANKED else None
            different += scores.get(row) != expected
    return different


def times(residents: int, vacancies: int) -> tuple[float, float, int]:
    """Return the seconds of the floor and of the columns, and how many pairs suit."""
    demands, profiles = invented(residents, vacancies, seed=10)
    start = time.perf_counter()
    found = sum(len(column.rows) for column in scored_columns(demands, profiles, TODAY))
    taken = time.perf_counter() - start
    return floor_of(residents * vacancies * BYTES_A_PAIR), taken, found


def floor_of(size: int) -> float:
    """Return the seconds in which so many bytes are copied, in pieces that no cache holds."""
    source, target = np.ones(BUFFER, dtype=np.uint8), np.zeros(BUFFER, dtype=np.uint8)
    start = time.perf_counter()
    for _piece in range(max(size // BUFFER, 1)):
        np.copyto(target, source)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
