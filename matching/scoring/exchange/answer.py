"""The four lists of each vacancy in the exchange form."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from law.messages import Message
from matching.scoring.coefficients import TRAVEL, Travel
from matching.scoring.judgement import Judgement
from matching.scoring.ranking import Check, Near, Ranking, Scored
from matching.scoring.records import Demand
from matching.scoring.versions import version
from matching.scoring.words import near_message, question, reasons


def answer(rankings: Iterable[tuple[Demand, Ranking]], travel: Travel = TRAVEL) -> dict[str, Any]:
    """Return the rankings of vacancies by their ids; ``version`` says what they were made with."""
    return {
        "matching": {demand.id: _lists(demand, ranking) for demand, ranking in rankings},
        "version": version(travel=travel),
    }


def _lists(demand: Demand, ranking: Ranking) -> dict[str, Any]:
    """The four lists. ``isco``: the occupation that they go by, perhaps what the text was taken to mean."""
    return {
        "isco": demand.isco or None,
        "ranked": [_with_score(each) for each in ranking.ranked],
        "near": [_with_score(each) | _shortfall(each) for each in ranking.near],
        "check": [
            _with_score(each) | {"facts": list(each.facts), "questions": _said(map(question, each.facts))}
            for each in ranking.check
        ],
        "excluded": [
            {"id": each.id, "why": each.why, **_failures(each.judgement)} for each in ranking.excluded
        ],
    }


def _with_score(placed: Scored | Near | Check) -> dict[str, Any]:
    """The score; the points of each feature, which sum to it exactly; what they come from; and it in words.

    ``values``: between 0 and 1, null where a feature is not known. ``known``: how much of it is, by weight.
    """
    said = reasons(placed.judgement)
    values = {part.feature: part.value for part in placed.parts} | dict.fromkeys(placed.judgement.unknown)
    return {
        "id": placed.id,
        "score": placed.score,
        "parts": {part.feature: part.points for part in placed.parts},
        "values": values,
        "known": round(placed.known, 6),
        "for": _said(said.pros),
        "against": _said(said.cons),
    }


def _shortfall(near: Near) -> dict[str, Any]:
    unmet = near.condition
    return {
        "condition": unmet.condition,
        "short": unmet.short,
        "unit": unmet.unit,
        "asks": _plain(unmet.asks),
        "has": _plain(unmet.has),
        "sentence": _said([near_message(unmet)])[0],
    }


def _failures(judgement: Judgement) -> dict[str, Any]:
    """Which conditions fail, for whoever is left out by them."""
    return {"conditions": [unmet.condition for unmet in judgement.failed]} if judgement.failed else {}


def _said(messages: Iterable[Message]) -> list[str]:
    """In English, with codes as they are: whoever reads them has the file beside them."""
    return [each.text % {key: _plain(value) for key, value in each.params.items()} for each in messages]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
