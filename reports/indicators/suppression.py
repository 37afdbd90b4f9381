"""Small counts are hidden in what leaves the desk, so that nobody can be recognised in a table."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def hidden_cells(values: Sequence[int], threshold: int, shown: Collection[int] = ()) -> frozenset[int]:
    """Say which cells (by position) of a table with a known total must be hidden.

    First those from 1 to below ``threshold``. Then, smallest first, others too, until the total no longer
    gives a hidden number away: knowing that each is at least 1, any could still be 1 up to ``threshold``.
    ``shown`` cells are public elsewhere and stay. A zero is hidden only when nothing else is left to hide.
    """
    free = [position for position in range(len(values)) if position not in shown]
    hidden = {position for position in free if 0 < values[position] < threshold}
    if not hidden:
        return frozenset()
    rest = sorted(
        (position for position in free if position not in hidden),
        key=lambda position: (values[position] == 0, values[position], position),
    )
    for position in rest:
        spare = sum(values[each] for each in hidden) - len(hidden)
        if len(hidden) >= 2 and spare >= threshold - 1:
            break
        hidden.add(position)
    return frozenset(hidden)
