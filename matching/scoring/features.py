"""The six features of a score: each a value in thousandths, or None where it is not known."""

from collections.abc import Callable, Iterable

from matching.scoring.asked import Asked
from matching.scoring.coefficients import AVAILABILITY, LANGUAGE, OCCUPATION, ONE, SKILLS, TRAVEL_TIME, WISH
from matching.scoring.conditions import LEVELS, NOT_SPOKEN
from matching.scoring.occupations.distance import shared_digits, weight_of_years
from matching.scoring.records import Experience, Profile

NEAREST, FARTHEST = 5, 90  # minutes: what is worth most, and nothing
WISHED_BY_SHARED_DIGITS = (0, 0, 300, 600, ONE)
NO_PREFERENCE = 500  # asked, and open to anything
LEVELS_ENOUGH = 2  # levels above what is asked; more are not more


def values(asked: Asked, profile: Profile) -> tuple[int | None, ...]:
    """Return the value of each feature that the vacancy asks about, in their order."""
    return tuple([FEATURE[feature](asked, profile) for feature in asked.features])


def value_of_experience(asked: Asked, each: Experience) -> int:
    """Return what one occupation brings: how near it is, and softly for how long."""
    return asked.closeness(each.isco) * weight_of_years(each.years) // ONE


def value_of_journey(minutes: int) -> int:
    """Return what a journey is worth: all at five minutes, nothing from ninety."""
    return min(max((FARTHEST - minutes) * ONE // (FARTHEST - NEAREST), 0), ONE)


def value_of_wishes(isco: str, wishes: Iterable[str]) -> int:
    """Return how near the nearest wish is; somebody who was asked and names none is open to anything."""
    return max((WISHED_BY_SHARED_DIGITS[shared_digits(isco, wish)] for wish in wishes), default=NO_PREFERENCE)


def value_of_surplus(levels_above: Iterable[int]) -> int:
    """Return what levels above those asked are worth: the mean of the groups, each of two levels at most."""
    counted = [min(max(above, 0), LEVELS_ENOUGH) for above in levels_above]
    return ONE * sum(counted) // (LEVELS_ENOUGH * len(counted))


def _occupation(asked: Asked, profile: Profile) -> int | None:
    if profile.occupations is None or not asked.demand.isco:
        return None
    return max((value_of_experience(asked, each) for each in profile.occupations), default=0)


def _skills(asked: Asked, profile: Profile) -> int | None:
    if profile.skills is None:
        return None
    return ONE * len(asked.demand.skills & profile.skills) // len(asked.demand.skills)


def _travel(asked: Asked, profile: Profile) -> int | None:
    if profile.means is None or not asked.knows_the_way(profile):
        return None
    journey = asked.journey(profile)
    return value_of_journey(journey.minutes) if journey else 0


def _availability(asked: Asked, profile: Profile) -> int | None:
    if not asked.shifts or profile.availability is None:
        return None
    free = asked.shifts & profile.availability & ~profile.lessons
    return ONE * free.bit_count() // asked.shifts.bit_count()


def _wish(asked: Asked, profile: Profile) -> int | None:
    if profile.wishes is None or not asked.demand.isco:
        return None
    return value_of_wishes(asked.demand.isco, profile.wishes)


def _language(asked: Asked, profile: Profile) -> int | None:
    """Known when every language asked is recorded: one that is not might be the best of its group."""
    if profile.languages is None:
        return None
    levels_above = []
    for group in asked.demand.languages:
        levels = [profile.languages.get(each.language, NOT_SPOKEN) for each in group]
        if None in levels:
            return None
        levels_above.append(
            max(
                LEVELS[level or NOT_SPOKEN] - LEVELS[each.level]
                for level, each in zip(levels, group, strict=True)
            )
        )
    return value_of_surplus(levels_above)


FEATURE: dict[str, Callable[[Asked, Profile], int | None]] = {
    OCCUPATION: _occupation,
    SKILLS: _skills,
    TRAVEL_TIME: _travel,
    AVAILABILITY: _availability,
    WISH: _wish,
    LANGUAGE: _language,
}
