"""Work in somebody's own words: the occupation that it most likely is, until a person says which.

What is *sure* may be counted, and is said to be read from words; what is not is offered, and counts for
nothing. ``find/`` says when a text is sure; one that denies something, or says nothing of its own, never is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from jobdesk.vocabulary.find import guesses
from jobdesk.vocabulary.index import editions, index_at
from jobdesk.vocabulary.models import Occupation
from jobdesk.vocabulary.queries import OFFERED

AT_MOST = 3  # occupations that are offered for one text
_KEPT = 1 << 14  # texts that a process has read; another edition is read anew


class Likely(NamedTuple):
    """A term by its key, its unit group, and whether the text means it without a doubt."""

    term: int
    unit: str
    is_sure: bool


class Offer(NamedTuple):
    """What a person is asked: these occupations, the likeliest first. ``is_read``: the first is counted."""

    terms: Sequence[Occupation]
    is_read: bool


class Reader:
    """Reads texts by the words that are loaded now: one query when it is made, none for a text."""

    def __init__(self) -> None:
        self._editions = editions()

    def likely(self, text: str, language: str) -> tuple[Likely, ...]:
        """Return what a text may mean, the likeliest first; at most the first is sure."""
        return _likely(self._editions, text, language)

    def sure(self, text: str, language: str, *, misread_as: str = "") -> str:
        """Return the unit group that a text means; empty in doubt, and where a person said it is not it."""
        found = self.likely(text, language)
        return found[0].unit if found and found[0].is_sure and found[0].unit != misread_as else ""


def offers(texts: Iterable[tuple[str, str]], language: str) -> list[Offer]:
    """Return what is to be asked about each text, with what it was misread as; two queries."""
    reader = Reader()
    read = [
        [each for each in reader.likely(text, language) if each.unit != misread_as]
        for text, misread_as in texts
    ]
    keys = {each.term for found in read for each in found}
    terms = Occupation.objects.select_related("parent__parent").in_bulk(keys)
    return [Offer([terms[each.term] for each in found], bool(found) and found[0].is_sure) for found in read]


@lru_cache(maxsize=_KEPT)
def _likely(loaded: tuple[Any, ...], text: str, language: str) -> tuple[Likely, ...]:
    index = index_at("occupation", loaded)
    matches = index.guess(text, language)
    fits = zip(matches, guesses(matches), strict=True)
    is_plain = index.finder.tokens.is_plain(text)
    return tuple(
        Likely(index.entries[match.label.key].term, match.unit, guess.is_sure and is_plain)
        for match, guess in fits
        if match.score >= OFFERED
    )[:AT_MOST]
