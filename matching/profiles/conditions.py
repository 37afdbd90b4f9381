"""The conditions of ``matching/scoring`` as the database can hold them, over rows ``p`` of profiles.

Each is the text of an expression and its parameters; the same on both databases. A test holds them to the
scorer: none leaves out whom it would keep.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from matching.models import MatchProfile
from matching.profiles.building import LEVELS
from matching.profiles.groups import MINOR_GROUP, group_bits
from matching.scoring import TOLERANCES
from matching.scoring.records import NEVER, Demand, LanguageLevel

NOT_SPOKEN = LEVELS["A0"]  # as little as nothing


class Clause(NamedTuple):
    """A piece of SQL with its parameters."""

    text: str
    params: list[Any]


def hard_filters(on: date) -> Clause:
    """Say who is in no list at all: not guided, without consent, at work and not looking."""
    return Clause("p.is_guided AND p.consent_until >= %s AND (p.at_work_at = '' OR p.is_looking)", [on])


def relevance(demand: Demand) -> Clause:
    """Say who did work of the same minor group, or wishes the same work."""
    minor = f"{demand.isco[:MINOR_GROUP]}%"
    return Clause(
        "(p.work_bits & %s) <> 0"
        " AND (p.isco_1 LIKE %s OR p.isco_2 LIKE %s OR p.isco_3 LIKE %s OR p.wishes LIKE %s)",
        [group_bits([demand.isco]), minor, minor, minor, f"%{demand.isco}%"],
    )


def conditions(demand: Demand, on: date) -> Clause:
    """Say who fails nothing, or one condition by little.

    Each condition counts 0 when it is met or not known, 1 when it fails by little, 2 when it fails; they come
    to less than two. None alone may come to two: asked first, one by one, so that the first that fails is the
    last that is looked at.
    """
    start = max(demand.starts_on, on)
    clauses = [
        _travel(),
        _eligible(demand, start, on),
        _right_ends(demand, start),
        *_hours(demand),
        *(_language(group) for group in demand.languages),
        *_shifts(demand),
    ]
    alone = " AND ".join(f"({each.text}) < 2" for each in clauses)
    together = " + ".join(f"({each.text})" for each in clauses)
    return Clause(f"{alone} AND {together} < 2", [param for each in clauses for param in each.params] * 2)


def _eligible(demand: Demand, start: date, on: date) -> Clause:
    """With a permit for the company nothing is waited for; for another one the days begin today."""
    day = "CASE p.permit_employer WHEN '' THEN p.first_on ELSE p.eligible_from END"
    lead = "CASE WHEN p.permit_employer = %s THEN 0 ELSE coalesce(p.lead_days, 0) END"
    late = start + timedelta(days=TOLERANCES.days)
    params: list[Any] = []
    for last in (start, late):
        params += [last, demand.company, (last - on).days]
    return Clause(
        f"CASE WHEN p.eligible_from IS NULL THEN 0"
        f" WHEN {day} <= %s AND {lead} <= %s THEN 0"
        f" WHEN {day} <= %s AND {lead} <= %s THEN 1 ELSE 2 END",
        params,
    )


def _right_ends(demand: Demand, start: date) -> Clause:
    days = (demand.ends_on - start).days + 1 if demand.ends_on else TOLERANCES.open_contract_days
    half = start + timedelta(days=max(-(-days // TOLERANCES.one_of_contract), 1) - 1)
    return _step("p.work_until", demand.ends_on or NEVER, half)


def _language(group: Iterable[LanguageLevel]) -> Clause:
    """Of several languages the one that somebody knows best; one that is not recorded may do."""
    spoken = [each for each in group if each.language in MatchProfile.LANGUAGES]
    if not spoken:
        return Clause("0", [])
    met, little, unknown = [], [], []
    for each in spoken:
        column, level = f"p.{each.language}", LEVELS[each.level]
        nearly = level - TOLERANCES.levels
        unknown.append(f"{column} IS NULL")
        met.append(f"{column} >= {level}")
        little.append(f"{column} >= {nearly if nearly > NOT_SPOKEN else 0}")
    text = f"CASE WHEN {_any(unknown + met)} THEN 0 WHEN {_any(little)} THEN 1 ELSE 2 END"
    return Clause(text, [])


def _travel() -> Clause:
    """The minutes are those of the centre, in the reach ``r``; a limit that is not known is not passed."""
    by_means = "CASE p.means WHEN 1 THEN r.bicycle WHEN 2 THEN r.transport WHEN 3 THEN r.both_means"
    minutes = f"{by_means} ELSE r.any_means END"
    return Clause(
        f"CASE WHEN p.travel_max IS NULL OR p.travel_max >= {minutes} THEN 0"
        f" WHEN p.travel_max >= {minutes} - {TOLERANCES.minutes} THEN 1 ELSE 2 END",
        [],
    )


def _hours(demand: Demand) -> list[Clause]:
    if not demand.hours:
        return []
    return [_step("p.hours_max", demand.hours, demand.hours - TOLERANCES.hours)]


def _shifts(demand: Demand) -> list[Clause]:
    """Count those of the parts asked that are free: at least half of them, or nearly."""
    asked = [bit for bit in range(21) if (demand.shifts or 0) >> bit & 1]
    if not asked:
        return []
    free = " + ".join(f"(p.availability >> {bit} & 1)" for bit in asked)
    half, part = -(-len(asked) // 2), -(-len(asked) // TOLERANCES.one_of_shifts)
    return [_step(f"({free})", half, part)]


def _step(value: str, met: Any, little: Any) -> Clause:
    text = f"CASE WHEN {value} >= %s THEN 0 WHEN {value} >= %s THEN 1 WHEN {value} IS NULL THEN 0 ELSE 2 END"
    return Clause(text, [met, little])


def _any(texts: Iterable[str]) -> str:
    return " OR ".join(texts)
