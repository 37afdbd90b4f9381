"""How names, numbers and telephones are searched and compared."""

from datetime import date

import pytest

from residents.people.normalise import day_in, normalise_number, phone_digits


@pytest.mark.parametrize(
    ("number", "plain"),
    [("V-28 12.345678", "2812345678"), ("ov 1234567", "1234567"), ("28a", "28A"), ("", "")],
)
def test_normalise_number_drops_what_people_add(number, plain):
    assert normalise_number(number) == plain


@pytest.mark.parametrize(
    ("phone", "digits"),
    [
        ("+31 6 1234 5678", "0612345678"),
        ("0032 470 12 34 56", "0470123456"),
        ("06-12345678", "0612345678"),
        ("", ""),
    ],
)
def test_phone_digits_are_as_dialled_inside_the_country(phone, digits):
    assert phone_digits(phone) == digits


@pytest.mark.parametrize(
    ("text", "day", "rest"),
    [
        ("12-4-1995", date(1995, 4, 12), ""),
        ("12/04/1995", date(1995, 4, 12), ""),
        ("12.4.95", date(1995, 4, 12), ""),
        ("12 4 1995", date(1995, 4, 12), ""),
        ("1995-04-12", date(1995, 4, 12), ""),
        ("12041995", date(1995, 4, 12), ""),
        ("19950412", date(1995, 4, 12), ""),
        ("12 april 1995", date(1995, 4, 12), ""),
        ("1er août 1995", date(1995, 8, 1), ""),
        ("3 mrt. 2001", date(2001, 3, 3), ""),
        ("7 juillet 1988", date(1988, 7, 7), ""),
        ("1-2-26", date(2026, 2, 1), ""),
        ("1-2-27", date(1927, 2, 1), ""),
        ("Tesfay 12-4-1995", date(1995, 4, 12), "Tesfay"),
        ("31-2-1995", None, "31-2-1995"),
        ("12 stuks 1995", None, "12 stuks 1995"),
        ("0612345678", None, "0612345678"),
        ("Tesfay", None, "Tesfay"),
    ],
)
def test_day_in_a_text_is_read_in_any_form(text, day, rest):
    assert day_in(text, date(2026, 11, 22)) == (day, rest)
