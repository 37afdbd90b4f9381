"""Who may work, as what, from when, with which permit, and why. No Django, no clock: the day is given.

`assess(facts, on, parameters)` is the door; the rules and their values stand in `law/countries/`,
the sentences of the reasons in `law/present/`; the exchange format is described in docs/rules.md.
"""

from law.engine.decision import (
    ALLOWED,
    INCOMPLETE,
    MAY_WORK,
    NEEDS_NOTIFICATION,
    NEEDS_PERMIT,
    NOT_ALLOWED,
    NOT_YET,
    OUTCOMES,
    Decision,
    Reason,
)
from law.engine.engine import assess, recheck_on
from law.engine.facts import (
    WORK_KINDS,
    Document,
    Event,
    Facts,
    parse_document,
    parse_event,
    parse_facts,
)
from law.rules.reading import FactError

__all__ = [
    "ALLOWED",
    "INCOMPLETE",
    "MAY_WORK",
    "NEEDS_NOTIFICATION",
    "NEEDS_PERMIT",
    "NOT_ALLOWED",
    "NOT_YET",
    "OUTCOMES",
    "WORK_KINDS",
    "Decision",
    "Document",
    "Event",
    "FactError",
    "Facts",
    "Reason",
    "assess",
    "parse_document",
    "parse_event",
    "parse_facts",
    "recheck_on",
]
