"""A decision as a person reads it: title, badge, days, then a line for each reason with its source."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from law import present, registry
from law.contributions import Contribution, Line
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


def told_sum(contribution: Contribution, scheme: str) -> str:
    """Write a contribution in English: what is due and left, then each line with its amount and source."""
    amounts = {
        "due": contribution.due,
        "left": contribution.left,
        "due at least": contribution.due_at_least,
        "left at most": contribution.left_at_most,
    }
    country = registry.country_of_scheme(scheme).code
    lines = [
        ", ".join(f"{name} {amount}" for name, amount in amounts.items()),
        *(sum_line(line) for line in contribution.lines),
        *(f"missing: {written(present.missing_message(name, country))}" for name in contribution.missing),
    ]
    return "\n".join(lines)


def sum_line(line: Line) -> str:
    return f"{line.amount}: {written(present.line_message(line))}{sourced(line)}"


def days(decision: Decision) -> list[str]:
    known = {"until": decision.until_on, "next change": decision.next_change}
    line = ", ".join(f"{name} {day}" for name, day in known.items() if day)
    requires = [present.requirement_of(code, decision.country).label for code in decision.requires]
    only = ["for this employer only"] if decision.for_employer else []
    return [each for each in (line, *(f"requires: {label}" for label in requires), *only) if each]


def reason_line(decision: Decision, reason: Reason) -> str:
    mark = MARKS[present.reason_kind(decision, reason)]
    return f"{mark} {written(present.reason_message(reason))}{sourced(reason)}"


def sourced(step: Reason | Line) -> str:
    return f" [{step.source}{', provisional' if step.provisional else ''}]" if step.source else ""


def written(message: Message) -> str:
    return message.text % values(message.params) if message.params else message.text


def values(params: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(each) if name == "percent" else value(each) for name, each in params.items()}


def value(each: Any) -> str:
    if isinstance(each, Message):
        return written(each)
    if isinstance(each, Decimal):
        return f"€{each}"
    return each.isoformat() if isinstance(each, date) else str(each)
