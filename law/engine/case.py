"""One question being answered: the facts, the day, and the reasons gathered on the way.

Every comparison of the day with another day goes through `reached`, and every rule of the day through
`rule`: both note the days ahead. Between two noted days an answer therefore cannot change.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn, TypeVar, overload

from law.engine.decision import INCOMPLETE, Decision, Reason
from law.engine.facts import Document, Event, Facts
from law.engine.procedure import Procedure
from law.rules import Parameter, Parameters, UnknownParameter, day_after

VALID, EXPIRED, MISSING, NO_END = "valid", "expired", "missing", "no_end"
_Fact = TypeVar("_Fact")


class Decided(Exception):
    """The rules came to an answer."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision


@dataclass(frozen=True, slots=True)
class Cover:
    """How far documents of a kind cover the day: `from_on` and `until_on` of the unbroken run.

    Where none covers it, `begins_on` is the first day of the next one already in hand.
    """

    state: str
    from_on: date | None = None
    until_on: date | None = None
    document: Document | None = None
    begins_on: date | None = None


class Case:
    """One evaluation of the facts on one day."""

    def __init__(
        self, facts: Facts, events: list[Event], procedure: Procedure, on: date, parameters: Parameters
    ) -> None:
        self.facts = facts
        self.events = events
        self.procedure = procedure
        self.on = on
        self.parameters = parameters
        self.reasons: list[Reason] = []
        self.missing: list[str] = []
        self.days_ahead: list[date] = []

    # -- the day ---------------------------------------------------------------------------------

    def reached(self, day: date) -> bool:
        """Whether the day has come; if not, it is noted as a day on which the answer may change."""
        if self.on >= day:
            return True
        if day == date.max:
            return False  # stands for "never"
        self.days_ahead.append(day)
        return False

    def rule(self, name: str) -> Parameter:
        """The rule that holds on the day. Raises UnknownParameter."""
        step = self.parameters.next_step(name, self.on)
        if step is not None:
            self.days_ahead.append(step)
        return self.parameters.value(name, self.on)

    def principle(self, name: str) -> Parameter:
        """A rule that is a yes this release can reason with. Raises UnknownParameter if it is not.

        Somebody may enter that a principle ended; what then holds is not known until the code knows it.
        """
        rule = self.rule(name)
        if rule.value is not True:
            raise UnknownParameter(name, self.on)
        return rule

    def rule_when_lodged(self, name: str) -> Parameter:
        """The rule for applications lodged on the day of this application. Raises UnknownParameter."""
        return self.parameters.value(name, given(self.procedure.application).on)

    # -- documents -------------------------------------------------------------------------------

    def cover(self, *types: str, where: Callable[[Document], bool] = bool) -> Cover:
        """The cover by documents of these types (for which `where` holds) that had begun by the day."""
        of_kind = [d for d in self.facts.documents if d.type in types and where(d)]
        begun = [document for document in of_kind if self.reached(document.from_on)]
        begins_on = min((d.from_on for d in of_kind if d not in begun), default=None)
        if not begun:
            return Cover(MISSING, begins_on=begins_on)
        ended = [(d, d.until_on) for d in begun if d.until_on is not None]
        valid = [(d, until_on) for d, until_on in ended if not self.reached(day_after(until_on))]
        if not valid:
            endless = [d for d in begun if d.until_on is None]
            if endless:
                return Cover(NO_END, document=max(endless, key=_start))
            return Cover(EXPIRED, until_on=max(until_on for _, until_on in ended), begins_on=begins_on)
        from_on = min(d.from_on for d, _ in valid)
        for document, until_on in sorted(ended, key=lambda pair: pair[0].from_on, reverse=True):
            if from_on <= day_after(until_on):
                from_on = min(from_on, document.from_on)
        latest, _ = max(valid, key=lambda pair: (pair[0].from_on, pair[1]))
        return Cover(VALID, from_on, max(until_on for _, until_on in valid), latest)

    # -- the answer ------------------------------------------------------------------------------

    def because(self, code: str, holds: bool | None, rule: Parameter | None = None, **params: Any) -> None:
        """Add a step of the reasoning, with the rule it rests on."""
        source, provisional = (rule.source, rule.provisional) if rule else ("", False)
        self.reasons.append(Reason(code, params, source, provisional, holds, self.facts.country))

    def lacks(self, name: str, code: str, rule: Parameter | None = None, /, **params: Any) -> None:
        """Note a fact without which the answer is incomplete."""
        self.missing.append(name)
        self.because(code, None, rule, **params)

    def decide(
        self,
        outcome: str,
        from_on: date | None = None,
        until_on: date | None = None,
        requires: tuple[str, ...] = (),
        *,
        for_employer: bool = False,
    ) -> NoReturn:
        """End with this answer. `for_employer`: it holds at the employer asked about only."""
        raise Decided(
            Decision(
                outcome=outcome,
                on=self.on,
                id=self.facts.id,
                work=self.facts.work,
                from_on=from_on,
                until_on=until_on,
                requires=requires,
                reasons=tuple(self.reasons),
                missing=tuple(dict.fromkeys(self.missing)) if outcome == INCOMPLETE else (),
                for_employer=for_employer,
                country=self.facts.country,
            )
        )

    def because_expired(self, name: str, cover: Cover, holds: bool | None, rule: Parameter) -> None:
        """Tell that a document has ended, and whether the next one is already in hand."""
        params = {"document": name, "until": cover.until_on, "from_on": cover.begins_on}
        self.because("document_expired" if cover.begins_on is None else "document_gap", holds, rule, **params)

    def because_begins(self, name: str, cover: Cover, rule: Parameter) -> None:
        """Tell that a document is in hand but is valid from a later day only."""
        self.because("document_begins", None, rule, document=name, from_on=cover.begins_on)

    def lacks_document(self, name: str, cover: Cover, rule: Parameter | None = None) -> None:
        """Note a document without which the answer is incomplete: none is recorded, or none for this day."""
        is_last = cover.begins_on is None
        params = {"document": name, "until": cover.until_on, "from_on": cover.begins_on}
        self.lacks(
            name,
            ("document_expired" if is_last else "document_gap")
            if cover.state == EXPIRED
            else ("document_missing" if is_last else "document_begins"),
            rule,
            **params,
        )

    def stop_if_incomplete(self) -> None:
        """End as incomplete if a fact was found missing."""
        if self.missing:
            self.decide(INCOMPLETE)


def _start(document: Document) -> date:
    return document.from_on


def given(fact: _Fact | None) -> _Fact:
    """A fact without which its rule is never asked. Raises AssertionError where it is missing."""
    if fact is None:
        raise AssertionError("a rule was asked without the fact it rests on")
    return fact


def earliest(*days: date | None) -> date | None:
    """The earliest of the days that are known."""
    return min((day for day in days if day is not None), default=None)


@overload
def latest(day: date, /, *days: date | None) -> date: ...


@overload
def latest(*days: date | None) -> date | None: ...


def latest(*days: date | None) -> date | None:
    """The latest of the days that are known."""
    return max((day for day in days if day is not None), default=None)
