"""The seven conditions: what must hold before somebody is ranked, and by how much it fails.

A condition is met, open or failed. It is open only when what is not known decides it: a start that is too
late whatever the lead time fails, and a journey that is too long even by car. Whoever is asked nothing more
cannot be missed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from matching.scoring.asked import Asked
from matching.scoring.records import NEVER, LanguageLevel, Profile

ELIGIBLE, RIGHT_ENDS, LANGUAGE, CERTIFICATE, TRAVEL, HOURS, SHIFTS = (
    "eligible",
    "right_ends",
    "language",
    "certificate",
    "travel",
    "hours",
    "shifts",
)
CONDITIONS = (ELIGIBLE, RIGHT_ENDS, LANGUAGE, CERTIFICATE, TRAVEL, HOURS, SHIFTS)

LEVELS = {"A0": 0, "A1": 1, "A2": 2, "B1": 3, "B2": 4, "C1": 5, "C2": 6}
NOT_SPOKEN = "A0"
LAST_DAY = NEVER.toordinal()


@dataclass(frozen=True, slots=True)
class Unmet:
    """A condition that fails: its name (``language:nl``), by how much, and both sides.

    ``short`` counts ``unit``: ``days``, ``levels``, ``certificates``, ``minutes``, ``hours`` or ``parts`` (of
    the week); None where it cannot be counted: no way to get there, a contract without an end. ``asks`` and
    ``has`` are days, levels, minutes, hours or parts of the week. ``by``: the means of a journey, empty when
    there is none.
    """

    condition: str
    short: int | float | None
    unit: str
    asks: Any
    has: Any
    is_little: bool
    by: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """A condition that something unknown decides, by its name (``language:nl``)."""

    condition: str


Finding = Unmet | Open
Condition = Callable[[Asked, Profile], Sequence[Finding]]
MET: tuple[Finding, ...] = ()


def findings(asked: Asked, profile: Profile) -> tuple[list[Unmet], list[str]]:
    """Return the conditions that fail, and the names of those that are open, in their order."""
    found = [finding for condition in _ALL for finding in condition(asked, profile)]
    failed = [finding for finding in found if isinstance(finding, Unmet)]
    return failed, [finding.condition for finding in found if isinstance(finding, Open)]


def first_day(asked: Asked, profile: Profile) -> tuple[int | None, bool]:
    """Return the first day on which somebody may work there (an ordinal), and whether all of it is known.

    A permit bound to this company counts, and nothing is waited for. Beside one for another company a new one
    takes the lead days from today. Without one they follow on ``eligible_from``. While something is not known
    it is the earliest day that is left possible; None when nothing is known.
    """
    begins = profile.eligible_from.toordinal() if profile.eligible_from else None
    lead = profile.lead_days
    if profile.permit_employer and profile.permit_employer == asked.demand.company:
        return begins, begins is not None
    is_known = begins is not None and lead is not None
    if profile.permit_employer:
        days = [day for day in (begins, None if lead is None else asked.today + lead) if day is not None]
        return max(days, default=None), is_known
    return (None if begins is None else begins + (lead or 0)), is_known


def _eligible(asked: Asked, profile: Profile) -> Sequence[Finding]:
    """May work on the start day, lead days and permit counted."""
    first, is_known = first_day(asked, profile)
    if first is not None and first > asked.start:
        days = first - asked.start
        is_little = is_known and days <= asked.tolerances.days
        return (Unmet(ELIGIBLE, days, "days", _day(asked.start), _day(first), is_little),)
    return MET if is_known else (Open(ELIGIBLE),)


def _right_ends(asked: Asked, profile: Profile) -> Sequence[Finding]:
    """The right to work lasts as long as the contract."""
    if profile.work_until is None:
        return (Open(RIGHT_ENDS),)
    until = profile.work_until.toordinal()
    if until == LAST_DAY or (asked.end is not None and until >= asked.end):
        return MET
    limits = asked.tolerances
    lasts = until - asked.start + 1
    contract = limits.open_contract_days if asked.end is None else asked.end - asked.start + 1
    is_little = lasts > 0 and lasts * limits.one_of_contract >= contract
    short = None if asked.end is None else asked.end - until
    return (Unmet(RIGHT_ENDS, short, "days", asked.demand.ends_on, profile.work_until, is_little),)


def _languages(asked: Asked, profile: Profile) -> Sequence[Finding]:
    """Of each group one language at its level. Two that come down to the same language are one condition."""
    found: dict[str, Finding] = {}
    for group in asked.demand.languages:
        finding = _language(asked, group, profile)
        if finding and _short(finding) >= _short(found.get(finding.condition)):
            found[finding.condition] = finding
    return tuple(found.values())


def _short(finding: Finding | None) -> float:
    """How far a finding is from being met, for comparison: open is less than any number of levels."""
    return (finding.short or 0) if isinstance(finding, Unmet) else 0


def _language(asked: Asked, group: tuple[LanguageLevel, ...], profile: Profile) -> Finding | None:
    """Failed by the language that comes nearest; open when one that is not recorded might do."""
    nearest: Unmet | None = None
    unrecorded = None
    for each in group:
        name = f"{LANGUAGE}:{each.language}"
        level = None if profile.languages is None else profile.languages.get(each.language, NOT_SPOKEN)
        if level is None:
            unrecorded = unrecorded or name
            continue
        short = LEVELS[each.level] - LEVELS[level]
        if short <= 0:
            return None
        if nearest is None or short < _short(nearest):
            nearest = Unmet(name, short, "levels", each.level, level, short <= asked.tolerances.levels)
    return Open(unrecorded) if unrecorded else nearest


def _certificates(asked: Asked, profile: Profile) -> Sequence[Finding]:
    """Each certificate, valid on the start day."""
    found = (_certificate(asked, code, profile) for code in asked.certificates)
    return [finding for finding in found if finding]


def _certificate(asked: Asked, code: str, profile: Profile) -> Finding | None:
    name = f"{CERTIFICATE}:{code}"
    if profile.certificates is None:
        return Open(name)
    if code not in profile.certificates:
        return Unmet(name, 1, "certificates", code, None, True)
    expires_on = profile.certificates[code]
    if expires_on is None:
        return Open(name)
    has_expired = expires_on.toordinal() < asked.start
    return Unmet(name, 1, "certificates", code, expires_on, True) if has_expired else None


def _travel(asked: Asked, profile: Profile) -> Sequence[Finding]:
    """A journey at the hours of the shift within what somebody accepts."""
    limit = profile.travel_max
    is_known = profile.means is not None and asked.knows_the_way(profile)
    journey = asked.journey(profile) if is_known else asked.quickest_possible(profile)
    if is_known and journey is None:
        return (Unmet(TRAVEL, None, "minutes", limit, None, False),)
    if limit is None or journey is None:
        return (Open(TRAVEL),)
    if journey.minutes > limit:
        short = journey.minutes - limit
        is_little = is_known and short <= asked.tolerances.minutes
        return (Unmet(TRAVEL, short, "minutes", limit, journey.minutes, is_little, journey.means),)
    return MET if is_known else (Open(TRAVEL),)


def _hours(asked: Asked, profile: Profile) -> Sequence[Finding]:
    """The hours of a week; a vacancy that says none, or a contract for none, asks none."""
    hours = asked.demand.hours
    if not hours:
        return MET
    if profile.hours_max is None:
        return (Open(HOURS),)
    short = hours - profile.hours_max
    if short <= 0:
        return MET
    return (Unmet(HOURS, short, "hours", hours, profile.hours_max, short <= asked.tolerances.hours),)


def _shifts(asked: Asked, profile: Profile) -> Sequence[Finding]:
    """At least half of the parts of the week asked, lessons taken out. Without any: to be asked first."""
    if not asked.shifts:
        return (Open(SHIFTS),)
    parts = asked.shifts.bit_count()
    free = asked.shifts & ~profile.lessons
    if profile.availability is not None:
        free &= profile.availability
    covered = free.bit_count()
    if 2 * covered < parts:
        is_little = profile.availability is not None and covered * asked.tolerances.one_of_shifts >= parts
        return (Unmet(SHIFTS, (parts + 1) // 2 - covered, "parts", parts, covered, is_little),)
    return MET if profile.availability is not None else (Open(SHIFTS),)


def _day(ordinal: int) -> date:
    return date.fromordinal(min(ordinal, LAST_DAY))


_ALL: tuple[Condition, ...] = (_eligible, _right_ends, _languages, _certificates, _travel, _hours, _shifts)
