"""What a concern about a company weighs and what a measure needs: ``rules.toml``, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

RULES = Path(__file__).parent / "rules.toml"


def named_from_people() -> int:
    """From how many different residents on a topic is named to a company."""
    return int(_rules()["named_from_people"])


def urgent_days() -> int:
    """How many working days an urgent pause holds until a second coordinator has decided."""
    return int(_rules()["urgent_days"])


def decide_days() -> int:
    """In how many working days a measure that is not urgent is decided."""
    return int(_rules()["decide_days"])


def look_days(severity: str) -> int:
    """In how many working days a concern of a severity is looked at. Raises KeyError for an unknown one."""
    return int(_rules()["severities"][severity]["days"])


def usual_severity(topic: str) -> str:
    """Return what a topic weighs unless whoever reports says otherwise."""
    return str(_rules()["topics"][topic])


def topic_of_concern(kind: str) -> str:
    """Return the topic of a concern about somebody's work; empty where it says nothing of the company."""
    return str(_rules()["concern_topics"].get(kind, ""))


def concern_kinds() -> dict[str, str]:
    """Return the kinds of concerns about work that say something of the company, with the topic of each."""
    return dict(_rules()["concern_topics"])


def likeness_words(name: str) -> frozenset[str]:
    """Return one of the lists that companies are compared with, by its name."""
    return frozenset(_rules()["likeness"][name])


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads(RULES.read_text(encoding="utf-8"))
