"""Free text finds its occupation: the unit groups of ISCO-08 that a text in nl, fr or en may mean.

For texts as people write them: *allround medewerker magazijn m/v/x*, *ik deed de afwas in een restaurant*, *I
work with cars fix*. One engine (``finder.py``) for the shipped words, which need no database, and for those
that are loaded in it (``jobdesk/vocabulary/index.py``). numpy is read with the first search.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobdesk.vocabulary.find.finder import Finder

LIMIT = 10
# From here on the first guess may be taken for granted, as far as a form can be filled in by it. Measured on
# texts that were not used for tuning: bench/occupations.py says how often it is right.
SURE = 0.7
_making = Lock()


@dataclass(frozen=True, slots=True)
class Guess:
    """A unit group and how well it fits the text, from 0 to 1. Below SURE it is a guess, and never a fact."""

    code: str
    score: float

    @property
    def is_sure(self) -> bool:
        return self.score >= SURE


def found(text: str, language: str, limit: int = LIMIT) -> list[Guess]:
    """Return the unit groups that a text may mean by the shipped words, the best first; none for no words.

    Ask ``is_sure`` of the first before you use it as a fact; the others are there to be chosen from.
    """
    return [Guess(match.unit, match.score) for match in shipped_finder().find(text, language, limit)]


def unit_groups(text: str, language: str, limit: int = LIMIT) -> list[str]:
    """Return the codes of the unit groups that a text may mean, the best first."""
    return [guess.code for guess in found(text, language, limit)]


def shipped_finder() -> Finder:
    """Return the engine over the shipped words; made once in each process, by the first who asks."""
    with _making:
        return _shipped()


@lru_cache(maxsize=1)
def _shipped() -> Finder:
    from jobdesk.vocabulary.find.finder import Finder
    from jobdesk.vocabulary.find.labels import shipped_labels

    return Finder(shipped_labels())
