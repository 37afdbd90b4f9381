"""What holds for a company that somebody complained about: asked of the room that keeps its file.

Measures and resemblances are kept in a room that stands on this one (``matching/apps.py``).
"""

from __future__ import annotations

from typing import Any, Protocol

from django.db.models import Exists

from employers.models import Company


class Integrity(Protocol):
    """Who keeps the files of companies."""

    def look_at(self, company: Company) -> None:
        """Compare a company with those under a pause or ban, after something of it changed."""

    def check_approve(self, company: Company) -> None:
        """Raise RuleBroken when the actor may not approve a company: a measure, or one that it resembles."""

    def check_open(self, company: Company) -> None:
        """Raise RuleBroken, for the desk, when no vacancy of a company is opened now."""

    def check_go_on(self, company: Company) -> None:
        """Raise RuleBroken, for the company, when the desks work with it no more, or not now."""

    def told_barred(self, path: str) -> Exists:
        """The condition that the company at ``path`` is under a pause or ban that it knows of."""

    def is_told_barred(self, company: Company) -> bool:
        """Whether a company is under a pause or ban that it knows of."""

    def notice_of(self, company: Company) -> Any:
        """Return what the desk reads above the page of a company: ``title``, ``text``, ``kind``; or None."""


_known: list[Integrity] = []


def use_integrity(integrity: Integrity) -> None:
    """Ask this from now on."""
    _known[:] = [integrity]


def integrity() -> Integrity:
    """Return whom to ask."""
    return _known[0]
