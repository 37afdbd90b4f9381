"""Who must know when a value of the law is approved: the rooms above say so at start."""

from __future__ import annotations

from collections.abc import Callable

from residents.models import LawValue

Follower = Callable[[LawValue], None]
_followers: list[Follower] = []


def follow_law_values(follower: Follower) -> None:
    """Have ``follower`` called in the transaction that approves a value: it asks for jobs only."""
    if follower not in _followers:
        _followers.append(follower)


def tell_followers(approved: LawValue) -> None:
    """Tell everybody who follows the law that a value was approved."""
    for follower in _followers:
        follower(approved)
