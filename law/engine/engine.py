"""From facts to a decision as of any day, and the next day on which it changes."""

from dataclasses import replace
from datetime import date

from law import registry
from law.engine.case import Case, Decided, earliest
from law.engine.decision import INCOMPLETE, Decision
from law.engine.facts import Event, Facts
from law.engine.procedure import Procedure, known_events
from law.rules import Parameters, UnknownParameter


def assess(facts: Facts, on: date, parameters: Parameters) -> Decision:
    """May this person do this work on this day by these rules, and why.

    Events after `on` are not looked at, so the answer for a past day is what was known then. The ends
    of documents and rules, and the start of a document already in hand, are announced: they do not
    change the answer, but `next_change` counts them.
    """
    events = known_events(facts.events, on)
    procedure = Procedure.of(events)
    decision, days_ahead = _evaluate(facts, events, procedure, on, parameters)
    next_change = _next_change(decision, days_ahead, facts, events, procedure, parameters)
    return replace(decision, next_change=next_change)


def recheck_on(facts: Facts, decision: Decision) -> date | None:
    """The day to judge these facts again: the next change, or an event recorded for a later day."""
    return earliest(decision.next_change, *(event.on for event in facts.events if event.on > decision.on))


def _evaluate(
    facts: Facts, events: list[Event], procedure: Procedure, on: date, parameters: Parameters
) -> tuple[Decision, list[date]]:
    case = Case(facts, events, procedure, on, parameters)
    try:
        try:
            registry.country(facts.country).decide(case)
        except UnknownParameter as unknown:
            case.lacks(unknown.name, "parameter_unknown", name=unknown.name)
            case.decide(INCOMPLETE)
    except Decided as end:
        return end.decision, case.days_ahead
    raise AssertionError("the rules ended without an answer")


def _next_change(
    decision: Decision,
    days_ahead: list[date],
    facts: Facts,
    events: list[Event],
    procedure: Procedure,
    parameters: Parameters,
) -> date | None:
    """Go from one noted day to the next until the answer is another; between them it cannot change."""
    while days_ahead:
        day = min(days_ahead)
        later, days_ahead = _evaluate(facts, events, procedure, day, parameters)
        if not decision.same_answer(later):
            return day
    return None
