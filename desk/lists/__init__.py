"""The lists of the desk, declared: residents, steps, placements. What a list can do: jobdesk/lists/."""

from desk.lists.placements import PLACEMENTS
from desk.lists.residents import RESIDENTS
from desk.lists.steps import STEPS

__all__ = ["PLACEMENTS", "RESIDENTS", "STEPS"]
