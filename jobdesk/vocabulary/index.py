"""Find the right term from a few letters or an everyday word in Dutch, French or English.

All words of a vocabulary stand in memory, once in each process: 60,000 of them with ESCO, searched in some
milliseconds. A search asks the database whether another edition was loaded since.

In this order: the word as typed; a name that begins with it; an everyday word that begins with it; every word
typed begins a word of the term; the letters occur inside (compounds); and what is spelt nearly the same. A
text in which not every word fits is for the engine of ``find/``, over the same words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from jobdesk.vocabulary.find.labels import FROM_ELSEWHERE, TITLE, UNIT_DIGITS, Label
from jobdesk.vocabulary.models import Occupation, Release, Scheme, Skill, Term
from jobdesk.vocabulary.words import normalise, singular_forms, squeeze

if TYPE_CHECKING:
    from jobdesk.vocabulary.find.finder import Finder, Match

MODELS: dict[str, type[Term]] = {"occupation": Occupation, "skill": Skill}
SHORTEST = 2  # letters; one letter begins too many words to be a question
SHORTEST_FUZZY = 4
NEARLY_THE_SAME = 78  # of 100, by edits; one wrong letter in five
INSIDE_AT_MOST = 400
_LAST = "\U0010ffff"

EXACT, SINGULAR, NAME, WORD, WORDS, INSIDE, NEARLY, SURE, GUESS = range(9)
_ORDER = {Scheme.ESCO: 0, Scheme.OWN: 1, Scheme.ISCO: 2}
_finder_lock = Lock()


@dataclass(frozen=True, slots=True)
class Entry:
    """A name or word of a term. ``order``: of two that fit as well, which first."""

    text: str
    shown: str
    language: str
    term: int
    order: int
    is_name: bool
    unit: str
    trust: float = 1.0  # how much the engine of find/ trusts it


@dataclass(frozen=True)
class Found:
    """A term that was found, by which word, and how well it fits (EXACT is best)."""

    term: int
    entry: Entry
    fit: int


@dataclass
class Index:
    """The words of one vocabulary, arranged for searching."""

    entries: list[Entry] = field(default_factory=list)
    squeezed: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    holders: dict[str, list[int]] = field(default_factory=dict)
    joined: str = ""
    starts: list[int] = field(default_factory=list)
    _finder: Finder | None = None

    @classmethod
    def of(cls, entries: list[Entry]) -> Index:
        """Arrange the words."""
        pairs = sorted(((squeeze(each.text), each) for each in entries), key=lambda pair: pair[0])
        index = cls([each for _text, each in pairs], [text for text, _each in pairs])
        holders = defaultdict(list)
        position = 0
        for number, (text, each) in enumerate(pairs):
            index.starts.append(position)
            position += len(text) + 1
            for word in set(each.text.split()):
                holders[word].append(number)
        index.joined = "\n".join(index.squeezed)
        index.holders = dict(holders)
        index.words = sorted(holders)
        return index

    def find(self, query: str, language: str) -> list[Found]:
        """Return the terms for a query, the best first, each once."""
        text = normalise(query)
        if len(text) < SHORTEST:
            return []
        best: dict[int, tuple] = {}
        for fit, number in self._candidates(text, best):
            entry = self.entries[number]
            away = self._away(fit, squeeze(text), number)
            is_foreign, length = entry.language != language, len(entry.text)
            score = (fit, away, is_foreign, not entry.is_name, length, entry.order, entry.text, number)
            if entry.term not in best or score < best[entry.term]:
                best[entry.term] = score
        ranked = sorted(best.items(), key=lambda item: item[1])
        return [Found(term, self.entries[score[-1]], score[0]) for term, score in ranked]

    def guess(self, text: str, language: str, limit: int = 10) -> list[Match]:
        """Return the unit groups that a text may mean, best first; ``label.key`` numbers the entry."""
        return self.finder.find(text, language, limit)

    @property
    def finder(self) -> Finder:
        """The engine of ``find/`` over these words."""
        with _finder_lock:  # made by the first who asks, while the others wait
            if self._finder is None:
                self._finder = self._made_finder()
        return self._finder

    def _made_finder(self) -> Finder:
        from jobdesk.vocabulary.find.finder import Finder

        return Finder(
            Label(each.shown, each.language, each.unit, each.trust, number)
            for number, each in enumerate(self.entries)
            if len(each.unit) == UNIT_DIGITS
        )

    def _candidates(self, text: str, best: dict) -> Iterator[tuple[int, int]]:
        yield from self._beginning(text)
        for form in singular_forms(text):
            yield from ((SINGULAR, number) for number in self._same(squeeze(form)))
        tokens = text.split()
        yield from ((WORDS, number) for number in self._with_words(tokens))
        yield from ((INSIDE, number) for number in self._inside(tokens))
        if len(text) >= SHORTEST_FUZZY and not any(score[0] <= WORD for score in best.values()):
            yield from ((NEARLY, number) for number in self._nearly(text, tokens))

    def _away(self, fit: int, text: str, number: int) -> float:
        """How far an entry is from what was typed, among those that fit as well; 0 is nearest."""
        if fit == INSIDE:  # the head of a Dutch compound stands at its end: thuis|zorg, not be|zorg|er
            return 0 if self.squeezed[number].endswith(text) else 1
        if fit == NEARLY:  # letters that changed places count as one mistake
            return OSA.normalized_distance(text, self.squeezed[number])
        return 0

    def _beginning(self, text: str) -> Iterator[tuple[int, int]]:
        start = squeeze(text)
        for number in self._range(self.squeezed, start):
            if self.squeezed[number] == start:
                yield EXACT, number
            else:
                yield NAME if self.entries[number].is_name else WORD, number

    def _same(self, text: str) -> range:
        return range(bisect_left(self.squeezed, text), bisect_right(self.squeezed, text))

    @staticmethod
    def _range(sorted_texts: list[str], start: str) -> range:
        return range(bisect_left(sorted_texts, start), bisect_left(sorted_texts, start + _LAST))

    def _with_words(self, tokens: list[str]) -> set[int]:
        """Entries in which every token begins a word, in any order."""
        found: set[int] | None = None
        for token in tokens:
            holders: set[int] = set()
            for position in self._range(self.words, token):
                holders.update(self.holders[self.words[position]])
            found = holders if found is None else found & holders
            if not found:
                break
        return found or set()

    def _inside(self, tokens: list[str]) -> Iterator[int]:
        """Entries that hold every token somewhere: *chauffeur heftruck* → *heftruckchauffeur*."""
        longest = max(tokens, key=len)
        if len(longest) <= SHORTEST:
            return
        position, found = self.joined.find(longest), 0
        while position >= 0 and found < INSIDE_AT_MOST:
            number = bisect_right(self.starts, position) - 1
            if all(token in self.squeezed[number] for token in tokens):
                found += 1
                yield number
            position = self.joined.find(longest, position + len(longest))

    def _nearly(self, text: str, tokens: list[str]) -> Iterator[int]:
        """Entries spelt nearly so as a whole, or with words spelt nearly so."""
        near = process.extract(
            squeeze(text), self.squeezed, scorer=fuzz.ratio, score_cutoff=NEARLY_THE_SAME, limit=40
        )
        yield from (number for _text, _score, number in near)
        found: set[int] | None = None
        for token in tokens:
            alike = process.extract(
                token, self.words, scorer=fuzz.ratio, score_cutoff=NEARLY_THE_SAME, limit=6
            )
            holders = {number for word, _score, _position in alike for number in self.holders[word]}
            found = holders if found is None else found & holders
        yield from found or set()


def index_of(kind: str) -> Index:
    """Return the index of a vocabulary, ``occupation`` or ``skill``, as it is loaded now."""
    return index_at(kind, editions())


def editions() -> tuple[Any, ...]:
    """Return which editions are loaded now; another answer, and what was read before is out of date."""
    return tuple(Release.objects.order_by("pk").values_list("pk", "loaded_at"))


@lru_cache(maxsize=4)
def index_at(kind: str, _editions: tuple) -> Index:
    """Return the index of a vocabulary at these editions; made by the first of a process who asks."""
    model = MODELS[kind]
    entries = []
    terms: dict[int, tuple[int, bool, str, float]] = {}  # what every word of a term has
    names = ("pk", "scheme", "code", "label_nl", "label_fr", "label_en")
    extra = ("parent__code",) if model is Occupation else ("kind",)
    rows = model.objects.filter(is_current=True).order_by("pk").values_list(*names, *extra)
    for pk, scheme, code, nl, fr, en, last in rows:
        # Of two groups of ISCO-08 the smaller first; of two skills what somebody can show.
        is_group = scheme == Scheme.ISCO
        order = _ORDER[scheme] * 10 + (10 - len(code) if is_group else last in ("skill", "knowledge"))
        unit = code if is_group or model is Skill else last
        trust = FROM_ELSEWHERE if scheme == Scheme.ESCO else 1.0
        terms[pk] = order, False, unit, trust
        named = order, True, unit, TITLE if is_group else trust
        labels = (("nl", nl), ("fr", fr), ("en", en))
        entries += [Entry(normalise(text), text, language, pk, *named) for language, text in labels if text]
    words = model.words.rel.related_model.objects.order_by("pk")
    for pk, language, text in words.values_list(f"{kind}_id", "language", "text"):
        if pk in terms:
            entries.append(Entry(normalise(text), text, language, pk, *terms[pk]))
    return Index.of(entries)
