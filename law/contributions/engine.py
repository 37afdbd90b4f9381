"""From a wage to what is due and what is left."""

from law import registry
from law.contributions.answer import Contribution
from law.contributions.sum import Sum
from law.contributions.wage import Wage
from law.rules import Parameters, UnknownParameter


def contribute(wage: Wage, parameters: Parameters) -> Contribution:
    """What is due from a month's wage by the rules of its day, and what is left, in euros."""
    total = Sum(wage, parameters)
    try:
        return registry.scheme(wage.scheme).work_out(total)
    except UnknownParameter as unknown:
        total.missing.append(unknown.name)
        return total.unanswered()
