"""Calendar months and working days."""

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache

from law import registry

SATURDAY = 5


def day_after(day: date) -> date:
    """The next day; the last day there is has none, and stands for "never"."""
    return day if day == date.max else day + timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day so many calendar months later, or the last day of that month if it has no such day.

    31 August + 6 months = 28 or 29 February.
    """
    years, month0 = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month0 + 1
    if year > MAXYEAR:
        return date.max
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@lru_cache(maxsize=256)
def public_holidays(iso_code: str, year: int) -> frozenset[date]:
    """The public holidays of a country (ISO 3166 code) in a year, as the package `holidays` has them."""
    import holidays  # takes about a second, so only when a working day is asked for

    return frozenset(holidays.country_holidays(iso_code, years=year))


def is_working_day(day: date, country: str) -> bool:
    """Whether the day is neither a Saturday, a Sunday nor a public holiday of the country with this code."""
    return day.weekday() < SATURDAY and day not in registry.country(country).holidays(day.year)


def add_working_days(day: date, count: int, country: str) -> date:
    """The count-th working day after `day`; `day` itself is not counted."""
    while count > 0:
        day += timedelta(days=1)
        if is_working_day(day, country):
            count -= 1
    return day


def working_days_between(day: date, until: date, country: str) -> int:
    """How many working days come after `day`, up to and including `until`; none when `until` is not later.

    So that ``add_working_days(day, n, country)`` lies n working days after `day`.
    """
    days = (day + timedelta(days=count) for count in range(1, (until - day).days + 1))
    return sum(is_working_day(each, country) for each in days)


def years_old(birth_date: date, on: date) -> int:
    """The age on a day, in whole years; who was born on 29 February is a year older on 1 March."""
    has_birthday_to_come = (on.month, on.day) < (birth_date.month, birth_date.day)
    return on.year - birth_date.year - has_birthday_to_come
