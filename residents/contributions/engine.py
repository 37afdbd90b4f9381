"""From a wage to what is due and what is left."""

from residents.contributions.answer import Contribution
from residents.contributions.cumul import cumul
from residents.contributions.reba import reba
from residents.contributions.sum import Sum
from residents.contributions.wage import Wage
from residents.rules import Parameters, UnknownParameter

_SCHEMES = {"reba": reba, "cumul": cumul}


def contribute(wage: Wage, parameters: Parameters) -> Contribution:
    """What is due from a month's wage by the rules of its day, and what is left, in euros."""
    total = Sum(wage, parameters)
    try:
        return _SCHEMES[wage.scheme](total)
    except UnknownParameter as unknown:
        total.missing.append(unknown.name)
        return total.unanswered()
