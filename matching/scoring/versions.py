"""What a ranking was made with and from, as hashes: for the log, and for whoever makes it again."""

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date
from hashlib import sha256
from typing import Any

from matching.scoring import coefficients, conditions, features
from matching.scoring.coefficients import TOLERANCES, TRAVEL, WEIGHTS, Travel, Weights
from matching.scoring.occupations import distance
from matching.scoring.occupations.distance import Relations
from matching.scoring.occupations.neighbours import NEIGHBOURS
from matching.scoring.records import Demand, Profile

ENGINE = "1"  # one more whenever the same figures would give another ranking
DIGITS = 12
KNOWN = ("known", "known_at_night")  # of the journeys: what a coach said, no figure of the engine
NOT_WEIGHED = {"open_proposals", "read_from_words"}


def version(*, weights: Weights = WEIGHTS, travel: Travel = TRAVEL, relations: Relations = NEIGHBOURS) -> str:
    """Return the version of the engine and a hash of all its figures: ``1-0123456789ab``."""
    return f"{ENGINE}-{_hash(figures(weights=weights, travel=travel, relations=relations))[:DIGITS]}"


def figures(
    *, weights: Weights = WEIGHTS, travel: Travel = TRAVEL, relations: Relations = NEIGHBOURS
) -> dict[str, Any]:
    """Return every figure that a ranking depends on, by name."""
    return {
        "weights": asdict(weights),
        "travel": {
            each.name: getattr(travel, each.name) for each in fields(travel) if each.name not in KNOWN
        },
        "tolerances": asdict(TOLERANCES),
        "occupations": {
            "shared_digits": distance.BY_SHARED_DIGITS,
            "related_at_most": distance.RELATED_AT_MOST,
            "years_enough": distance.YEARS_ENOUGH,
            "without_years": distance.WITHOUT_YEARS,
            "unknown_years": distance.UNKNOWN_YEARS,
            "relations": sorted([*pair, value] for pair, value in relations.items()),
        },
        "values": {
            "nearest": features.NEAREST,
            "farthest": features.FARTHEST,
            "wished_by_shared_digits": features.WISHED_BY_SHARED_DIGITS,
            "no_preference": features.NO_PREFERENCE,
            "levels_enough": features.LEVELS_ENOUGH,
            "levels": conditions.LEVELS,
            "one": coefficients.ONE,
        },
    }


def inputs_hash(demand: Demand, profiles: Iterable[Profile], travel: Travel = TRAVEL) -> str:
    """Return a hash of everything that is weighed of a vacancy and of residents, in whatever order.

    Journeys that a coach knows are input too; without any the hash is that of vacancy and residents.
    """
    people = sorted((_plain(each) for each in profiles), key=lambda each: str(each["id"]))
    return _hash({"demand": _plain(demand), "profiles": people} | known_journeys(travel))


def known_journeys(travel: Travel) -> dict[str, list[list[Any]]]:
    """Return the journeys that a coach knows, ``[centre, municipality, minutes]`` by name; empty for none."""
    return {
        name: sorted([*pair, minutes] for pair, minutes in getattr(travel, name).items())
        for name in KNOWN
        if getattr(travel, name)
    }


def _plain(record: Demand | Profile) -> dict[str, Any]:
    return {each.name: getattr(record, each.name) for each in fields(record) if each.name not in NOT_WEIGHED}


def _hash(value: Any) -> str:
    return sha256(json.dumps(value, sort_keys=True, default=_text).encode()).hexdigest()


def _text(value: Any) -> Any:
    """What JSON has no form for: days, sets, and the small records in a record."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return sorted(value)
    return asdict(value)
