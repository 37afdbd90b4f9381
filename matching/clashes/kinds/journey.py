"""The journey at the hours of the work."""

from __future__ import annotations

from collections.abc import Iterator

from law.messages import gettext_noop as _
from matching.clashes.records import Case, Clash, Kind, Severity, found, unknown
from matching.scoring.asked import NIGHTS
from matching.scoring.coefficients import TRAVEL
from matching.scoring.journeys import Journey, kilometres, shortest


def _way(case: Case) -> float | None:
    """Kilometres by road; None where it is not known where one of the two is."""
    start, end = case.person.point, case.work.point
    return None if start is None or end is None else kilometres(start, end, TRAVEL)


def _journey(case: Case, *, is_night: bool) -> Journey | None:
    way, means = _way(case), case.person.means
    return None if way is None or not means else shortest(way, means, TRAVEL, is_night=is_night)


def _too_long(case: Case) -> Iterator[Clash]:
    """The longest journey of those that the times ask; without times, that by day."""
    if case.person.means is None or case.person.travel_max is None or _way(case) is None:
        yield unknown()
        return
    shifts = case.work.shifts or ~NIGHTS
    by_part = {True: bool(shifts & NIGHTS), False: bool(shifts & ~NIGHTS)}
    journeys = [
        (journey, is_night)
        for is_night, is_asked in by_part.items()
        if is_asked and (journey := _journey(case, is_night=is_night))
    ]
    if not journeys:
        return
    longest, is_night = max(journeys, key=lambda each: each[0].minutes)
    if longest.minutes > case.person.travel_max:
        yield found(
            Severity.HURTS,
            minutes=longest.minutes,
            most=case.person.travel_max,
            means=longest.means,
            night=is_night,
        )


def _no_way(case: Case) -> Iterator[Clash]:
    """No means goes there: at night there is no public transport."""
    if case.person.means is None or _way(case) is None:
        return  # asked for above
    shifts = case.work.shifts or ~NIGHTS
    nights, days = shifts & NIGHTS, shifts & ~NIGHTS
    if nights and not _journey(case, is_night=True):
        yield found(Severity.STOPS, "night", parts=nights)
    if days and not _journey(case, is_night=False):
        yield found(Severity.STOPS, "day", **({"parts": days} if case.work.shifts else {}))


KINDS = (
    Kind(
        code="no_way",
        find=_no_way,
        what=_("There is no way to get there: %(parts)s."),
        todo=_("Ask the company about a lift or other times, or look for a bicycle."),
        page="intake",
    ),
    Kind(
        code="journey",
        find=_too_long,
        what=_("The journey takes %(minutes)s minutes %(means)s, and %(most)s were named in the intake."),
        todo=_("Ask whether this journey is possible each day, and record it in the intake."),
        page="intake",
        ask=_("Not known yet: ask how this person travels and how long the journey may take."),
        ask_page="intake",
    ),
)
