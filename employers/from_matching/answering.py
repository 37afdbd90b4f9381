"""How a company answers candidates: asked of the room that knows proposals, which says so at start.

Proposals are kept in a room that stands on this one (``matching/apps.py``).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from employers.models import Company

_Of = Callable[[Company, date], Any]
_With = Callable[[QuerySet[Company], date], QuerySet[Company]]
_known: list[tuple[_Of, _With]] = []


def use_answering(of: _Of, with_rate: _With) -> None:
    """Ask these from now on: what ``<c-answer-rate>`` shows of a company, and the rates of many."""
    _known[:] = [(of, with_rate)]


def answering_of(company: Company, today: date) -> Any:
    """Return how a company answers, as ``<c-answer-rate>`` shows it."""
    return _known[0][0](company, today)


def with_answer_rate(companies: QuerySet[Company], today: date) -> QuerySet[Company]:
    """Annotate ``answer_rate`` (0 to 1, None where too few), ``answers_in_time`` and ``answers_of``."""
    return _known[0][1](companies, today)
