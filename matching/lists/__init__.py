"""The lists of the desk, declared: residents, steps, placements. What a list can do: jobdesk/lists/."""

from matching.lists.placements import PLACEMENTS
from matching.lists.residents import RESIDENTS
from matching.lists.steps import STEPS

LISTS = {definition.name: definition for definition in (RESIDENTS, STEPS, PLACEMENTS)}
