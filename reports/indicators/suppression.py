"""Small counts are hidden in what leaves the desk, so that nobody can be recognised in a table."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def hidden_cells(values: Sequence[int], threshold: int, shown: Collection[int] = ()) -> frozenset[int]:
    """Say which cells (by position) of a table with a known total must be hidden.

    First those from 1 to below ``threshold``. Then, smallest first, others too, until the total no longer
    gives a hidden number away: knowing that each is at least 1, any could still be 1 up to ``threshold``.
    ``shown`` cells are public elsewhere and stay. A zero is hidden only when nothing else is left to hide.
    """
    # Four municipalities with 2, 12, 1 and 9 people; the table also prints the total, 24; the threshold is 5.
    #   2 and 1 are small: hidden. But 24 - 12 - 9 leaves 3 for the two of them, and each is at least 1, so a
    #   reader knows that they are 1 and 2. ``spare``, what the hidden cells hold above 1 each, is 3 - 2 = 1.
    #   So the smallest of the rest, 9, is hidden as well. Now 12 is left for three cells and the spare is 9:
    #   any one of them could be anything from 1 to 10, and 5 is in reach. Enough: 12 stays.
    # With 3, 12, 4 and 9 the two small ones hold 7, the spare is 5, and either could still be 5: 9 stays too.
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
