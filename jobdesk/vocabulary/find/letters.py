"""How alike the letters of a text and of each label are: the cosine of n-grams, rare ones counting more.

The n-grams of a label are those of its words, and many labels share words: the words are compared once, and
their sums make the labels.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from jobdesk.vocabulary.find.postings import Cells, Postings

SIZES = (2, 3, 4)
_EDGE = "\x00"


def grams(word: str) -> Counter[str]:
    """Return the n-grams of a word with its edges."""
    edged = f"{_EDGE}{word}{_EDGE}"
    return Counter(edged[at : at + size] for size in SIZES for at in range(len(edged) - size + 1))


class Letters:
    """The n-grams of labels. ``texts``: the words of each."""

    def __init__(self, texts: Sequence[list[str]]) -> None:
        self.total = len(texts)
        uses = Counter(word for text in texts for word in set(text))
        of_word = {word: grams(word) for word in uses}
        self.rarity = self._rarities(uses, of_word)
        cells = Cells()
        squares = np.zeros(len(of_word))
        for number, counts in enumerate(of_word.values()):
            for gram, count in counts.items():
                weight = count * self.rarity[gram]
                cells.add(gram, number, weight)
                squares[number] += weight * weight
        self.words = Postings(cells, len(of_word))
        number_of = {word: number for number, word in enumerate(of_word)}
        pairs = [(label, number_of[word]) for label, text in enumerate(texts) for word in text]
        self.label, self.word = (np.array(each, np.int32) for each in zip(*pairs, strict=True))
        self.norm = np.sqrt(np.bincount(self.label, squares[self.word], self.total))
        self.norm[self.norm == 0] = 1.0  # a label without a word

    def _rarities(self, uses: Counter[str], of_word: dict[str, Counter[str]]) -> dict[str, float]:
        held: Counter[str] = Counter()  # in how many labels, by way of their words
        for word, counts in of_word.items():
            for gram in counts:
                held[gram] += uses[word]
        return {gram: math.log((1 + self.total) / (1 + count)) + 1 for gram, count in held.items()}

    def alike(self, words: Iterable[str]) -> np.ndarray:
        """Return for each label how alike the words are, from 0 to 1."""
        counts: Counter[str] = Counter()
        for word in words:
            counts.update(grams(word))
        unseen = math.log(1 + self.total) + 1
        wanted = {gram: count * self.rarity.get(gram, unseen) for gram, count in counts.items()}
        norm = math.sqrt(sum(weight * weight for weight in wanted.values())) or 1.0
        of_word = self.words.sums({gram: weight / norm for gram, weight in wanted.items()})
        sums = np.bincount(self.label, of_word[self.word], self.total)
        return np.minimum(sums / self.norm, 1.0)
