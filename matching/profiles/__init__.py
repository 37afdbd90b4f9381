"""What a ranking reads of residents and vacancies, kept as narrow rows and read set by set.

``sources.py`` reads the file, ``building.py`` makes the row of it, ``keeping.py`` keeps it as the file is;
``reading.py`` and ``demands.py`` make the records that ``matching/scoring`` scores.
"""

from matching.profiles.demands import demand_of, demands_of, with_demands
from matching.profiles.keeping import BATCH, build_profiles, note_change, settle, settle_all
from matching.profiles.reading import profile_of, profiles_of

__all__ = [
    "BATCH",
    "build_profiles",
    "demand_of",
    "demands_of",
    "note_change",
    "profile_of",
    "profiles_of",
    "settle",
    "settle_all",
    "with_demands",
]
