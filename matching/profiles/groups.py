"""The minor groups of ISCO-08 of somebody's work as bits: one test of a number instead of four of texts.

Two groups may share a bit: whoever has none of the bits of a vacancy did no such work and wishes none, and of
the others the codes themselves are read.
"""

from __future__ import annotations

from collections.abc import Iterable

MINOR_GROUP = 3  # digits
BITS = 61  # of the 63 of a column; a prime, so that neighbouring groups do not meet


def group_bits(units: Iterable[str]) -> int:
    """Return the bits of the minor groups of these unit groups; empty codes have none."""
    bits = 0
    for unit in filter(None, units):
        bits |= 1 << int(unit[:MINOR_GROUP]) % BITS
    return bits
