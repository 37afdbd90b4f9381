"""A decision on the right to work as screens show it: colour, title, sentences with their sources."""

from dataclasses import dataclass, field
from datetime import date

from law.engine import Decision
from law.present import KINDS, reason_kind
from residents.law_values.sources import source_text
from residents.right_to_work.wording import decision_title, missing_text, reason_text, requirement_text


@dataclass(frozen=True)
class ReasonLine:
    """A reason in words. ``kind``: go (met), stop (not met), wait (still to come) or open (not known)."""

    kind: str
    text: str
    source: str
    is_provisional: bool


@dataclass(frozen=True)
class DecisionBanner:
    """What a banner on the right to work shows, in the reader's language."""

    kind: str
    title: str
    on: date
    until_on: date | None
    next_change: date | None
    is_provisional: bool
    reasons: list[ReasonLine] = field(default_factory=list)
    requirements: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)


def kind_of(decision: Decision) -> str:
    """Return the kind (colour and icon) of the badge or banner that goes with an outcome."""
    return KINDS[decision.outcome]


def banner_of(decision: Decision) -> DecisionBanner:
    """Put a decision in words."""
    return DecisionBanner(
        kind=kind_of(decision),
        title=decision_title(decision),
        on=decision.on,
        until_on=decision.until_on,
        next_change=decision.next_change,
        is_provisional=decision.provisional,
        reasons=[
            ReasonLine(
                reason_kind(decision, reason),
                reason_text(reason),
                source_text(reason.source),
                reason.provisional,
            )
            for reason in decision.reasons
        ],
        requirements=[requirement_text(name, decision.country) for name in decision.requires],
        missing=[missing_text(name, decision.country) for name in decision.missing],
        sources=[source_text(source) for source in decision.sources],
    )
