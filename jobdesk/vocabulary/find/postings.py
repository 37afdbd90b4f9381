"""A sparse matrix that is read by its rows: which columns hold a key, and with how much weight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

Held = Mapping[str, Sequence[tuple[int, float]]]  # by key: columns with their weights


class Postings:
    """The columns of every key, one after the other in two flat arrays."""

    def __init__(self, held: Held, columns: int) -> None:
        self.columns = columns
        self.row = {key: number for number, key in enumerate(held)}
        lengths = [len(pairs) for pairs in held.values()]
        self.ends = np.cumsum(lengths)
        self.starts = self.ends - lengths
        flat = [pair for pairs in held.values() for pair in pairs]
        self.column = np.fromiter((column for column, _weight in flat), np.int32, len(flat))
        self.weight = np.fromiter((weight for _column, weight in flat), np.float32, len(flat))

    def sums(self, wanted: Mapping[str, float]) -> np.ndarray:
        """Return for each column the sum of wanted weight × held weight."""
        rows = [(self.row[key], weight) for key, weight in wanted.items() if key in self.row]
        spans = [(slice(self.starts[row], self.ends[row]), weight) for row, weight in rows]
        if not spans:
            return np.zeros(self.columns)
        columns = np.concatenate([self.column[span] for span, _weight in spans])
        weights = np.concatenate([self.weight[span] * weight for span, weight in spans])
        return np.bincount(columns, weights, self.columns)
