"""What a text of work is about: stems, the parts of Dutch compounds, and families of words across languages.

*Schoonmaakster*, *nettoyage* and *cleaning lady* have other letters and one meaning; the family of words that
they belong to (``families.csv``) is a token of each. What job advertisements say of any work
(``fillers.csv``) is no token.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import lru_cache

from jobdesk.vocabulary.data import LANGUAGES, rows_of
from jobdesk.vocabulary.words import normalise

Token = tuple[str, float]  # and how much it says of the word: 1 for its own stem

# Longest first; what is left has at least three letters, so that "ster" stays itself.
_ENDINGS = (
    *("trices", "ements"),
    *("sters", "ingen", "euses", "trice", "ieres", "eries", "ement"),
    *("ster", "eurs", "euse", "iers", "iere", "erie", "ages", "ures", "ment"),
    *("tjes", "jes", "tje"),
    *("ers", "ing", "eur", "ier", "age", "ure", "ors", "ies"),
    *("en", "er", "es", "je", "or", "e", "s", "x"),
)
_SHORTEST_STEM = 3
_WORDS_AT_MOST = 60  # of a text; the title of a vacancy has ten
_SHORTEST_PART, _SHORTEST_COMPOUND = 4, 8
_LINKS = ("", "s", "e", "en", "n")
_PART, _FAMILY = 0.7, 0.9
FAMILY = "#"


_NOT_NL = {"niet", "geen", "nooit", "nee", "liever", "behalve"}
_NOT_FR = {"pas", "jamais", "aucun", "aucune", "sauf", "plutot"}
_NOT_EN = {"no", "not", "never", "none", "except"}
NEGATIONS = frozenset(_NOT_NL | _NOT_FR | _NOT_EN)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return what forms of a word share: *lassen*, *lasser*, *las*; *soudeur*, *soudure*, *souder*."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    letters = [word[0]]
    for letter in word[1:]:  # kappen, kap: a doubled letter is spelling
        if letter != letters[-1]:
            letters.append(letter)
    if len(letters) == 1:
        return word
    return "".join(letters[:-1]) + {"v": "f", "z": "s"}.get(letters[-1], letters[-1])


class Families:
    """Words that mean one thing at work, in three languages; a word may be in several families."""

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        self.whole: dict[str, set[str]] = defaultdict(set)
        self.beginnings: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            for text in ", ".join(row[language] for language in LANGUAGES).split(", "):
                word = normalise(text)
                (self.beginnings if text.endswith("*") else self.whole)[word].add(row["family"])
        self.longest = max(map(len, self.beginnings), default=0)

    def of(self, word: str) -> set[str]:
        """Return the families of a word in its normal form."""
        found = set(self.whole.get(word, ()))
        for end in range(_SHORTEST_STEM, min(len(word), self.longest) + 1):
            found |= self.beginnings.get(word[:end], set())
        return found

    def words(self) -> set[str]:
        """Return the words and beginnings, of which compounds may be made."""
        return set(self.whole) | set(self.beginnings)


class Tokens:
    """Makes the tokens of texts. ``known``: words of which compounds may be made."""

    def __init__(self, families: Families, fillers: Collection[str], known: Iterable[str]) -> None:
        self.families = families
        self.fillers = fillers
        self.stems = {stem(word) for word in known if len(word) >= _SHORTEST_PART}
        self.stems |= {stem(word) for word in families.words() if len(word) >= _SHORTEST_STEM}
        self._of: dict[str, tuple[Token, ...]] = {}

    def words(self, text: str) -> list[str]:
        """Return the words of a text that say something of work; the longer ones, when none does."""
        words = normalise(text).split()[:_WORDS_AT_MOST]
        telling = [word for word in words if word not in self.fillers]
        return telling or [word for word in words if len(word) >= _SHORTEST_STEM]

    def is_plain(self, text: str) -> bool:
        """Say whether a text tells something and denies nothing: “no cleaning” is nobody's work."""
        words = normalise(text).split()
        return not NEGATIONS.intersection(words) and any(word not in self.fillers for word in words)

    def of_word(self, word: str) -> tuple[Token, ...]:
        """Return the tokens of one word in its normal form."""
        if word not in self._of:
            weights = {stem(word): 1.0}
            parts = self._parts(word)
            for part in parts:
                weights.setdefault(stem(part), _PART)
            for each in (word, *parts):
                for family in self.families.of(each):
                    weights[f"{FAMILY}{family}"] = _FAMILY
            self._of[word] = tuple(weights.items())
        return self._of[word]

    def of(self, words: Iterable[str]) -> dict[str, float]:
        """Return the tokens of words, each with its greatest weight."""
        weights: dict[str, float] = {}
        for word in words:
            for token, weight in self.of_word(word):
                weights[token] = max(weight, weights.get(token, 0.0))
        return weights

    def _parts(self, word: str) -> tuple[str, ...]:
        """Split a compound where both sides are words: *kleding|winkel*, *fabriek(s)|arbeider*."""
        if len(word) < _SHORTEST_COMPOUND:
            return ()
        best: tuple[int, tuple[str, ...]] = (0, ())
        for cut in range(_SHORTEST_STEM, len(word) - _SHORTEST_STEM + 1):
            left, right = word[:cut], word[cut:]
            if not self._is_word(right):
                continue
            for link in _LINKS:
                bare = left.removesuffix(link) if link and left.endswith(link) else left
                if self._is_word(bare):
                    shorter = min(len(bare), len(right))
                    best = max(best, (shorter, (bare, right)))
                    break
        return best[1]

    def _is_word(self, text: str) -> bool:
        return len(text) >= _SHORTEST_STEM and (
            text in self.families.whole or (len(text) >= _SHORTEST_PART and stem(text) in self.stems)
        )


def shipped_tokens(known: Iterable[str]) -> Tokens:
    """Return the maker of tokens with the shipped families and fillers."""
    fillers = {
        normalise(word)
        for row in rows_of("fillers.csv")
        for language in LANGUAGES
        for word in row[language].split()
    }
    return Tokens(Families(rows_of("families.csv")), frozenset(fillers), known)
