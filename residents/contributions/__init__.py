"""What is due to COA (Reba) or Fedasil (cumul) from a monthly wage, and what is left. No Django, no clock.

`contribute(wage, parameters)` is the door; the amounts are data in `residents/rules/`, the sentences
of the lines are in `residents/wording.py`, the exchange format is described in docs/rules.md.
"""

from residents.contributions.answer import Contribution, Line
from residents.contributions.engine import contribute
from residents.contributions.wage import SCHEMES, STATUSES, Wage, parse_wage

__all__ = [
    "SCHEMES",
    "STATUSES",
    "Contribution",
    "Line",
    "Wage",
    "contribute",
    "parse_wage",
]
