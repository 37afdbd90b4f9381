"""A ranking made again from what was kept of it: does the engine of today give the same order?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from matching.models import RankingLog
from matching.profiles import engine_version
from matching.rankings.exchange import read_travel
from matching.rankings.vacancies import place_of
from matching.scoring import CHECK, NEAR, RANKED, judge, rank
from matching.scoring.exchange import read_profiles, read_vacancies

Order = dict[str, list[str]]
LISTS = (RANKED, NEAR, CHECK)


@dataclass(frozen=True)
class Replayed:
    """What came of it. ``version``: that of today, another one where the figures have changed since."""

    is_same: bool
    is_other_version: bool
    version: str


def replayed(row: RankingLog) -> Replayed:
    """Make a ranking that was shown again, from what is kept with it."""
    return replayed_from(row.kind, row.on, row.unpacked(), row.order, row.version)


def replayed_from(
    kind: str, on: date, inputs: Mapping[str, Any], order: Mapping[str, Sequence[str]], then: str
) -> Replayed:
    """Make a ranking again from the exchange form, and compare its order with the one that was shown."""
    now = engine_version()
    return Replayed(
        _order(kind, on, inputs) == {name: list(order.get(name, ())) for name in LISTS}, now != then, now
    )


def _order(kind: str, on: date, inputs: Mapping[str, Any]) -> Order:
    demands = read_vacancies(json.dumps(inputs["vacancies"]), _no_guess)
    profiles = read_profiles(json.dumps(inputs["profiles"]))
    travel = read_travel(inputs.get("travel", {}))
    if kind == RankingLog.Kind.PEOPLE:
        ranking = rank(demands[0], profiles, on, travel=travel)
        lists = (ranking.ranked, ranking.near, ranking.check)
        return {name: [each.id for each in found] for name, found in zip(LISTS, lists, strict=True)}
    judged = sorted((judge(demand, profiles[0], on, travel=travel) for demand in demands), key=place_of)
    return {name: [each.asked.demand.id for each in judged if each.state == name] for name in LISTS}


def _no_guess(_text: str) -> str:
    """Every occupation stands in what was kept; a text is never read for one."""
    return ""
