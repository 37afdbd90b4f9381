"""A judgement in sentences: messages with parameters, translated where they are shown.

Parameters that a screen puts in words: ``language``, ``certificate`` and ``occupation`` are codes (the last
of a unit group), ``level`` and ``asked_level`` of the Common European Framework, ``day`` and ``asked_day``
dates. All others are numbers.
"""

from matching.scoring.words.reasons import Reasons, reasons
from matching.scoring.words.shortfalls import near_message, question

__all__ = ["Reasons", "near_message", "question", "reasons"]
