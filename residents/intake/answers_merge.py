"""Two people in one intake: what one typed, put together with what the other saved meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Merged:
    """``take`` can be saved without losing anything; ``conflicts`` are questions that both answered."""

    take: dict[str, Any]
    conflicts: tuple[str, ...]


def merge(*, seen: Mapping[str, Any], stored: Mapping[str, Any], typed: Mapping[str, Any]) -> Merged:
    """Put together answers that were ``typed`` on a page that showed ``seen``, while ``stored`` holds now.

    Only what was changed on the page counts as typed. An answer that is stored already is no conflict.
    """
    changed = {name: answer for name, answer in typed.items() if answer not in (seen[name], stored[name])}
    take = {name: answer for name, answer in changed.items() if stored[name] == seen[name]}
    return Merged(take, tuple(name for name in changed if name not in take))
