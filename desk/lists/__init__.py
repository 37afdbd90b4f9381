"""The lists of the desk, declared: residents, steps, placements, proposals. See jobdesk/lists/."""

from desk.lists.placements import PLACEMENTS
from desk.lists.proposals import PROPOSALS
from desk.lists.residents import RESIDENTS
from desk.lists.steps import STEPS

__all__ = ["PLACEMENTS", "PROPOSALS", "RESIDENTS", "STEPS"]
