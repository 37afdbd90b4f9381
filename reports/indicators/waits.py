"""How long a step usually takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Wait:
    """Half took ``median`` days or less, one in ten longer than ``ninetieth``; seen ``number`` times."""

    median: int
    ninetieth: int
    number: int


def usual_wait(days: Iterable[int]) -> Wait | None:
    """Return the usual wait of closed steps, each in days; None when there are none.

    By nearest rank: both are waits that really happened.
    """
    ordered = sorted(days)
    if not ordered:
        return None

    def rank(part: float) -> int:
        return ordered[max(ceil(part * len(ordered)), 1) - 1]

    return Wait(rank(0.5), rank(0.9), len(ordered))
