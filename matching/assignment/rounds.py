"""When everybody talks to whom: each pair that is to meet gets a round, and nobody is in two places in one.

With everybody there all the time this is the colouring of the edges of a bipartite graph, and by König as
many rounds are enough as the busiest has conversations. Where somebody comes late or leaves early, or there
are fewer rounds than that, an integer program places as many conversations as there can be, in the fewest
rounds.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from matching.assignment.problem import Pair

Away = Mapping[int, frozenset[int]]  # who is not there, in which rounds
NOBODY: Away = {}


def schedule(
    pairs: Sequence[Pair], rounds: int, residents_away: Away = NOBODY, companies_away: Away = NOBODY
) -> tuple[int | None, ...]:
    """Return the round of each pair (resident, company), from 0; None for those that no round is left for.

    A pair may stand there twice: two conversations.
    """
    needed = busiest(pairs)
    if needed <= rounds and not any(residents_away.values()) and not any(companies_away.values()):
        return coloured(pairs)
    free = [
        frozenset(range(rounds))
        - residents_away.get(resident, frozenset())
        - companies_away.get(company, frozenset())
        for resident, company in pairs
    ]
    best = _placed(pairs, free, rounds)
    most = sum(place is not None for place in best)
    for fewer in range(min(needed, rounds), rounds):
        found = _placed(pairs, free, fewer)
        if sum(place is not None for place in found) == most:
            return found
    return best


def busiest(pairs: Sequence[Pair]) -> int:
    """Return the most conversations that anybody has: no schedule has fewer rounds."""
    residents = Counter(resident for resident, _company in pairs)
    companies = Counter(company for _resident, company in pairs)
    return max((*residents.values(), *companies.values()), default=0)


def coloured(pairs: Sequence[Pair]) -> tuple[int, ...]:
    """Give each pair a round, of as many as the busiest has conversations (König)."""
    taken: dict[tuple[str, int], dict[int, int]] = {}  # who: round → pair
    rounds = busiest(pairs)
    at = [-1] * len(pairs)
    for number, (resident, company) in enumerate(pairs):
        here, there = taken.setdefault(("r", resident), {}), taken.setdefault(("c", company), {})
        first = next(each for each in range(rounds) if each not in here)
        other = next(each for each in range(rounds) if each not in there)
        if first in there:
            _swap(pairs, at, taken, ("c", company), first, other)
        at[number] = first
        here[first] = there[first] = number
    return tuple(at)


def _swap(
    pairs: Sequence[Pair],
    at: list[int],
    taken: dict[tuple[str, int], dict[int, int]],
    who: tuple[str, int],
    first: int,
    other: int,
) -> None:
    """Change the two rounds along the path that begins at ``who``, so that ``first`` is free there.

    The path cannot come back to the resident for whom it is done: they have no conversation in ``first``, and
    it would have to arrive by one.
    """
    path, wanted = [], first
    while (number := taken[who].get(wanted)) is not None:
        path.append(number)
        resident, company = pairs[number]
        who = ("r", resident) if who[0] == "c" else ("c", company)
        wanted = other if wanted == first else first
    for number in path:
        for side in (("r", pairs[number][0]), ("c", pairs[number][1])):
            if taken[side].get(at[number]) == number:
                del taken[side][at[number]]
    for number in path:
        at[number] = other if at[number] == first else first
        for side in (("r", pairs[number][0]), ("c", pairs[number][1])):
            taken[side][at[number]] = number


def _placed(pairs: Sequence[Pair], free: Sequence[frozenset[int]], rounds: int) -> tuple[int | None, ...]:
    """Return as many rounds as can be given, the early ones first; ``free``: those of each pair."""
    import numpy as np
    from scipy.optimize import LinearConstraint, milp
    from scipy.sparse import coo_array

    places = [(number, at) for number in range(len(pairs)) for at in sorted(free[number]) if at < rounds]
    if not places:
        return (None,) * len(pairs)
    limits: dict[
        Any, int
    ] = {}  # a pair, a resident in a round, a company in a round → the row that limits it to 1
    cells = [
        (limits.setdefault(limit, len(limits)), column)
        for column, (number, at) in enumerate(places)
        for limit in (number, ("r", pairs[number][0], at), ("c", pairs[number][1], at))
    ]
    rows, columns = zip(*cells, strict=True)
    late = 1 / (2 * rounds * len(pairs))  # all of it together is less than one conversation
    answer = milp(
        [at * late - 1 for _number, at in places],
        integrality=np.ones(len(places)),
        bounds=(0, 1),
        constraints=LinearConstraint(coo_array((np.ones(len(cells)), (rows, columns))).tocsr(), -np.inf, 1),
        options={"mip_rel_gap": 0},
    )
    placed: list[int | None] = [None] * len(pairs)
    for (number, at), share in zip(places, answer.x, strict=True):
        if share > 0.5:
            placed[number] = at
    return tuple(placed)
