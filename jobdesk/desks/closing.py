"""Why an organisation cannot be closed here: the rooms above say so at start."""

from __future__ import annotations

from collections.abc import Callable

from jobdesk.desks.models import Organisation

# Returns why it must stay open, for the person at the screen, or nothing.
Keeper = Callable[[Organisation], str]
_keepers: list[Keeper] = []


def ask_before_closing(keeper: Keeper) -> None:
    """Have ``keeper`` asked before an organisation is closed."""
    if keeper not in _keepers:
        _keepers.append(keeper)


def why_kept_open(organisation: Organisation) -> str:
    """Return the first reason why an organisation cannot be closed, or nothing."""
    return next((why for keeper in _keepers if (why := keeper(organisation))), "")
