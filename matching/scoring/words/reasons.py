"""Why somebody stands where they stand in a list, as whole sentences."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from law.messages import Message, gettext_noop
from matching.scoring.coefficients import AVAILABILITY, LANGUAGE, OCCUPATION, ONE, SKILLS, TRAVEL_TIME, WISH
from matching.scoring.conditions import LEVELS, NOT_SPOKEN
from matching.scoring.features import value_of_experience
from matching.scoring.journeys import BICYCLE, CAR, FOOT, PUBLIC_TRANSPORT
from matching.scoring.judgement import Judgement
from matching.scoring.occupations.distance import MINOR_GROUP, UNIT_GROUP, shared_digits
from matching.scoring.records import Experience

GOOD = 500  # thousandths: from here on a feature speaks for somebody
WAITING = 8 * ONE  # what a permit that is not there yet is worth saying, beside weights × thousandths


@dataclass(frozen=True, slots=True)
class Reasons:
    """What speaks for somebody and what against, the weightiest first."""

    pros: list[Message]
    cons: list[Message]


def reasons(judgement: Judgement) -> Reasons:
    """Say what a score comes from: a sentence for each feature, known or not, and for what takes time.

    Of whoever is left out before any condition nothing is said.
    """
    pros: list[tuple[int, Message]] = []
    cons: list[tuple[int, Message]] = []
    asked = judgement.asked
    for feature, weight, value in zip(asked.features, asked.weights, judgement.values, strict=False):
        if value is None:
            cons.append((weight * GOOD, Message(_NOT_KNOWN[feature])))
        elif value >= GOOD and (message := _FOR[feature](judgement)):
            pros.append((weight * value, message))
        elif value < GOOD and (message := _AGAINST[feature](judgement)):
            cons.append((weight * (ONE - value), message))
    if judgement.values and (waits := _waits(judgement)):
        cons.append((WAITING, waits))
    pros, cons = (sorted(each, key=lambda pair: -pair[0]) for each in (pros, cons))
    return Reasons([message for _weight, message in pros], [message for _weight, message in cons])


_NOT_KNOWN = {
    OCCUPATION: gettext_noop("Earlier work is not known."),
    SKILLS: gettext_noop("Skills are not known."),
    TRAVEL_TIME: gettext_noop("How they travel is not known."),
    AVAILABILITY: gettext_noop("Free hours or the hours of the work are not known."),
    WISH: gettext_noop("Wishes are not known."),
    LANGUAGE: gettext_noop("The level of a language is not known."),
}

_JOURNEYS = {
    BICYCLE: gettext_noop("Cycles %(minutes)s minutes."),
    PUBLIC_TRANSPORT: gettext_noop("Travels %(minutes)s minutes by public transport."),
    CAR: gettext_noop("Drives %(minutes)s minutes."),
    FOOT: gettext_noop("Walks %(minutes)s minutes."),
}


def _best(judgement: Judgement) -> Experience | None:
    experiences = judgement.profile.occupations or ()
    return max(experiences, key=lambda each: value_of_experience(judgement.asked, each), default=None)


def _wishes_it(judgement: Judgement) -> bool:
    return judgement.asked.demand.isco in (judgement.profile.wishes or ())


def _years(years: float | None) -> int:
    """Whole years that can be said; less than one is said without them."""
    return int(years or 0)


def _experience(judgement: Judgement) -> Message | None:
    """The work that was done, whether it is this or near it, for how long, and whether it is wished."""
    best = _best(judgement)
    if best is None:
        return None
    years = _years(best.years)
    params: dict[str, Any] = {"years": years, "occupation": best.isco}
    texts = _SAME_WORK if shared_digits(best.isco, judgement.asked.demand.isco) == UNIT_GROUP else _NEAR_WORK
    return Message(texts[_wishes_it(judgement)][min(years, 2)], params)


# By whether it is wished, then: less than a year or not known, one year, more.
_SAME_WORK = {
    True: (
        gettext_noop("Has done this work and wishes it."),
        gettext_noop("Has done this work for a year and wishes it."),
        gettext_noop("Has done this work for %(years)s years and wishes it."),
    ),
    False: (
        gettext_noop("Has done this work."),
        gettext_noop("Has done this work for a year."),
        gettext_noop("Has done this work for %(years)s years."),
    ),
}
_NEAR_WORK = {
    True: (
        gettext_noop("Has done work that is near it, %(occupation)s, and wishes this work."),
        gettext_noop("Has done work that is near it for a year, %(occupation)s, and wishes this work."),
        gettext_noop(
            "Has done work that is near it for %(years)s years, %(occupation)s, and wishes this work."
        ),
    ),
    False: (
        gettext_noop("Has done work that is near it: %(occupation)s."),
        gettext_noop("Has done work that is near it for a year: %(occupation)s."),
        gettext_noop("Has done work that is near it for %(years)s years: %(occupation)s."),
    ),
}


def _little_experience(judgement: Judgement) -> Message | None:
    best = _best(judgement)
    if best is None:
        return Message(gettext_noop("Has no work behind them that is recorded."))
    if shared_digits(best.isco, judgement.asked.demand.isco) >= MINOR_GROUP:
        return _experience(judgement)
    return Message(gettext_noop("Has done other work: %(occupation)s."), {"occupation": best.isco})


def _skills(judgement: Judgement) -> Message:
    asked = judgement.asked.demand.skills
    has = asked & (judgement.profile.skills or frozenset())
    params = {"has": len(has), "asked": len(asked)}
    if not has:
        return Message(gettext_noop("Has none of the skills asked, as far as recorded."), params)
    if has == asked:
        return Message(gettext_noop("Has every skill asked."), params)
    return Message(gettext_noop("Has %(has)s of %(asked)s skills asked."), params)


def _journey(judgement: Judgement) -> Message | None:
    journey = judgement.asked.journey(judgement.profile)
    return Message(_JOURNEYS[journey.means], {"minutes": journey.minutes}) if journey else None


def _long_journey(judgement: Judgement) -> Message | None:
    """At night there is no other way than the one that is said, which is worth saying."""
    journey = judgement.asked.journey(judgement.profile)
    if journey is None:
        return Message(gettext_noop("Cannot get there at the hours of the work."))
    if judgement.asked.is_night and PUBLIC_TRANSPORT in (judgement.profile.means or ()):
        texts = {
            BICYCLE: gettext_noop("Cycles %(minutes)s minutes; there is no public transport at night."),
            CAR: gettext_noop("Drives %(minutes)s minutes; there is no public transport at night."),
            FOOT: gettext_noop("Walks %(minutes)s minutes; there is no public transport at night."),
        }
        return Message(texts[journey.means], {"minutes": journey.minutes})
    return _journey(judgement)


def _times(judgement: Judgement) -> Message:
    asked, profile = judgement.asked, judgement.profile
    covered = (asked.shifts & (profile.availability or 0) & ~profile.lessons).bit_count()
    parts = asked.shifts.bit_count()
    if covered == parts:
        return Message(gettext_noop("Can work all the hours asked."))
    params = {"has": covered, "asked": parts}
    if asked.shifts & profile.lessons:
        return Message(
            gettext_noop("Can work %(has)s of %(asked)s parts of the week asked; lessons take others."),
            params,
        )
    return Message(gettext_noop("Can work %(has)s of %(asked)s parts of the week asked."), params)


def _wish(judgement: Judgement) -> Message | None:
    """Said with the experience where it is exactly this work; what is near is said here."""
    wishes = judgement.profile.wishes or ()
    if not wishes:
        return Message(gettext_noop("Is open to any work."))
    if _wishes_it(judgement):
        value = judgement.value(OCCUPATION)
        is_said = value is not None and value >= GOOD
        return None if is_said else Message(gettext_noop("Wishes this work."))
    return Message(
        gettext_noop("Wishes work that is near it: %(occupation)s."), {"occupation": _nearest_wish(judgement)}
    )


def _other_wish(judgement: Judgement) -> Message:
    return Message(
        gettext_noop("Would rather do other work: %(occupation)s."), {"occupation": _nearest_wish(judgement)}
    )


def _nearest_wish(judgement: Judgement) -> str:
    isco = judgement.asked.demand.isco
    return max(judgement.profile.wishes or (), key=lambda wish: shared_digits(isco, wish))


def _language(judgement: Judgement) -> Message | None:
    """The language that is furthest above what is asked."""
    spoken = judgement.profile.languages or {}
    above = [
        (LEVELS[spoken.get(each.language) or NOT_SPOKEN] - LEVELS[each.level], each)
        for group in judgement.asked.demand.languages
        for each in group
    ]
    levels, best = max(above, key=lambda pair: pair[0], default=(0, None))
    if best is None or levels <= 0:
        return None
    params = {"language": best.language, "level": spoken[best.language], "asked_level": best.level}
    return Message(gettext_noop("Speaks %(language)s at %(level)s, more than asked."), params)


def _no_more(_judgement: Judgement) -> None:
    """Nothing is to be said against somebody whose language is what is asked."""


def _waits(judgement: Judgement) -> Message | None:
    """What it takes before they may work: a permit or a notification that is not there yet."""
    profile = judgement.profile
    days = profile.lead_days
    if not days or (profile.permit_employer and profile.permit_employer == judgement.asked.demand.company):
        return None
    if days == 1:
        return Message(gettext_noop("The permit or notification takes a day."))
    return Message(gettext_noop("The permit or notification takes %(days)s days."), {"days": days})


_FOR: dict[str, Callable[[Judgement], Message | None]] = {
    OCCUPATION: _experience,
    SKILLS: _skills,
    TRAVEL_TIME: _journey,
    AVAILABILITY: _times,
    WISH: _wish,
    LANGUAGE: _language,
}
_AGAINST: dict[str, Callable[[Judgement], Message | None]] = {
    OCCUPATION: _little_experience,
    SKILLS: _skills,
    TRAVEL_TIME: _long_journey,
    AVAILABILITY: _times,
    WISH: _other_wish,
    LANGUAGE: _no_more,
}
