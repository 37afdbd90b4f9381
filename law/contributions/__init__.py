"""What is due to COA (Reba) or Fedasil (cumul) from a monthly wage, and what is left. No Django, no clock.

`contribute(wage, parameters)` is the door; the amounts are data in `law/rules/`, the sentences
of the lines are in `residents/right_to_work/wording.py`, the exchange format is described in docs/rules.md.
"""

from law.contributions.answer import Contribution, Line
from law.contributions.engine import contribute
from law.contributions.wage import SCHEMES, STATUSES, Wage, parse_wage

__all__ = [
    "SCHEMES",
    "STATUSES",
    "Contribution",
    "Line",
    "Wage",
    "contribute",
    "parse_wage",
]
