"""Who must know, in the same transaction, that a case changed hands: the rooms above say so at start."""

from __future__ import annotations

from collections.abc import Callable, Collection

from residents.models import Resident

# Called with the case as it is now, and the keys of the coaches who held it before and do not any more.
Follower = Callable[[Resident, Collection[int]], None]
_followers: list[Follower] = []


def follow_handovers(follower: Follower) -> None:
    """Have ``follower`` called when a case goes to other coaches or to another centre."""
    if follower not in _followers:
        _followers.append(follower)


def tell_of_handover(resident: Resident, before: Collection[int]) -> None:
    """Tell everybody who follows cases that this one changed hands; ``before``: who held it until now."""
    gone = frozenset(before) - holders_of(resident)
    for follower in _followers:
        follower(resident, gone)


def holders_of(resident: Resident) -> frozenset[int]:
    """Return the keys of the coaches who hold a case."""
    return frozenset(each for each in (resident.coach_id, resident.second_coach_id) if each is not None)
