"""Which times a company can offer: the candidate's days and parts, holidays, and time to reach them."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.rules import is_working_day
from matching.interviews.offered_times import (
    HOLIDAY,
    HOURS,
    LENGTH,
    NOT_FREE,
    TOO_FAR,
    TOO_SOON,
    Offer,
    first_day,
    objection,
    suggested,
)

FRIDAY = date(2026, 12, 4)
MONDAY_MORNINGS = 0b001
MONDAYS = 0b111


def offer(day: date, begins: str = "10:00", ends: str = "10:30") -> Offer:
    return Offer(day, time.fromisoformat(begins), time.fromisoformat(ends))


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 11, 30), date(2026, 12, 2)),  # Monday: the coach has Tuesday
        (FRIDAY, date(2026, 12, 8)),
        (date(2026, 12, 24), date(2026, 12, 29)),  # Christmas, Boxing Day and Sunday are no working days
        (date(2027, 3, 25), date(2027, 3, 31)),  # Maundy Thursday: Good Friday and Easter Monday
    ],
)
def test_a_working_day_lies_between(today, first):
    assert first_day(today, "NL") == first


def test_boxing_day_is_a_working_day_in_belgium():
    assert first_day(date(2026, 12, 24), "BE") == date(2026, 12, 29)
    assert first_day(date(2025, 12, 24), "BE") == date(2025, 12, 27)
    assert first_day(date(2025, 12, 24), "NL") == date(2025, 12, 30)


@pytest.mark.parametrize(
    ("offered", "availability", "why"),
    [
        (offer(date(2026, 12, 14)), MONDAY_MORNINGS, ""),
        (offer(date(2026, 12, 14), "11:30", "12:00"), MONDAY_MORNINGS, ""),
        (offer(date(2026, 12, 14), "11:30", "12:15"), MONDAY_MORNINGS, NOT_FREE),
        (offer(date(2026, 12, 14), "19:00", "20:00"), MONDAYS, ""),
        (offer(date(2026, 12, 15)), MONDAYS, NOT_FREE),
        (offer(date(2026, 12, 15)), None, ""),
        (offer(date(2026, 12, 15), "19:00", "19:30"), None, NOT_FREE),
        (offer(date(2026, 12, 7)), MONDAYS, TOO_SOON),
        (offer(FRIDAY - timedelta(days=3)), None, TOO_SOON),
        (offer(date(2026, 12, 25)), None, HOLIDAY),
        (offer(date(2027, 2, 8)), MONDAYS, TOO_FAR),
        (offer(date(2026, 12, 14), "10:00", "10:05"), MONDAYS, LENGTH),
        (offer(date(2026, 12, 14), "10:30", "10:00"), MONDAYS, LENGTH),
        (offer(date(2026, 12, 14), "06:30", "07:30"), MONDAYS, HOURS),
        (offer(date(2026, 12, 14), "21:45", "22:15"), MONDAYS, HOURS),
    ],
)
def test_why_a_time_cannot_be_offered(offered, availability, why):
    assert objection(offered, availability, FRIDAY, "NL") == why


def test_what_is_suggested_begins_with_the_first_day_that_is_free():
    assert suggested(MONDAYS, FRIDAY, "NL", 3) == [
        offer(date(2026, 12, 14)),
        offer(date(2026, 12, 21)),
        offer(date(2026, 12, 28)),
    ]  # Monday 7 is too soon
    assert suggested(MONDAYS, date(2027, 3, 25), "NL", 1) == [offer(date(2027, 4, 5))]  # after Easter Monday
    assert [each.on for each in suggested(None, FRIDAY, "NL", 3)] == [
        date(2026, 12, 8),
        date(2026, 12, 9),
        date(2026, 12, 10),
    ]


@given(
    st.integers(min_value=0, max_value=2**21 - 1),
    st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    st.sampled_from(["NL", "BE"]),
)
def test_nothing_is_suggested_that_would_be_refused(availability, today, country):
    times = suggested(availability, today, country, 3)
    assert [objection(each, availability, today, country) for each in times] == [""] * len(times)
    assert len({each.on for each in times}) == len(times)
    assert all(is_working_day(each.on, country) for each in times)
