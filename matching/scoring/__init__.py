"""Who suits which vacancy, and why: pure; the same for a screen, the nightly run, a job fair and a command.

``records.py`` says what is read of a resident and of a vacancy. Nothing else can weigh: nationality, gender,
age, faith and family are not there. ``judgement.py`` holds one against the other, by the conditions of
``conditions.py`` and the features of ``features.py``; ``ranking.py`` puts many in order, ``columns.py`` does
it for thousands of both. ``coefficients.py`` has the figures, and ``docs/matching.md`` says why they are so.
"""

from matching.scoring.coefficients import TOLERANCES, TRAVEL, WEIGHTS, Travel, Weights
from matching.scoring.conditions import Unmet
from matching.scoring.judgement import CHECK, EXCLUDED, NEAR, RANKED, Judgement, Part, WholePart
from matching.scoring.ranking import Check, Excluded, Near, Ranking, Scored, judge, parts_of_100, rank
from matching.scoring.records import Demand, Experience, LanguageLevel, Profile
from matching.scoring.versions import inputs_hash, version
from matching.scoring.words import Reasons, near_message, question, reasons

__all__ = [
    "CHECK",
    "EXCLUDED",
    "NEAR",
    "RANKED",
    "TOLERANCES",
    "TRAVEL",
    "WEIGHTS",
    "Check",
    "Demand",
    "Excluded",
    "Experience",
    "Judgement",
    "LanguageLevel",
    "Near",
    "Part",
    "Profile",
    "Ranking",
    "Reasons",
    "Scored",
    "Travel",
    "Unmet",
    "Weights",
    "WholePart",
    "inputs_hash",
    "judge",
    "near_message",
    "parts_of_100",
    "question",
    "rank",
    "reasons",
    "version",
]
