"""From thousandths and weights to a score whose parts sum exactly to it, and to whole points of a hundred.

A score is a whole number of 16384ths. Unlike ten-thousandths these are exact in binary and, with fourteen
digits, in decimal: sums of parts are equal to the score to the last digit, in every language that reads JSON.
"""

from collections.abc import Sequence

from matching.scoring.coefficients import ONE

GRID = 1 << 14
HUNDRED = 100


def score(values: Sequence[int | None], weights: Sequence[int]) -> int:
    """Return the weighted mean of the values that are known, in 16384ths, rounded half up; 0 when none is."""
    total = reached = 0
    for value, weight in zip(values, weights, strict=True):
        if value is not None:
            total += weight
            reached += value * weight
    return (2 * reached * GRID + total * ONE) // (2 * total * ONE) if total else 0


def divided(whole: int, exact: Sequence[int]) -> list[int]:
    """Divide ``whole`` in proportion to ``exact``: whole numbers that sum to it, by largest remainder."""
    total = sum(exact)
    if not total:
        return [0] * len(exact)
    given = [each * whole // total for each in exact]
    by_remainder = sorted(range(len(exact)), key=lambda at: -(exact[at] * whole % total))
    for at in by_remainder[: whole - sum(given)]:
        given[at] += 1
    return given


def of_100(values: Sequence[int], weights: Sequence[int]) -> list[tuple[int, int]]:
    """Return for each feature its points and the most that it can bring, as whole numbers.

    The points sum to the score in hundredths, rounded; what can be reached sums to 100; and no points are
    more than that. A point that is rounded up beyond the whole part of its share takes the share up with it,
    and only as many shares go up as there are points left of the hundred.
    """
    total = sum(weights)
    if not total:
        return [(0, 0)] * len(weights)
    scale = total * ONE
    exact = [value * weight * HUNDRED for value, weight in zip(values, weights, strict=True)]  # / scale
    points = [each // scale for each in exact]
    most = [weight * HUNDRED // total for weight in weights]
    shares_left = HUNDRED - sum(most)
    points_left = (2 * sum(exact) + scale) // (2 * scale) - sum(points)
    for at in sorted(range(len(exact)), key=lambda at: -(exact[at] % scale)):
        if points_left and (points[at] < most[at] or shares_left):
            if points[at] == most[at]:
                most[at] += 1
                shares_left -= 1
            points[at] += 1
            points_left -= 1
    unlifted = [at for at in range(len(most)) if most[at] == weights[at] * HUNDRED // total]
    for at in sorted(unlifted, key=lambda at: -(weights[at] * HUNDRED % total))[:shares_left]:
        most[at] += 1
    return [(points[at], most[at]) for at in range(len(most))]
