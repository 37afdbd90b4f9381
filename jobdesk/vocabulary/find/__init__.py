"""Free text finds its occupation: the unit groups of ISCO-08 that a text in nl, fr or en may mean.

For texts as people write them: *allround medewerker magazijn m/v/x*, *ik deed de afwas in een restaurant*, *I
work with cars fix*. One engine (``finder.py``) for the shipped words, which need no database, and for those
that are loaded in it (``jobdesk/vocabulary/index.py``). numpy is read with the first search.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobdesk.vocabulary.find.finder import Finder, Match

LIMIT = 10
# When the first guess may be taken for granted: it fits so well, and any other minor group so much less.
# bench/occupations.py says how many texts are sure, and how often that is right.
SURE, AHEAD = 0.65, 0.1
_MINOR = 3  # digits
_making = Lock()


@dataclass(frozen=True, slots=True)
class Guess:
    """A unit group and how well it fits the text, from 0 to 1. One that is not sure is never a fact."""

    code: str
    score: float
    is_sure: bool = False


def found(text: str, language: str, limit: int = LIMIT) -> list[Guess]:
    """Return the unit groups that a text may mean by the shipped words, the best first; none for no words.

    At most the first is sure. The others, and a first that is not, are there to be chosen from.
    """
    return guesses(shipped_finder().find(text, language, max(limit, LIMIT)))[:limit]


def guesses(matches: Sequence[Match]) -> list[Guess]:
    """Return what the engine found, and whether the first is sure."""
    if not matches:
        return []
    first = matches[0]
    others = (match.score for match in matches if match.unit[:_MINOR] != first.unit[:_MINOR])
    is_sure = first.score >= SURE and first.score - max(others, default=0.0) >= AHEAD
    return [Guess(match.unit, match.score, is_sure and match is first) for match in matches]


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
