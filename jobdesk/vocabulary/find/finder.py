"""The engine: which unit groups a text may mean. Letters, words and meanings, weighed together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from jobdesk.vocabulary.find.labels import Label
from jobdesk.vocabulary.find.letters import Letters
from jobdesk.vocabulary.find.meanings import Meanings
from jobdesk.vocabulary.find.tokens import shipped_tokens
from jobdesk.vocabulary.words import normalise

LETTERS, MEANING, GROUP = 0.35, 0.3, 0.35  # of 1; bench/occupations.py measures what they give
OTHER_LANGUAGE = 0.95
LEAST = 0.05  # below it only single letters are alike


@dataclass(frozen=True, slots=True)
class Match:
    """A unit group, how well it fits (0 to 1), and the label that fits best."""

    unit: str
    score: float
    label: Label


class Finder:
    """The labels of a vocabulary, arranged for searching. Once made, nothing in it changes but a cache."""

    def __init__(self, labels: Iterable[Label]) -> None:
        self.labels = sorted(labels, key=lambda label: label.unit)
        self.units = sorted({label.unit for label in self.labels})
        number = {unit: place for place, unit in enumerate(self.units)}
        group = [number[label.unit] for label in self.labels]
        self.firsts = np.searchsorted(group, np.arange(len(self.units)))
        texts = [normalise(label.text).split() for label in self.labels]
        trust = [label.trust for label in self.labels]
        self.tokens = shipped_tokens({word for words in texts for word in words})
        self.letters = Letters(texts)
        self.meanings = Meanings(self.tokens, texts, group, trust)
        self.trust = np.array(trust)
        self.is_in = {
            language: np.array([label.language == language for label in self.labels])
            for language in {label.language for label in self.labels}
        }

    def find(self, text: str, language: str, limit: int = 10) -> list[Match]:
        """Return the unit groups that the text may mean, best first; none when nothing is alike."""
        words = self.tokens.words(text)
        if not words:
            return []
        shared, group = self.meanings.shared(words)
        alike = self.trust * (LETTERS * self.letters.alike(words) + MEANING * shared)
        if language in self.is_in:
            alike = np.where(self.is_in[language], alike, alike * OTHER_LANGUAGE)
        return self._best(alike, GROUP * group, limit)

    def by_letters(self, text: str, limit: int = 10) -> list[str]:
        """Return the unit groups by letters alone: the reference of bench/occupations.py."""
        alike = self.letters.alike(normalise(text).split())
        return [match.unit for match in self._best(alike, np.zeros(len(self.units)), limit)]

    def _best(self, alike: np.ndarray, group: np.ndarray, limit: int) -> list[Match]:
        scores = np.maximum.reduceat(alike, self.firsts) + group
        order = np.argsort(-scores, kind="stable")[:limit]
        return [self._match(int(unit), float(scores[unit]), alike) for unit in order if scores[unit] > LEAST]

    def _match(self, unit: int, score: float, alike: np.ndarray) -> Match:
        start = int(self.firsts[unit])
        end = int(self.firsts[unit + 1]) if unit + 1 < len(self.units) else len(self.labels)
        return Match(self.units[unit], score, self.labels[start + int(np.argmax(alike[start:end]))])
