"""How much the tokens of a text and of every label, and of every unit group as a whole, have in common."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from jobdesk.vocabulary.find.postings import Cells, Postings
from jobdesk.vocabulary.find.tokens import Tokens

_SATURATION = 1.2  # how soon a token that a group has often says no more


class Meanings:
    """The tokens of labels. ``group``: the number of the group of each; ``trust``: how much each counts."""

    def __init__(
        self, tokens: Tokens, texts: Sequence[list[str]], group: Sequence[int], trust: Sequence[float]
    ) -> None:
        self.tokens = tokens
        self.groups = max(group) + 1
        every = [tokens.of(text) for text in texts]
        of_label, shares = Cells(), Cells()
        of_group: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        for number, held in enumerate(every):
            for token, weight in held.items():
                of_label.add(token, number, weight)
                of_group[token][group[number]] += weight * trust[number]
        self.rarity = {token: math.log(1 + self.groups / (0.5 + len(in_))) for token, in_ in of_group.items()}
        self.unknown = math.log(1 + 2 * self.groups)
        self.labels = Postings(of_label, len(texts))
        self.mass = np.array([sum(held[each] * self.rarity[each] for each in held) for held in every])
        for token, in_ in of_group.items():
            for number, often in in_.items():
                shares.add(token, number, often / (often + _SATURATION))
        self.whole = Postings(shares, self.groups)

    def shared(self, words: Iterable[str]) -> tuple[np.ndarray, np.ndarray]:
        """Return for each label, and for each group, how much of the meaning is shared, from 0 to 1."""
        wanted, mass = self._weighed(words)
        if not wanted:
            return np.zeros(len(self.mass)), np.zeros(self.groups)
        return 2 * self.labels.sums(wanted) / (mass + self.mass), self.whole.sums(wanted) / mass

    def _weighed(self, words: Iterable[str]) -> tuple[dict[str, float], float]:
        """Return the tokens that some label has, by rarity, and how much there is to know in all.

        A word of which nothing is known counts as a rare one: what is said with it stays uncertain.
        """
        wanted: dict[str, float] = {}
        unknown = 0
        for word in words:
            known = [(token, weight) for token, weight in self.tokens.of_word(word) if token in self.rarity]
            unknown += not known
            for token, weight in known:
                wanted[token] = max(weight * self.rarity[token], wanted.get(token, 0.0))
        return wanted, sum(wanted.values()) + unknown * self.unknown
