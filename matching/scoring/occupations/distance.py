"""How near one occupation is to another, by ISCO-08: in thousandths.

The first digits that two codes share say how near they are. ``relations`` adds what the digits do not show:
unit groups in different majors whose work overlaps, such as cooks and kitchen helpers. ESCO's shared
essential skills, where they are loaded, come in the same form.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from matching.scoring.coefficients import ONE
from matching.scoring.records import Experience

Relations = Mapping[tuple[str, str], int]  # (unit group, unit group), the lower one first → thousandths

BY_SHARED_DIGITS = (0, 150, 400, 700, ONE)
RELATED_AT_MOST = 900  # another unit group is never the same work
MINOR_GROUP, UNIT_GROUP = 3, 4  # digits

YEARS_ENOUGH = 5  # more are not more: somebody who can do it, can
WITHOUT_YEARS, UNKNOWN_YEARS = 600, 800  # just begun; not recorded: as two years and a half


@lru_cache(maxsize=1 << 16)
def shared_digits(one: str, other: str) -> int:
    """Return with how many digits two codes begin alike."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def closeness(one: str, other: str, relations: Relations) -> int:
    """Return how near two occupations are, in thousandths; the same unit group is 1000."""
    if not one or not other:
        return 0
    related = relations.get((one, other) if one < other else (other, one), 0)
    return max(BY_SHARED_DIGITS[shared_digits(one, other)], min(related, RELATED_AT_MOST))


def weight_of_years(years: float | None) -> int:
    """Return how much experience counts for, in thousandths: softly, and no further than five years."""
    if years is None:
        return UNKNOWN_YEARS
    return WITHOUT_YEARS + int((ONE - WITHOUT_YEARS) * min(years, YEARS_ENOUGH) / YEARS_ENOUGH)


def is_relevant(isco: str, occupations: Iterable[Experience], wishes: Iterable[str]) -> bool:
    """Say whether somebody did work of the same minor group, or wishes work of the same unit group."""
    return any(shared_digits(isco, each.isco) >= MINOR_GROUP for each in occupations) or any(
        shared_digits(isco, wish) == UNIT_GROUP for wish in wishes
    )
