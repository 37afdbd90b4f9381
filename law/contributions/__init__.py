"""What a reception agency asks from a monthly wage, and what is left. No Django, no clock.

`contribute(wage, parameters)` is the door; the schemes with their amounts stand in `law/countries/`, the
sentences of the lines in `law/present/`; the exchange format is described in docs/rules.md.
"""

from law.contributions.answer import Contribution, Line
from law.contributions.engine import contribute
from law.contributions.wage import Wage, parse_wage

__all__ = [
    "Contribution",
    "Line",
    "Wage",
    "contribute",
    "parse_wage",
]
