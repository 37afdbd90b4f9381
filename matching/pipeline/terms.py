"""How long a proposal may stay in a status before somebody is late, and before it lapses. Pure data.

These are promises of the desks to residents, not law. The two terms of a company that was introduced to
somebody run in working days of its country and stand still while it waits for the desk.
"""

from __future__ import annotations

from dataclasses import dataclass

SUGGESTED, ASKED, AGREED = "suggested", "asked", "agreed"
INVITED, OFFERED = "invited", "offered"


@dataclass(frozen=True)
class Term:
    """``late_after``: working days until it waits too long; ``lapses_after``: days from then to its end."""

    late_after: int
    lapses_after: int


# Silence of a company that was introduced to somebody is reminded of after a week, and ends after two.
REMINDER_WORKING_DAYS = 5
ANSWER_WORKING_DAYS = 10

# Of a talk the company and the desk have days of their own; until there is one, these.
TERMS = {
    SUGGESTED: Term(late_after=5, lapses_after=21),
    ASKED: Term(late_after=5, lapses_after=14),
    AGREED: Term(late_after=3, lapses_after=21),
    INVITED: Term(late_after=5, lapses_after=28),
    OFFERED: Term(late_after=5, lapses_after=21),
}

AGREEMENT_DAYS = 92  # how long somebody's yes to one vacancy holds: then it is asked again
