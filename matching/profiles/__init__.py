"""What a ranking reads of residents and vacancies, kept as narrow rows and read set by set.

``sources.py`` reads the file, ``building.py`` makes the row of it, ``keeping.py`` keeps it as the file is;
``reading.py`` and ``demands.py`` make the records that ``matching/scoring`` scores. ``candidates.py`` has
the database choose who can be ranked; ``ranking.py`` is the one door to a ranking.
"""

from matching.profiles.candidates import candidates, candidates_for
from matching.profiles.demands import demand_of, demands_of, is_end_assumed, with_demands
from matching.profiles.journeys import engine_version, travel_figures, travel_to
from matching.profiles.keeping import BATCH, build_profiles, keep_along, note_change, settle, settle_all
from matching.profiles.marks import Marks, marks_for
from matching.profiles.ranking import ranking_for, ranking_for_resident
from matching.profiles.reading import profile_of, profiles_of
from matching.profiles.rounds import reconcile

__all__ = [
    "BATCH",
    "Marks",
    "build_profiles",
    "candidates",
    "candidates_for",
    "demand_of",
    "demands_of",
    "engine_version",
    "is_end_assumed",
    "keep_along",
    "marks_for",
    "note_change",
    "profile_of",
    "profiles_of",
    "ranking_for",
    "ranking_for_resident",
    "reconcile",
    "settle",
    "settle_all",
    "travel_figures",
    "travel_to",
    "with_demands",
]
