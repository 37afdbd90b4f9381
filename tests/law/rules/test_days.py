"""Calendar months and working days."""

from datetime import date, timedelta

import pytest

from law.rules import (
    add_months,
    add_working_days,
    day_after,
    is_working_day,
    working_days_between,
    years_old,
)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2025-08-31", 6, "2026-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-05-04", 6, "2026-11-04"),
        ("2026-10-31", 4, "2027-02-28"),
        ("2026-12-31", 0, "2026-12-31"),
        ("2008-02-29", 216, "2026-02-28"),
        ("2008-02-28", 216, "2026-02-28"),
    ],
)
def test_months_are_calendar_months_and_stop_at_the_end_of_a_short_one(day, months, expected):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


def test_a_day_beyond_the_calendar_stands_for_never():
    assert add_months(date(9999, 12, 31), 6) == date.max
    assert add_months(date(9999, 6, 1), 1) == date(9999, 7, 1)
    assert day_after(date.max) == date.max
    assert day_after(date(2026, 12, 31)) == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("day", "country", "expected"),
    [
        ("2026-03-02", "NL", "2026-03-04"),  # Monday: Wednesday
        ("2026-03-05", "NL", "2026-03-09"),  # Thursday: over the weekend
        ("2026-03-07", "NL", "2026-03-10"),  # Saturday counts from Monday
        ("2026-04-24", "NL", "2026-04-29"),  # Friday: King's Day is Monday
        ("2026-05-12", "NL", "2026-05-15"),  # Tuesday: Ascension Day is Thursday
        ("2025-12-24", "NL", "2025-12-30"),  # both Christmas days and a weekend
        ("2026-07-20", "BE", "2026-07-23"),  # Monday: 21 July is a holiday in Belgium
        ("2026-07-20", "NL", "2026-07-22"),
    ],
)
def test_working_days_leave_out_weekends_and_public_holidays(day, country, expected):
    assert add_working_days(date.fromisoformat(day), 2, country) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("day", "until", "country", "count"),
    [
        ("2026-11-27", "2026-12-01", "NL", 2),  # from a Friday: Monday and Tuesday
        ("2026-11-29", "2026-12-01", "NL", 2),  # from a Sunday
        ("2026-12-24", "2026-12-28", "NL", 1),  # Christmas, a Saturday, a Sunday
        ("2026-12-01", "2026-12-01", "NL", 0),
        ("2026-12-03", "2026-12-01", "NL", 0),
        ("2027-07-20", "2027-07-22", "BE", 1),  # the national day
        ("2027-07-20", "2027-07-22", "NL", 2),
    ],
)
def test_working_days_are_counted_between_two_days(day, until, country, count):
    assert working_days_between(date.fromisoformat(day), date.fromisoformat(until), country) == count


@pytest.mark.parametrize("count", [1, 5, 10, 23])
def test_counting_working_days_undoes_adding_them(count):
    for number in range(30):
        day = date(2026, 12, 10) + timedelta(days=number)
        assert working_days_between(day, add_working_days(day, count, "BE"), "BE") == count


def test_the_kings_day_is_no_working_day_in_the_netherlands_only():
    assert is_working_day(date(2026, 4, 27), "NL") is False
    assert is_working_day(date(2026, 4, 27), "BE") is True


@pytest.mark.parametrize(
    ("on", "years"),
    [("2026-05-03", 17), ("2026-05-04", 18), ("2026-05-05", 18), ("2026-04-30", 17), ("2026-06-01", 18)],
)
def test_somebody_is_a_year_older_from_the_birthday_on(on, years):
    assert years_old(date(2008, 5, 4), date.fromisoformat(on)) == years
