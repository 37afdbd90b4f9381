"""A name or a query as Latin words."""

import re
from itertools import pairwise

from residents.people.spelling.keys import keys
from residents.people.spelling.scripts import latin

WORD_LENGTH = 40
MOST_WORDS = 8  # of one name; a longer one is found by its first words
_ARTICLES = "al el ul as ash an ar at az ad"
_OTHERS = "van de der den het von zu la le du di da dos das del bin ibn ben bint bt ould wld weld oglu"
_SERVANT = "abd abdel abdul abdal"  # of the next word
ARTICLES = frozenset(_ARTICLES.split())
PARTICLES = ARTICLES | frozenset(f"{_OTHERS} {_SERVANT}".split())  # nobody is looked up by these
_APART = re.compile(r"[^\w']+|_")
_ARTICLE = re.compile(r"^(?:al|el)(?=[b-df-hj-np-tv-z])(?=.{4})")
_ARABIC_ARTICLE = re.compile(r"(?<!\w)ال(?=\w{3})")
_KEPT_TOGETHER = re.compile(r"(?<=\w)['’‘ʼʻʿʾ`´](?=\w)")


def plain(text: str) -> str:
    """Return ``text`` as it is compared: Latin small letters without marks, words parted by one space."""
    return " ".join(_split(text, sounding=False))


def _split(text: str, *, sounding: bool) -> list[str]:
    parted = _KEPT_TOGETHER.sub("", text)
    return [word for word in _APART.split(latin(parted, sounding=sounding)) if word]


def _apart(text: str) -> list[tuple[str, str]]:
    """Return the words of ``text`` as typed in Latin letters, each with the letters that its sound needs."""
    parted = _KEPT_TOGETHER.sub("", _ARABIC_ARTICLE.sub("al ", text))
    pieces = [piece for piece in _APART.split(parted.casefold()) if piece]
    pairs = [(latin(piece)[:WORD_LENGTH], piece) for piece in pieces]
    return [(word, piece) for word, piece in pairs if word]


def query_words(text: str) -> list[tuple[str, str]]:
    """Return what a query looks for: (word, as typed); without particles, unless there is nothing else.

    The last word stays, whatever it is: somebody who types "al" may be on the way to "Ali".
    """
    words = _apart(text)
    kept = [(word, piece) for word, piece in words[:-1] if word not in PARTICLES]
    return (kept + words[-1:])[:MOST_WORDS]


def indexed_words(*names: str) -> set[tuple[str, str]]:
    """Return by which (word, key) a person with these names is found.

    Every word but the particles; two neighbours as one word (Tekle Haimanot, Al Hassan, Abd al-Rahman); and
    a word without its article (Alhassan).
    """
    found: set[tuple[str, str]] = set()
    for name in names:
        words = _apart(name)[:MOST_WORDS]
        singles = [each for each in words if each[0] not in PARTICLES] or words
        without = [each for each in words if each[0] not in ARTICLES]
        neighbours = {*pairwise(words), *pairwise(without)}
        joined = [(one + two, first + second) for (one, first), (two, second) in neighbours]
        bare = [(_ARTICLE.sub("", word), _ARTICLE.sub("", piece)) for word, piece in words]
        for word, piece in (*singles, *joined, *bare):
            found |= {(word[:WORD_LENGTH], key) for key in keys(piece) or ("",)}
    return {(word, key) for word, key in found if word and word not in PARTICLES} or found
