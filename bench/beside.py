"""How benches measure: what is promised and what it is held against take turns, and their ratio is printed.

Whatever else the machine does meets all of them alike; a ratio of medians then says the same on a busy one.
"""

import statistics
import time
from collections.abc import Callable
from typing import Any

Work = Callable[[], Any]


def in_turns(*works: Work, rounds: int = 5) -> list[float]:
    """Return the milliseconds of each, the medians of some rounds in which each has one turn."""
    taken: list[list[float]] = [[] for _work in works]
    for _round in range(rounds):
        for work, times in zip(works, taken, strict=True):
            start = time.perf_counter()
            work()
            times.append((time.perf_counter() - start) * 1000)
    return [statistics.median(times) for times in taken]


def p95(values: list[float]) -> float:
    """Return the value that one of twenty exceeds."""
    ordered = sorted(values)
    return ordered[min(round(0.95 * len(ordered)), len(ordered) - 1)]


def report(what: str, ratio: float, promise: float) -> bool:
    """Print a ratio beside its promise; say whether it is kept."""
    is_kept = ratio <= promise
    print(f"{what:60}{ratio:>8.2f} × (promise {promise} ×){'' if is_kept else ' MISSED'}", flush=True)
    return is_kept
