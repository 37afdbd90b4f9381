"""The one way from a decision or a sum to words: titles, badges, reasons, lines. Translated where shown.

Each word is looked for in the record of the country first, then among those of any country (`words.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from law import registry
from law.contributions import Line
from law.countries.record import DocumentKind, EventKind, Requirement, Verdict
from law.engine import (
    ALLOWED,
    INCOMPLETE,
    NEEDS_NOTIFICATION,
    NEEDS_PERMIT,
    NOT_ALLOWED,
    NOT_YET,
    Decision,
    Reason,
)
from law.messages import Message
from law.present import words
from law.rules.kinds import definitions

# Colour and icon of a badge or banner.
KINDS = {
    ALLOWED: "go",
    NEEDS_PERMIT: "go",
    NEEDS_NOTIFICATION: "go",
    NOT_YET: "wait",
    NOT_ALLOWED: "stop",
    INCOMPLETE: "open",
}


def reason_message(reason: Reason) -> Message:
    """The sentence of a reason."""
    own = registry.country(reason.country).reasons if reason.country else {}
    text = own.get(reason.code) or words.REASONS[reason.code]
    return Message(text, _in_words(reason.params, reason.country))


def reason_kind(decision: Decision, reason: Reason) -> str:
    """go (met), stop (not met), wait (still to come) or open (not known)."""
    if reason.holds is None:
        return "open" if decision.outcome == INCOMPLETE else "wait"
    return "go" if reason.holds else "stop"


def line_message(line: Line) -> Message:
    """The sentence of a line of a contribution."""
    return Message(registry.scheme(line.scheme).lines.get(line.code) or words.LINES[line.code], line.params)


def missing_message(name: str, country: str) -> Message:
    """What is missing, in words of the country: a fact, the end of a document, or a rule."""
    for known in (registry.country(country).missing, words.MISSING):
        if name in known:
            return Message(known[name])
    code, _dot, end = name.rpartition(".")
    if end == "until":
        return Message(words.END_OF_DOCUMENT, {"document": _document(code, country)})
    if name in registry.country(country).document_by_code or _document_anywhere(name):
        return _document(name, country)
    return Message(words.RULE, {"name": _rule(name, country)})


def requirement_of(code: str, country: str) -> Requirement:
    """What somebody must still get or do; of a code that has left the country, no more than the code."""
    own = registry.country(country).requirement_by_code
    return own.get(code) or Requirement(code=code, label=code)


def verdict_of(decision: Decision) -> Verdict | None:
    """How the reason that says it best puts an answer that is allowed or not allowed; None for the others."""
    country = registry.country(decision.country)
    if decision.outcome == ALLOWED:
        return _first(decision, country.allowed)
    if decision.outcome == NOT_ALLOWED:
        return _first(decision, country.refused) or _first(decision, words.REFUSED) or words.REFUSED_OTHERWISE
    return None


def title_message(decision: Decision) -> Message:
    """One line that says what the decision comes to."""
    return Message(_title(decision), {"from_on": decision.from_on})


def badge_message(decision: Decision) -> Message:
    """Two or three words for a list."""
    verdict = verdict_of(decision)
    return Message(verdict.badge if verdict else words.BADGES[decision.outcome])


def document_kind(code: str, country: str) -> DocumentKind:
    """A kind of document that a case holds; never fails, as a case outlives a record.

    That of the country; for what came along from elsewhere, that of the country it came from; else its code.
    """
    own = registry.country(country).document_by_code.get(code)
    return own or _document_anywhere(code) or DocumentKind(code=code, label=code)


def event_kind(code: str, country: str) -> EventKind:
    """A kind of event that a case holds, found as ``document_kind`` finds one."""
    for each in (registry.country(country), *registry.countries()):
        if code in each.event_by_code:
            return each.event_by_code[code]
    return EventKind(code=code, label=code)


def _title(decision: Decision) -> str:
    if verdict := verdict_of(decision):
        return verdict.title
    if decision.outcome == ALLOWED:
        return words.ALLOWED_TITLES[decision.work]
    if decision.outcome == INCOMPLETE:
        return words.INCOMPLETE_TITLE
    required = [requirement_of(code, decision.country) for code in decision.requires]
    if decision.outcome == NOT_YET:
        if decision.from_on is None:
            return words.NOT_YET_TITLE
        return next((each.title_later for each in required if each.title_later), words.NOT_YET_FROM_TITLE)
    return required[0].title


def _first(decision: Decision, verdicts: Mapping[str, Verdict]) -> Verdict | None:
    return next((verdict for code, verdict in verdicts.items() if decision.has_reason(code)), None)


def _in_words(params: Mapping[str, Any], country: str) -> dict[str, Any]:
    """The parameters of a sentence, with codes as messages."""
    write: dict[str, Callable[[Any, str], Message]] = {
        "document": _document,
        "name": _rule,
        "status": _status,
        "reception": _reception,
    }
    return {
        name: write[name](value, country) if name in write and value else value
        for name, value in params.items()
    }


def _document(code: str, country: str) -> Message:
    return Message(document_kind(code, country).label)


def _document_anywhere(code: str) -> DocumentKind | None:
    found = (country.document_by_code.get(code) for country in registry.countries())
    return next((kind for kind in found if kind), None)


def _rule(name: str, _country: str) -> Message:
    definition = definitions().get(name)
    return Message(definition.title if definition else name)


def _status(code: str, country: str) -> Message:
    found = registry.country(country).status(code)
    return Message(found.name if found else words.GRANTED.get(code, code))


def _reception(code: str, country: str) -> Message:
    found = registry.country(country).reception(code)
    return Message(found.label if found else code)
