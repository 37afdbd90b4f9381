"""The answer: may this person do this work on this day, and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

ALLOWED = "allowed"
NEEDS_PERMIT = "needs_permit"
NEEDS_NOTIFICATION = "needs_notification"
NOT_YET = "not_yet"
NOT_ALLOWED = "not_allowed"
INCOMPLETE = "incomplete"
MAY_WORK = (ALLOWED, NEEDS_PERMIT, NEEDS_NOTIFICATION)  # the last two once that is there
OUTCOMES = (ALLOWED, NEEDS_PERMIT, NEEDS_NOTIFICATION, NOT_YET, NOT_ALLOWED, INCOMPLETE)


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the reasoning: a code with what its sentence needs.

    `holds` is True where the condition is met, False where it fails, None where it still has to
    come or is not known. `country`: whose rules say it.
    """

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""
    provisional: bool = False
    holds: bool | None = None
    country: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer as of one day.

    `from_on`: since when, or from when, the person may work in this way. `until_on`: the last day on
    which that is known to last. `requires`: what somebody must still get or do. `next_change`: the
    next day on which this answer changes if nothing else becomes known. `missing`: facts or rules
    without which the answer is incomplete. `for_employer`: it is allowed at the employer asked about only.
    `country`: by whose rules.
    """

    outcome: str
    on: date
    id: str | int = ""
    work: str = "employee"
    from_on: date | None = None
    until_on: date | None = None
    requires: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    next_change: date | None = None
    missing: tuple[str, ...] = ()
    for_employer: bool = False
    country: str = ""

    @property
    def provisional(self) -> bool:
        """Whether any of the reasons rests on a source that is not official."""
        return any(reason.provisional for reason in self.reasons)

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the reasons, each once, in order."""
        return tuple(dict.fromkeys(reason.source for reason in self.reasons if reason.source))

    def has_reason(self, code: str) -> bool:
        """Whether this code is among the reasons."""
        return any(reason.code == code for reason in self.reasons)

    def same_answer(self, other: "Decision") -> bool:
        """Whether the other decision says the same, apart from the day it was asked for."""
        return (
            self.outcome == other.outcome
            and self.from_on == other.from_on
            and self.until_on == other.until_on
            and self.requires == other.requires
            and self.missing == other.missing
            and self.reasons == other.reasons
        )

    def to_dict(self, render: Callable[[Reason], str]) -> dict[str, Any]:
        """The decision line of the exchange format; `render` gives the sentence of a reason."""
        return {
            "id": self.id,
            "on": self.on.isoformat(),
            "outcome": self.outcome,
            "from": self.from_on.isoformat() if self.from_on else None,
            "until": self.until_on.isoformat() if self.until_on else None,
            "requires": list(self.requires),
            "reasons": [
                {
                    "code": reason.code,
                    "text": render(reason),
                    "source": reason.source,
                    "provisional": reason.provisional,
                    "holds": reason.holds,
                }
                for reason in self.reasons
            ],
            "provisional": self.provisional,
            "next_change": self.next_change.isoformat() if self.next_change else None,
            "missing": list(self.missing),
        }
