"""Who may work, as what, from when, with which permit, and why. No Django, no clock: the day is given.

`assess(facts, on, parameters)` is the door; the law's numbers are data in `residents/rules/`, the sentences
of the reasons are in `residents/wording.py`, the exchange format is described in docs/rules.md.
"""

from residents.eligibility.decision import (
    ALLOWED,
    INCOMPLETE,
    NEEDS_NOTIFICATION,
    NEEDS_PERMIT,
    NOT_ALLOWED,
    NOT_YET,
    OUTCOMES,
    Decision,
    Reason,
)
from residents.eligibility.engine import assess, recheck_on
from residents.eligibility.facts import (
    DOCUMENT_TYPES,
    EVENT_TYPES,
    WORK_KINDS,
    Document,
    Event,
    FactError,
    Facts,
    parse_document,
    parse_event,
    parse_facts,
)

__all__ = [
    "ALLOWED",
    "DOCUMENT_TYPES",
    "EVENT_TYPES",
    "INCOMPLETE",
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
