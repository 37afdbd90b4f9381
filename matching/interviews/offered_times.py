"""The times a company can offer for a talk: within what the candidate can, and late enough to reach them.

Pure: days and times as they stand on the clock of the country; what is free of a candidate is what their card
shows, days by parts of the day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from law import registry
from law.rules import add_working_days, is_working_day

NOTICE_WORKING_DAYS = 1  # a whole working day lies between the offer and the talk
FURTHEST_DAYS = 60
SHORTEST, LONGEST = timedelta(minutes=10), timedelta(hours=4)
EARLIEST, LATEST = time(7), time(22)
PARTS = 3  # of a day: morning, afternoon, night
NOON, EVENING = time(12), time(18)
USUAL = (time(10), time(14), time(19))  # when a talk begins in each part, where nobody says otherwise
USUAL_LENGTH = timedelta(minutes=30)
LOOKS_AHEAD_DAYS = 21

# Why a time cannot be offered.
LENGTH, HOURS, TOO_SOON, TOO_FAR, HOLIDAY, NOT_FREE = (
    "length",
    "hours",
    "too_soon",
    "too_far",
    "holiday",
    "not_free",
)


@dataclass(frozen=True, order=True)
class Offer:
    """One time: a day, from and until, by the clock of the country."""

    on: date
    begins: time
    ends: time

    @property
    def length(self) -> timedelta:
        """How long it takes; negative when it ends before it begins."""
        return datetime.combine(self.on, self.ends) - datetime.combine(self.on, self.begins)


def first_day(today: date, country: str) -> date:
    """The first day that can be offered: the candidate hears of it on the working day before at the latest.

    Offered on a Friday: Tuesday, for Monday is when the coach speaks to them.
    """
    return add_working_days(today, NOTICE_WORKING_DAYS, country) + timedelta(days=1)


def objection(offer: Offer, availability: int | None, today: date, country: str) -> str:
    """Say why this time cannot be offered, by a code of this module; empty when it can.

    ``availability``: 21 bits, day by day three parts, Monday morning first; None or 0: nobody asked yet.
    """
    if not SHORTEST <= offer.length <= LONGEST:
        return LENGTH
    if offer.begins < EARLIEST or offer.ends > LATEST:
        return HOURS
    if offer.on < first_day(today, country):
        return TOO_SOON
    if offer.on > today + timedelta(days=FURTHEST_DAYS):
        return TOO_FAR
    if offer.on in registry.country(country).holidays(offer.on.year):
        return HOLIDAY
    return "" if _is_free(offer, availability) else NOT_FREE


def suggested(availability: int | None, today: date, country: str, most: int) -> list[Offer]:
    """Return the first times that suit, one a day: what a form begins with; fewer when little is free."""
    return list(islice(_usual(availability, today, country), most))


def _usual(availability: int | None, today: date, country: str) -> Iterator[Offer]:
    first = first_day(today, country)
    for day in (first + timedelta(days=count) for count in range(LOOKS_AHEAD_DAYS)):
        if not is_working_day(day, country):
            continue
        for begins in USUAL:
            ends = (datetime.combine(day, begins) + USUAL_LENGTH).time()
            if _is_free(Offer(day, begins, ends), availability):
                yield Offer(day, begins, ends)
                break


def _is_free(offer: Offer, availability: int | None) -> bool:
    if not availability:
        return offer.ends <= EVENING  # by day: what is assumed of who was not asked
    last_moment = (datetime.combine(offer.on, offer.ends) - timedelta(minutes=1)).time()
    parts = range(_part(offer.begins), _part(last_moment) + 1)
    return all(availability >> (offer.on.weekday() * PARTS + part) & 1 for part in parts)


def _part(moment: time) -> int:
    return (moment >= NOON) + (moment >= EVENING)
