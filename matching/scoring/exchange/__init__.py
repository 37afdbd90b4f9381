"""A ranking asked from outside: vacancies and profiles as JSON in, the lists of each vacancy out.

``values.py`` says what each field may hold, ``reading.py`` makes records of it, ``answer.py`` writes what
came out. An auditor makes a ranking again with it, and any data can be tried without a database.
"""

from matching.scoring.exchange.answer import answer
from matching.scoring.exchange.reading import Guess, read_profiles, read_vacancies
from matching.scoring.exchange.values import Unreadable, read_day

__all__ = ["Guess", "Unreadable", "answer", "read_day", "read_profiles", "read_vacancies"]
