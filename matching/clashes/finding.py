"""Every kind asked about one piece of work and one person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from matching.clashes.kinds import hours, journey, permit, reception, right, wage, week
from matching.clashes.records import ORDER, Case, Clash, Kind

KINDS: Mapping[str, Kind] = {
    kind.code: kind
    for family in (week, journey, right, permit, hours, wage, reception)
    for kind in family.KINDS
}


def clashes(case: Case) -> list[Clash]:
    """Return what does not go together, the worst first; what is not known comes after what is."""
    all_found = [replace(each, kind=kind.code) for kind in KINDS.values() for each in kind.find(case)]
    return sorted(all_found, key=lambda each: (ORDER.index(each.severity), not each.is_known))
