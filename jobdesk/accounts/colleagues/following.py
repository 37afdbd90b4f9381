"""Who is told that somebody was invited to a company: rooms above, which say so at start."""

from __future__ import annotations

from collections.abc import Callable

from jobdesk.desks.models import Organisation

_told: list[Callable[[Organisation], None]] = []


def follow_invitations(tell: Callable[[Organisation], None]) -> None:
    """Tell this from now on, in the transaction of the invitation."""
    _told[:] = [tell]


def tell_of_invitation(organisation: Organisation) -> None:
    """Tell who follows that somebody was invited to ``organisation``."""
    for tell in _told:
        tell(organisation)
