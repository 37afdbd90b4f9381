"""The times of the work against everything else that has a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from law.messages import gettext_noop as _
from matching.clashes.records import Case, Clash, Kind, Severity, found, unknown

AHEAD = timedelta(weeks=8)  # how far appointments are looked at
# Of the intake: care that is arranged, or children that are not there, is no clash.
NO_CARE, SOME_CARE = "open", "partly"


def _times(case: Case) -> Iterator[Clash]:
    if not case.work.shifts:
        yield unknown()


def _lessons(case: Case) -> Iterator[Clash]:
    shifts, lessons = case.work.shifts, case.person.lessons
    if not shifts:
        return
    if lessons is None:
        yield unknown()
    elif both := shifts & lessons:
        yield found(Severity.HURTS, parts=both)


def _availability(case: Case) -> Iterator[Clash]:
    """Parts in which there are lessons are told as those."""
    shifts, free = case.work.shifts, case.person.availability
    if not shifts:
        return
    if free is None:
        yield unknown()
    elif outside := shifts & ~free & ~(case.person.lessons or 0):
        yield found(Severity.HURTS, parts=outside)


def _children(case: Case) -> Iterator[Clash]:
    """Care for some of the time is there in the parts in which they said that they can work."""
    shifts, free = case.work.shifts, case.person.availability
    if not shifts:
        return
    if not case.person.children or (case.person.children == SOME_CARE and free is None):
        yield unknown()
    elif case.person.children == NO_CARE:
        yield found(Severity.HURTS, parts=shifts)
    elif case.person.children == SOME_CARE and (outside := shifts & ~(free or 0)):
        yield found(Severity.HURTS, parts=outside)


def _other_work(case: Case) -> Iterator[Clash]:
    """Nobody is at two places at once."""
    for other in case.person.others:
        if not case.work.is_at_the_time_of(other.starts_on, other.ends_on):
            continue
        if case.work.shifts and not other.shifts:
            yield unknown(other.code, company=other.company)
        elif both := (case.work.shifts or 0) & (other.shifts or 0):
            yield found(Severity.STOPS, other.code, parts=both, company=other.company)


def _appointments(case: Case) -> Iterator[Clash]:
    last = min(case.on + AHEAD, case.work.ends_on or case.on + AHEAD)
    for each in case.person.engagements:
        is_then = max(case.work.starts_on, case.on) <= each.starts_at.date() <= last
        if is_then and (case.work.shifts or 0) & each.parts:
            yield found(Severity.HURTS, each.code, at=each.starts_at.isoformat(timespec="minutes"))


KINDS = (
    Kind(
        code="times",
        find=_times,
        what="",
        todo="",
        page="",
        ask=_("The times of the work are not known: clashes with lessons cannot be seen. Ask the company."),
        ask_page="times",
    ),
    Kind(
        code="other_work",
        find=_other_work,
        what=_("The work at %(company)s is at the same times: %(parts)s."),
        todo=_("Agree on other times with one of the two, or end one of them."),
        page="terms",
        ask=_("Not known yet: ask when the work at %(company)s is."),
        ask_page="other",
    ),
    Kind(
        code="lessons",
        find=_lessons,
        what=_("Lessons and shifts fall together: %(parts)s."),
        todo=_("Ask the company for other times, or the school for another group."),
        page="terms",
        ask=_("Not known yet: ask whether there are lessons, and when."),
        ask_page="intake",
    ),
    Kind(
        code="children",
        find=_children,
        what=_("There is no care for the children: %(parts)s."),
        todo=_(
            "Arrange care for these times, or ask the company for hours in which the children are at school."
        ),
        page="intake",
        ask=_("Not known yet: ask whether there are children to care for, and when they are at school."),
        ask_page="intake",
    ),
    Kind(
        code="availability",
        find=_availability,
        what=_("The shifts lie outside the times that were named in the intake: %(parts)s."),
        todo=_("Ask whether these times are possible, and record it in the intake."),
        page="intake",
        ask=_("Not known yet: ask at which times this person can work."),
        ask_page="intake",
    ),
    Kind(
        code="appointment",
        find=_appointments,
        what=_("An appointment falls in a shift: %(at)s."),
        todo=_("Move the appointment, or tell the company in time."),
        page="case",
    ),
)
