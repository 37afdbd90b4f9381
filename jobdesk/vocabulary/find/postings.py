"""A sparse matrix that is read by its rows: which columns hold a key, and with how much weight."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

import numpy as np


class Cells:
    """What a matrix will hold, in the order in which it comes. Flat: with ESCO there are a million."""

    def __init__(self) -> None:
        self.row_of: dict[str, int] = {}
        self.row, self.column, self.weight = array("i"), array("i"), array("f")

    def add(self, key: str, column: int, weight: float) -> None:
        self.row.append(self.row_of.setdefault(key, len(self.row_of)))
        self.column.append(column)
        self.weight.append(weight)


class Postings:
    """The columns of every key, one after the other in two flat arrays."""

    def __init__(self, cells: Cells, columns: int) -> None:
        self.columns = columns
        self.row_of = cells.row_of
        row = np.array(cells.row)
        order = np.argsort(row, kind="stable")
        self.column, self.weight = np.array(cells.column)[order], np.array(cells.weight)[order]
        self.ends = np.cumsum(np.bincount(row, minlength=len(self.row_of)))

    def _span(self, row: int) -> slice:
        return slice(self.ends[row - 1] if row else 0, self.ends[row])

    def sums(self, wanted: Mapping[str, float]) -> np.ndarray:
        """Return for each column the sum of wanted weight × held weight."""
        spans = [(self._span(self.row_of[key]), wanted[key]) for key in wanted if key in self.row_of]
        if not spans:
            return np.zeros(self.columns)
        columns = np.concatenate([self.column[span] for span, _weight in spans])
        weights = np.concatenate([self.weight[span] * np.float32(weight) for span, weight in spans])
        return np.bincount(columns, weights, self.columns)
