"""Days as the reader of a card writes them. Pure: no Django, no clock."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from babel.dates import format_date, format_timedelta
from babel.numbers import format_decimal

PERSIAN, DARI, TIGRINYA, ARABIC, FRENCH = "fa", "prs", "ti", "ar", "fr"

# The CLDR, and so Babel, does not know Dari.
_DARI_MONTHS = [
    "جنوری",
    "فبروری",
    "مارچ",
    "اپریل",
    "می",
    "جون",
    "جولای",
    "اگست",
    "سپتمبر",
    "اکتوبر",
    "نومبر",
    "دسمبر",
]
_SOLAR_MONTHS = {
    PERSIAN: [
        "فروردین",
        "اردیبهشت",
        "خرداد",
        "تیر",
        "مرداد",
        "شهریور",
        "مهر",
        "آبان",
        "آذر",
        "دی",
        "بهمن",
        "اسفند",
    ],
    DARI: [
        "حمل",
        "ثور",
        "جوزا",
        "سرطان",
        "اسد",
        "سنبله",
        "میزان",
        "عقرب",
        "قوس",
        "جدی",
        "دلو",
        "حوت",
    ],
}


# What Syria, Iraq, Lebanon, Jordan and Palestine call the months; the CLDR has the names of the others.
_LEVANT_MONTHS = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
]
# The thirteen months of the Ge'ez calendar. Eritrea calls the Gregorian months by the first twelve of these,
# some ten days apart: only the year and the word for Ge'ez say which calendar is meant.
_GEEZ_MONTHS = [
    "መስከረም",
    "ጥቅምቲ",
    "ሕዳር",
    "ታሕሳስ",
    "ጥሪ",
    "ለካቲት",
    "መጋቢት",
    "ሚያዝያ",
    "ግንቦት",
    "ሰነ",
    "ሓምለ",
    "ነሓሰ",
    "ጳጉሜን",
]
_BY_GEEZ = "ብግእዝ"


def written_day(day: date, language: str) -> str:
    """Return a day in words, with the day of the reader's own calendar in brackets.

    That is the solar Hijri one for Persian and Dari, the Ge'ez one for Tigrinya. In Arabic a month has both
    its names. The digits are European everywhere: these days are compared with letters and cards of the
    authorities. A day is not cut in two by the end of a line.
    """
    common = _together(day.day, _month(day, "MMMM", language), day.year)
    if language == FRENCH and day.day == 1:
        return common.replace("1", "1er", 1)
    if language in _SOLAR_MONTHS:
        year, month, number = solar_hijri(day)
        return f"{common} ({_together(number, _SOLAR_MONTHS[language][month - 1], year)})"
    if language == TIGRINYA:
        year, month, number = geez(day)
        return f"{common} ({_together(_BY_GEEZ, number, _GEEZ_MONTHS[month - 1], year)})"
    return common


def _month(day: date, form: str, language: str) -> str:
    """The name of a month; ``form`` is that of the CLDR, within a day or standing alone."""
    if language == DARI:
        return _DARI_MONTHS[day.month - 1]
    name = format_date(day, form, locale=language)
    return _together(*f"{name}/{_LEVANT_MONTHS[day.month - 1]}".split()) if language == ARABIC else name


def _together(*parts: str | int) -> str:
    return "\N{NO-BREAK SPACE}".join(map(str, parts))


def written_month(first: date, language: str) -> str:
    """Return a month with its year, as it stands alone; of the calendar that payslips are written in."""
    return f"{_month(first, 'LLLL', language)} {first.year}"


def written_days(number: int, language: str) -> str:
    """Return a number of days with its word, which stay on one line."""
    locale = PERSIAN if language == DARI else language
    words = format_timedelta(timedelta(days=number), "day", threshold=number + 1, locale=locale)
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def written_weekdays(hours: Iterable[tuple[int, str]], language: str) -> str:
    """Return weekdays (0 is Monday), each with its hours in brackets, with commas between.

    Persian and Dari name them alike. The hours have European digits, as days have, and stay together also
    where the text runs to the left.
    """
    locale = PERSIAN if language == DARI else language
    monday = date(2024, 1, 1)
    comma = "، " if language in (ARABIC, PERSIAN, DARI) else ", "
    return comma.join(
        f"{format_date(monday + timedelta(days=day), 'cccc', locale=locale)}\N{NO-BREAK SPACE}"
        f"(\N{LEFT-TO-RIGHT ISOLATE}{when}\N{POP DIRECTIONAL ISOLATE})"
        for day, when in hours
    )


def written_amount(amount: Decimal, language: str) -> str:
    """Return euros with two decimals, or none when they are whole."""
    pattern = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    return format_decimal(amount, pattern, locale=PERSIAN if language == DARI else language)


def solar_hijri(day: date) -> tuple[int, int, int]:
    """Return year, month and day in the solar Hijri calendar of Iran and Afghanistan.

    By the 33-year cycle of leap years, which gives the official calendar from 1925 to 2088.
    """
    before_month = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)[day.month - 1]
    leaps_until = day.year + 1 if day.month > 2 else day.year
    days = 355_666 + 365 * day.year + before_month + day.day
    days += (leaps_until + 3) // 4 - (leaps_until + 99) // 100 + (leaps_until + 399) // 400
    cycles, days = divmod(days, 12_053)
    fours, days = divmod(days, 1_461)
    year = -1_595 + 33 * cycles + 4 * fours
    if days > 365:
        year += (days - 1) // 365
        days = (days - 1) % 365
    if days < 186:
        return year, 1 + days // 31, 1 + days % 31
    return year, 7 + (days - 186) // 30, 1 + (days - 186) % 30


def geez(day: date) -> tuple[int, int, int]:
    """Return year, month (to 13) and day in the Ge'ez calendar of Eritrea and Ethiopia."""
    # Counted from the first day of its year 0, which was 29 August of the year 7 of the Julian calendar.
    cycles, days = divmod(day.toordinal() - 2_431, 1_461)
    year = 4 * cycles + days // 365 - days // 1_460
    of_year = days % 365 + 365 * (days // 1_460)
    return year, of_year // 30 + 1, of_year % 30 + 1
