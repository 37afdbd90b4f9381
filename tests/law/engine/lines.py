"""Short ways to write facts in tests."""

from law.engine import Decision, assess, parse_facts
from law.rules import Parameters
from law.rules.reading import read_day


def event(kind: str, on: str, **fields) -> dict:
    return {"type": kind, "on": on, **fields}


def document(kind: str, from_on: str, until_on: str | None = None, **fields) -> dict:
    return {"type": kind, "from": from_on, "until": until_on, **fields}


def decide(on: str, country: str, events=(), documents=(), **fields) -> Decision:
    line = {"id": "p", "country": country, "events": list(events), "documents": list(documents), **fields}
    return assess(parse_facts(line), read_day(on, "on"), Parameters.shipped())


def codes(decision: Decision) -> list[str]:
    return [reason.code for reason in decision.reasons]


def answer(decision: Decision) -> tuple:
    """Outcome, from, until, requires and missing: what a case table compares."""
    return (
        decision.outcome,
        decision.from_on.isoformat() if decision.from_on else None,
        decision.until_on.isoformat() if decision.until_on else None,
        decision.requires,
        decision.missing,
    )


def next_change(decision: Decision) -> str | None:
    return decision.next_change.isoformat() if decision.next_change else None
