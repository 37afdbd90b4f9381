"""How names, numbers and telephones are searched and compared."""

import pytest

from residents.names import normalise, normalise_number, phone_digits, search_terms, search_text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  Élias   O'Neill ", "elias o neill"),
        ("Şahin", "sahin"),
        ("Łukasz Weiß", "lukasz weiss"),
        ("Наталія Щербак", "nataliia shcherbak"),
        ("Al-Hassan", "al-hassan"),
        ("يوسف", "يوسف"),
    ],
)
def test_normalise_folds_case_accents_and_script(text, plain):
    assert normalise(text) == plain


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


def test_search_text_is_cut_after_what_must_stay():
    text = search_text(
        first_name="A" * 80, last_name="Щ" * 80, code="B-4F7K2M", number="2812345678", phone="0612345678"
    )
    assert len(text) == 300
    assert text.startswith("b-4f7k2m 2812345678 0612345678 aaaa")


@pytest.mark.parametrize(
    ("query", "terms"),
    [("Tesfay, Yónas", ["tesfay", "yonas"]), ("+31 6 1234 5678", ["0612345678"]), ("b-4f7k2m", ["b-4f7k2m"])],
)
def test_search_terms_are_words_or_one_number(query, terms):
    assert search_terms(query) == terms
