"""How long a kind of step takes, from steps that ended and steps that still run. Pure: no Django, no clock.

Kaplan and Meier (1958), "Nonparametric estimation from incomplete observations". Leaving out the steps that
still run would make every wait look too short: the slow ones are the ones that are not done yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

LEAST_CASES = 10  # fewer say little, and could point at one person
HALF, NINE_IN_TEN = 0.5, 0.9
ROUNDING = 1e-9  # a share of exactly one half must count as reached


@dataclass(frozen=True, slots=True)
class Spell:
    """One step: how many days it took, or has taken so far (``is_done`` false)."""

    days: int
    is_done: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """Which share still waits after so many days: ``falls`` are (days, share), days rising, share falling."""

    falls: tuple[tuple[int, float], ...]
    number: int

    def share_waiting(self, days: int) -> float:
        """The share, from 0 to 1, of steps that take longer than so many days."""
        share = 1.0
        for at, left in self.falls:
            if at > days:
                break
            share = left
        return share

    def quantile(self, share: float, waited: int | None = None) -> int | None:
        """Days within which this share is done; None when too few ended to say.

        The first day on which at least this share is done, as ``scipy.stats.ecdf`` has it: a day that
        occurred, not one between two.

        With ``waited``: of the steps that were not done after so many days, so the answer is more than that.
        """
        still = 1.0 if waited is None else self.share_waiting(waited)
        if still <= ROUNDING:
            return None
        for at, left in self.falls:
            if (waited is None or at > waited) and left <= still * (1 - share) + ROUNDING:
                return at
        return None


@dataclass(frozen=True, slots=True)
class Usual:
    """Half were done within ``median`` days, nine in ten within ``ninetieth`` (None: too few ended yet).

    ``place`` is the municipality the cases are from; empty: from the whole country.
    """

    curve: Curve
    median: int
    ninetieth: int | None
    place: str

    @property
    def number(self) -> int:
        """How many cases this rests on, with those still running."""
        return self.curve.number


def curve_of(spells: Iterable[Spell]) -> Curve:
    """Return the Kaplan–Meier estimate. A step that still runs counts as waiting through its last day."""
    spells = list(spells)
    done = Counter(spell.days for spell in spells if spell.is_done)
    lengths = Counter(spell.days for spell in spells)
    share, at_risk, falls = 1.0, len(spells), []
    for days in sorted(lengths):
        if done[days]:
            share *= 1 - done[days] / at_risk
            falls.append((days, share))
        at_risk -= lengths[days]
    return Curve(tuple(falls), len(spells))


def usual(
    curves: Mapping[tuple[str, str], Curve], kind: str, place: str, least: int = LEAST_CASES
) -> Usual | None:
    """Return how long a kind takes in a place, else in the country (place ""), else None.

    ``curves`` are by (kind, place). One with fewer than ``least`` cases, or of which less than half has an
    end, is passed over.
    """
    for where, curve in _curves_of(curves, kind, place, least):
        median = curve.quantile(HALF)
        if median is not None:
            return Usual(curve, median, curve.quantile(NINE_IN_TEN), where)
    return None


def remaining(
    curves: Mapping[tuple[str, str], Curve],
    kind: str,
    place: str,
    waited: int | None = None,
    least: int = LEAST_CASES,
) -> int | None:
    """Return the days still to go in half of the cases that had waited so long (None: not begun yet).

    From the place, else from the country; None when nowhere enough cases waited longer than this one.
    """
    for _where, curve in _curves_of(curves, kind, place, least):
        ends = curve.quantile(HALF, waited)
        if ends is not None:
            return ends - (waited or 0)
    return None


def _curves_of(
    curves: Mapping[tuple[str, str], Curve], kind: str, place: str, least: int
) -> Iterator[tuple[str, Curve]]:
    for where in dict.fromkeys((place, "")):
        curve = curves.get((kind, where))
        if curve is not None and curve.number >= least:
            yield where, curve
