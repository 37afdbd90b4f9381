"""How many do something so many months later. Pure: what is not known is counted as not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

WORK, APPRENTICESHIP, EDUCATION, NOTHING, UNKNOWN = "work", "apprenticeship", "education", "nothing", ""
SUCCESS = frozenset({WORK, APPRENTICESHIP, EDUCATION})
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Rate:
    """Of the persons whose day has come: at work or learning, neither, and of whom nobody knows."""

    success: int = 0
    nothing: int = 0
    unknown: int = 0

    @property
    def due(self) -> int:
        """How many there are to know of: the denominator."""
        return self.success + self.nothing + self.unknown

    @property
    def percent(self) -> int | None:
        """The share at work or learning of all whose day has come, in whole percents; None without one."""
        return (2 * WHOLE * self.success + self.due) // (2 * self.due) if self.due else None

    def __add__(self, other: Rate) -> Rate:
        """Two groups of different persons together."""
        return Rate(self.success + other.success, self.nothing + other.nothing, self.unknown + other.unknown)


def rate_of(states: Iterable[str]) -> Rate:
    """Count persons by what they do (the codes above; empty: not known)."""
    found = list(states)
    success = sum(state in SUCCESS for state in found)
    nothing = found.count(NOTHING)
    return Rate(success, nothing, len(found) - success - nothing)
