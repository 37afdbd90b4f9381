"""What a cell means: a table for each kind of column."""

from datetime import date, datetime
from decimal import Decimal

import pytest
import time_machine

from jobdesk.imports.reading.cells import Fault, harmless, plain
from jobdesk.imports.reading.values import (
    Amount,
    Day,
    Email,
    ManyOf,
    Number,
    OneOf,
    Phone,
    Reading,
    Text,
    Unreadable,
    YesNo,
)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(date(2026, 11, 22), tick=False):
        yield


NEW_YEARS_EVE = date(2025, 12, 31)


@pytest.mark.parametrize(
    "cell",
    [
        "31-12-2025", "31/12/2025", "31.12.2025", "31 12 2025", " 31 - 12 - 2025 ",
        "2025-12-31", "2025/12/31",
        "20251231", "2025-12-31 00:00:00", "2025-12-31T00:00:00Z", "31-12-2025 14:30",
        "31 december 2025", "31 dec. 2025", "31 décembre 2025", "31 DEC 2025", "31-dec-2025",
        "December 31, 2025",
        "31st December 2025", "\u00a031-12-2025\u00a0", NEW_YEARS_EVE,
        datetime(2025, 12, 31, 9, 30),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_day_is_read_as_people_write_it(cell):
    assert Day().read(cell) == Reading(NEW_YEARS_EVE)


@pytest.mark.parametrize(
    ("cell", "value", "remark"),
    [
        ("31/12/25", NEW_YEARS_EVE, "Read as 31 December 2025."),
        ("31-12-68", date(1968, 12, 31), "Read as 31 December 1968."),
        ("03/04/2026", date(2026, 4, 3), "Read as 3 April 2026."),
        ("46022", NEW_YEARS_EVE, "The number 46022 was read as a spreadsheet's day: 31 December 2025."),
        (46022.0, NEW_YEARS_EVE, "The number 46022 was read as a spreadsheet's day: 31 December 2025."),
        ("1 maart 26", date(2026, 3, 1), ""),
        ("1er août 2025", date(2025, 8, 1), ""),
        ("04/04/2026", date(2026, 4, 4), ""),
        ("03-04-2026", date(2026, 4, 3), ""),
    ],
)
def test_day_that_could_be_another_gets_a_remark(cell, value, remark):
    assert Day().read(cell) == Reading(value, remark)


def test_two_digits_of_a_birth_lie_behind_us():
    assert Day(is_birth=True).read("1-2-27").value == date(1927, 2, 1)
    assert Day().read("1-2-27").value == date(2027, 2, 1)


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("31-02-2025", "The day 31-02-2025 does not exist."),
        ("2025-02-30", "The day 2025-02-30 does not exist."),
        ("00-00-1990", "The day is not known here. Leave the cell empty, or fill in a whole day."),
        (
            "12/31/2025",
            "There is no month 31. If the month comes first here, write the day first or use 2025-12-31.",
        ),
        ("31 foo 2025", "“foo” is not a month."),
        ("soon", "This is not a day. Write it as 31-12-2025 or 2025-12-31."),
        ("12", "This is not a day. Write it as 31-12-2025 or 2025-12-31."),
        ("01-01-1025", "The year 1025 cannot be right."),
        ("#N/B", "The spreadsheet itself has an error here (#N/B)."),
        (Fault("No value yet."), "No value yet."),
    ],
)  # fmt: skip
def test_day_that_is_none_is_refused(cell, message):
    with pytest.raises(Unreadable, match=r"\S") as refused:
        Day().read(cell)
    assert str(refused.value) == message


@pytest.mark.parametrize("cell", [None, "", "  ", "\u00a0", "-", "n.v.t.", "NULL", "?"])
def test_empty_cell_is_nothing(cell):
    assert Day().read(cell) == Reading(None)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("15,60", "15.60"), ("15.60", "15.60"), ("€ 15,60", "15.60"), ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"), ("1 234,5", "1234.50"), (15.6, "15.60"), ("15", "15.00"), (15, "15.00"),
    ],
)  # fmt: skip
def test_amount_takes_comma_and_point(cell, value):
    assert Amount(places=2, most=10_000).read(cell) == Reading(Decimal(value))


@pytest.mark.parametrize(("cell", "value"), [("24", 24), ("24 uur", 24), (24.0, 24), ("1.200", 1200)])
def test_whole_number(cell, value):
    assert Amount(most=2000).read(cell) == Reading(value)


@pytest.mark.parametrize("cell", ["veel", "NaN", "Infinity", "1e999", "-3", "61"])
def test_amount_that_is_none_is_refused(cell):
    with pytest.raises(Unreadable):
        Amount(most=60).read(cell)


@pytest.mark.parametrize("cell", ["ja", "J", "Oui", "yes", "x", "X", "1", 1, True, "waar", "✓"])
def test_yes(cell):
    assert YesNo().read(cell) == Reading(True)


@pytest.mark.parametrize("cell", ["nee", "N", "non", "no", "0", 0, False, "onwaar"])
def test_no(cell):
    assert YesNo().read(cell) == Reading(False)


def test_neither_yes_nor_no_is_refused():
    with pytest.raises(Unreadable, match="Write yes or no"):
        YesNo().read("misschien")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("0612345678", "0612345678"), (612345678, "0612345678"), ("+31 6 12 34 56 78", "+31 6 12 34 56 78"),
        (31612345678.0, "+31612345678"), (470123456, "0470123456"), ("06-12345678", "06-12345678"),
    ],
)  # fmt: skip
def test_phone_gets_its_zero_back(cell, value):
    assert Phone().read(cell).value == value


@pytest.mark.parametrize("cell", ["1.23E+9", "1,23E+09", "2.81E+09"])
def test_shortened_number_is_refused(cell):
    with pytest.raises(Unreadable, match="shortened this number"):
        Number().read(cell)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("0012", "0012"), (2812345678, "2812345678"), (2812345678.0, "2812345678"), ("28.0", "28")],
)
def test_number_stays_a_name(cell, value):
    assert Number().read(cell) == Reading(value)


def test_words_of_the_mapping_come_first():
    gender = OneOf({"man": "Man", "woman": "Woman"}, {"woman": "v|vrouw"})
    assert gender.read("Vrouw ") == Reading("woman")
    assert gender.read("Frau", {"frau": "woman"}) == Reading("woman")
    with pytest.raises(Unreadable, match=r"^Choose one of: Man, Woman\.$"):
        gender.read("Frau")


def test_many_of_keeps_codes_with_commas():
    assert ManyOf({"a": "Apple", "b": "Bread"}).read("bread; Apple/bread") == Reading("b,a")


def test_text_too_long_says_how_long():
    with pytest.raises(Unreadable, match=r"^This has 81 characters; at most 80 fit\.$"):
        Text(80).read("a" * 81)


def test_address_without_at_is_refused():
    with pytest.raises(Unreadable, match="not an e-mail address"):
        Email().read("amina.example.org")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("a\x00b", "a b"), ("  Zoë\u00a0 de  Wit ", "Zoë de Wit"), ("a\r\nb", "a\nb"), ("☺ ok", "☺ ok"),
        ("\u200eAmina\ufeff", "Amina"), ("e\u0301", "é"), (12.0, "12"), (None, ""),
    ],
)  # fmt: skip
def test_plain_cleans_what_cannot_be_seen(cell, text):
    assert plain(cell) == text


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_what_a_spreadsheet_would_run_is_made_harmless(cell):
    assert harmless(cell) == f"'{cell}"
    assert harmless(f"a{cell}") == f"a{cell}"
