"""How a company answers candidates: asked of the room that knows proposals, which says so at start.

Proposals are kept in a room that stands on this one (``matching/apps.py``).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from employers.models import Company

_known: list[Callable[[Company, date], Any]] = []


def use_answering(of: Callable[[Company, date], Any]) -> None:
    """Ask this from now on: what ``<c-answer-rate>`` shows of a company."""
    _known[:] = [of]


def answering_of(company: Company, today: date) -> Any:
    """Return how a company answers, as ``<c-answer-rate>`` shows it."""
    return _known[0](company, today)
