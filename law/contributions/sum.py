"""A sum being made: the wage, the lines so far, and what was found missing."""

from datetime import date
from decimal import Decimal
from typing import Any

from law.contributions.answer import Contribution, Line, cents
from law.contributions.wage import Wage
from law.rules import Parameter, Parameters


class Sum:
    """One contribution being worked out."""

    def __init__(self, wage: Wage, parameters: Parameters) -> None:
        self.wage = wage
        self.parameters = parameters
        self.lines: list[Line] = []
        self.missing: list[str] = []

    @property
    def on(self) -> date:
        """The day the wage is about."""
        return self.wage.on

    def rule(self, name: str) -> Parameter:
        """The rule of the day. Raises UnknownParameter."""
        return self.parameters.value(name, self.on)

    def known(self, name: str) -> Parameter | None:
        """The rule of the day, or None: the name is then noted as missing."""
        found = self.parameters.find(name, self.on)
        if found is None:
            self.missing.append(name)
        return found

    def line(
        self, code: str, amount: Decimal | None = None, rule: Parameter | None = None, **params: Any
    ) -> None:
        """Add a step with the rule it rests on; the amount is shown in whole cents."""
        source, provisional = (rule.source, rule.provisional) if rule else ("", False)
        shown = None if amount is None else cents(amount)
        self.lines.append(Line(code, shown, params, source, provisional, self.wage.scheme))

    def answer(self, due_at_least: Decimal, due_at_most: Decimal | None) -> Contribution:
        """The answer, certain where the least and the most that can be due are the same."""
        net = self.wage.net
        least = cents(due_at_least)
        certain = due_at_most is not None and cents(due_at_most) == least
        left = None if net is None else cents(net) - least
        return Contribution(
            id=self.wage.id,
            due=least if certain else None,
            left=left if certain else None,
            lines=tuple(self.lines),
            missing=tuple(dict.fromkeys(self.missing)),
            due_at_least=least,
            left_at_most=left,
        )

    def unanswered(self) -> Contribution:
        """No figure at all can be given."""
        return Contribution(self.wage.id, None, None, tuple(self.lines), tuple(dict.fromkeys(self.missing)))
