"""What changed from one version to the next, word by word. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, TAKEN = "same", "added", "taken"
_PIECES = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """Some words that are the same in both, were added, or were taken out."""

    kind: str
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """Return two texts as one, in pieces."""
    return list(_pieces(_PIECES.findall(before), _PIECES.findall(after)))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    for kind, low, high, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece(SAME, "".join(before[low:high]))
            continue
        if low < high:
            yield Piece(TAKEN, "".join(before[low:high]))
        if start < end:
            yield Piece(ADDED, "".join(after[start:end]))
