"""Hours of a week against the law and against what somebody can do."""

from __future__ import annotations

from collections.abc import Iterator

from law.countries.record import HoursLimit
from law.messages import gettext_noop as _
from law.registry import country
from law.rules import years_old
from matching.clashes.records import Case, Clash, Kind, Severity, found, unknown

DAYS = 7


def _limit(case: Case) -> Iterator[Clash]:
    """The strictest limit that is broken. Paid work only; unpaid work is held to what the person can do."""
    limits = country(case.person.country).hours_limits
    if not case.work.is_paid or case.work.hours is None or not limits:
        return
    if case.person.birth_date is None:
        yield unknown("age")
        return
    age = years_old(case.person.birth_date, max(case.work.starts_on, case.on))
    own = [limit for limit in limits if limit.is_for(age) and _lasts(case, limit)]
    broken, is_open = [], not any(limit.is_for(age) for limit in limits)
    for limit in own:
        most = case.parameters.find(limit.parameter, case.on)
        adds_up = case.parameters.find(limit.adds_up, case.on)
        if most is None or adds_up is None:
            is_open = True
            continue
        hours = case.work.hours + (_elsewhere(case) if adds_up.value else 0)
        if hours > most.value:
            broken.append((int(most.value), hours, most.source))
    if broken:
        most_hours, hours, source = min(broken)
        yield found(Severity.STOPS, hours=hours, most=most_hours, source=source)
    elif is_open:
        yield unknown("limit")


def _lasts(case: Case, limit: HoursLimit) -> bool:
    """Without a last day, work lasts long enough for every limit."""
    ends_on = case.work.ends_on
    return ends_on is None or (ends_on - case.work.starts_on).days + 1 >= limit.weeks * DAYS


def _elsewhere(case: Case) -> int:
    """Hours a week of other paid work at the same time."""
    return sum(
        other.hours
        for other in case.person.others
        if other.is_paid and case.work.is_at_the_time_of(other.starts_on, other.ends_on)
    )


def _wanted(case: Case) -> Iterator[Clash]:
    """All work at the same time, paid or not, against what was named in the intake."""
    if not case.work.hours:
        return
    if case.person.hours_max is None:
        yield unknown()
        return
    elsewhere = sum(
        other.hours
        for other in case.person.others
        if case.work.is_at_the_time_of(other.starts_on, other.ends_on)
    )
    if (hours := case.work.hours + elsewhere) > case.person.hours_max:
        yield found(Severity.HURTS, hours=hours, most=case.person.hours_max)


KINDS = (
    Kind(
        code="hours_limit",
        find=_limit,
        what=_("%(hours)s hours a week is more than the law allows: %(most)s. Source: %(source)s."),
        todo=_("Agree on fewer hours with the company, or end other work."),
        page="terms",
        ask=_("Not known yet: how many hours a week somebody of this age may work. Ask for the birth date."),
        ask_page="profile",
    ),
    Kind(
        code="hours_wanted",
        find=_wanted,
        what=_("%(hours)s hours a week is more than was named in the intake: %(most)s."),
        todo=_("Ask whether so many hours are possible beside lessons and family, and record it."),
        page="intake",
        ask=_("Not known yet: ask how many hours a week this person can work."),
        ask_page="intake",
    ),
)
