"""The answers over a span of days, one after the other: what held, what holds and what will hold."""

from dataclasses import dataclass
from datetime import date, timedelta

from law.engine.decision import Decision
from law.engine.engine import assess, recheck_on
from law.engine.facts import Facts
from law.rules import Parameters

MOST = 100  # decisions; a case with more changes is drawn up to there


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which the answer comes to the same; both are included. `decision` is that of the first."""

    from_on: date
    until_on: date
    decision: Decision


def course_of(facts: Facts, from_on: date, until_on: date, parameters: Parameters) -> tuple[Span, ...]:
    """The answers from one day to another, each day by what was known on it, without gaps.

    Days on which only a reason changes belong to one span: outcome, requirement and certainty count.
    """
    spans: list[Span] = []
    day: date | None = from_on
    for _ in range(MOST):
        if day is None or day > until_on:
            break
        decision = assess(facts, day, parameters)
        changes_on = recheck_on(facts, decision)
        ends_on = until_on if changes_on is None else min(changes_on - timedelta(days=1), until_on)
        if spans and _comes_to_the_same(spans[-1].decision, decision):
            spans[-1] = Span(spans[-1].from_on, ends_on, spans[-1].decision)
        else:
            spans.append(Span(day, ends_on, decision))
        day = changes_on
    return tuple(spans)


def _comes_to_the_same(one: Decision, other: Decision) -> bool:
    return (one.outcome, one.requires, one.provisional) == (other.outcome, other.requires, other.provisional)
