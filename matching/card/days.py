"""Days as the reader of a card writes them. Pure: no Django, no clock."""

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

PERSIAN, DARI = "fa", "prs"

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


def written_day(day: date, language: str) -> str:
    """Return a day in words; for Persian and Dari with the day of the solar Hijri calendar in brackets.

    The digits are European everywhere: these days are compared with letters and cards of the authorities.
    """
    if language not in _SOLAR_MONTHS:
        return format_date(day, "d MMMM y", locale=language)
    year, month, number = solar_hijri(day)
    solar = f"{number} {_SOLAR_MONTHS[language][month - 1]} {year}"
    if language == DARI:
        return f"{day.day} {_DARI_MONTHS[day.month - 1]} {day.year} ({solar})"
    return f"{format_date(day, 'd MMMM y', locale=PERSIAN)} ({solar})"


def written_month(first: date, language: str) -> str:
    """Return a month with its year, as it stands alone; of the calendar that payslips are written in."""
    if language == DARI:
        return f"{_DARI_MONTHS[first.month - 1]} {first.year}"
    return format_date(first, "LLLL y", locale=language)


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
