"""A decision as a person reads it: title, badge, days, then a line for each reason with its source."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from law import present
from law.engine import Decision, Reason
from law.messages import Message

MARKS = {"go": "+", "stop": "-", "wait": "~", "open": "?"}


def told(decision: Decision) -> str:
    """Write a decision in English. A reason begins with + (met), - (not met), ~ (to come), ? (open)."""
    lines = [
        written(present.title_message(decision)),
        f"[{present.KINDS[decision.outcome]}] {written(present.badge_message(decision))}",
        *days(decision),
        *(reason_line(decision, reason) for reason in decision.reasons),
        *(
            f"missing: {written(present.missing_message(name, decision.country))}"
            for name in decision.missing
        ),
    ]
    return "\n".join(lines)


def days(decision: Decision) -> list[str]:
    known = {"until": decision.until_on, "next change": decision.next_change}
    line = ", ".join(f"{name} {day}" for name, day in known.items() if day)
    requires = [present.requirement_of(code, decision.country).label for code in decision.requires]
    only = ["for this employer only"] if decision.for_employer else []
    return [each for each in (line, *(f"requires: {label}" for label in requires), *only) if each]


def reason_line(decision: Decision, reason: Reason) -> str:
    mark = MARKS[present.reason_kind(decision, reason)]
    source = f" [{reason.source}{', provisional' if reason.provisional else ''}]" if reason.source else ""
    return f"{mark} {written(present.reason_message(reason))}{source}"


def written(message: Message) -> str:
    return message.text % values(message.params) if message.params else message.text


def values(params: Mapping[str, Any]) -> dict[str, str]:
    return {name: value(each) for name, each in params.items()}


def value(each: Any) -> str:
    if isinstance(each, Message):
        return written(each)
    if isinstance(each, Decimal):
        return f"€{each}"
    return each.isoformat() if isinstance(each, date) else str(each)
