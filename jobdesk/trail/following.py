"""Who must know, in the same transaction, whose case was written about: the rooms above say so at start.

Every service writes the trail, so nothing that changes a case can pass by here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

Follower = Callable[[Collection[int]], None]
_followers: list[Follower] = []


def follow_cases(follower: Follower) -> None:
    """Have ``follower`` called with the keys of the residents of every entry of the trail, once written.

    It is called often and inside the transaction of a service: it notes, and leaves the work for later.
    """
    if follower not in _followers:
        _followers.append(follower)


def tell_of_cases(residents: Collection[int | None]) -> None:
    """Tell everybody who follows cases that something was written about these; None is no case."""
    known = sorted({each for each in residents if each is not None})
    if known:
        for follower in _followers:
            follower(known)
