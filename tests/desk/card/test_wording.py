"""The phrases of the step card: complete, alike, printable; and days as the reader writes them."""

import string
import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

import desk.card
from desk.card.days import geez, solar_hijri, written_amount, written_day, written_days, written_month
from desk.card.say import Say
from desk.card.wording import LANGUAGES, WRITTEN, card_language, direction_of, phrases, say, shared_phrases
from law import registry
from residents.choices import Language

SHARED = Path(desk.card.__file__).parent / "phrases"
SHIPPED = ("NL", "BE")  # has every phrase in every language; another country need not
READ_BY_NATIVE_SPEAKERS = {"nl", "en", "fr"}


def placeholders(phrase: str) -> list[str]:
    return sorted(name for _text, name, _format, _conversion in string.Formatter().parse(phrase) if name)


@pytest.fixture(params=["shared", *SHIPPED])
def folder(request):
    return SHARED if request.param == "shared" else registry.country(request.param).card


def read(folder: Path, language: str) -> dict[str, str]:
    return tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))


def test_the_ten_languages_and_dari(folder):
    assert list(LANGUAGES) == ["nl", "en", "fr", "ar", "ti", "tr", "fa", "prs", "uk", "ru", "so"]
    assert set(LANGUAGES) < set(Language.values)
    assert {path.stem for path in folder.glob("*.toml")} == {*WRITTEN, "prs"}


def test_a_file_of_dari_holds_only_what_it_says_in_other_words_than_persian(folder):
    own, persian = read(folder, "prs"), read(folder, "fa")
    assert own.keys() < persian.keys()
    assert {key for key, phrase in own.items() if phrase == persian[key]} == set()


@pytest.mark.parametrize("country", SHIPPED)
def test_dari_says_the_rest_as_persian(country):
    own = read(SHARED, "prs") | read(registry.country(country).card, "prs")
    assert phrases("prs", country) == {**phrases("fa", country), **own}
    assert phrases("prs", country)["turn_municipality"] == "نوبت شاروالی است."
    assert phrases("prs", country)["valid"] == "معتبر است."


@pytest.mark.parametrize("language", WRITTEN)
def test_a_file_has_the_phrases_of_the_english_one_in_its_order(folder, language):
    assert list(read(folder, language)) == list(read(folder, "en"))


@pytest.mark.parametrize("country", SHIPPED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_phrase_with_the_same_placeholders(language, country):
    english = phrases("en", country)
    assert list(phrases(language, country)) == list(english)
    for key, phrase in phrases(language, country).items():
        assert placeholders(phrase) == placeholders(english[key]), key
        assert phrase == phrase.strip() != "", key


@pytest.mark.parametrize("country", SHIPPED)
@pytest.mark.parametrize("language", sorted(set(WRITTEN) - READ_BY_NATIVE_SPEAKERS))
def test_no_phrase_was_left_in_english(language, country):
    english = phrases("en", country)
    same = {key for key, phrase in phrases(language, country).items() if phrase == english[key]}
    assert same <= {"w_document", "o_document", "done"}, same


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - READ_BY_NATIVE_SPEAKERS))
def test_a_file_says_that_no_native_speaker_has_read_it(folder, language):
    head = (folder / f"{language}.toml").read_text(encoding="utf-8").partition("\n")[0]
    assert head.endswith("Not yet read by a native reader.")


@pytest.mark.parametrize("country", registry.installed())
def test_every_phrase_that_a_country_names_is_there(country):
    record, english = registry.country(country), phrases("en", country)
    verdicts = [*record.allowed.values(), *record.refused.values()]
    named = {
        *(each.card for each in (*record.documents, *record.requirements, *verdicts)),
        *(f"{each.card}_text" for each in record.requirements if each.card),
        *(each.card_note for each in verdicts),
    }
    assert named - {""} - english.keys() == set()


@pytest.mark.parametrize("weight", [400, 600])
def test_our_fonts_have_every_letter_of_every_language(weight):
    known = set()
    for path in Path(finders.find("fonts")).glob(f"*sans*-{weight}-normal.woff2"):
        known |= set(TTFont(path).getBestCmap())
    written = {
        letter
        for language in LANGUAGES
        for text in (
            *(phrase for country in SHIPPED for phrase in phrases(language, country).values()),
            LANGUAGES[language],
            *(written_day(date(2027, month, 28), language) for month in range(1, 13)),
            *(written_month(date(2027, month, 1), language) for month in range(1, 13)),
            written_days(41, language),
            *(written_day(date(2027, 9, day), language) for day in (6, 11)),
        )
        for letter in text
    }
    assert {letter for letter in written if ord(letter) not in known} == set()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "4 februari 2027"),
        ("en", "4 February 2027"),
        ("fr", "4 février 2027"),
        ("ar", "4 فبراير/شباط 2027"),
        ("ti", "4 ለካቲት 2027 (ብግእዝ 27 ጥሪ 2019)"),
        ("tr", "4 Şubat 2027"),
        ("fa", "4 فوریهٔ 2027 (15 بهمن 1405)"),
        ("prs", "4 فبروری 2027 (15 دلو 1405)"),
        ("uk", "4 лютого 2027"),
        ("ru", "4 февраля 2027"),
        ("so", "4 Febraayo 2027"),
    ],
)
def test_a_day_in_each_language(language, words):
    assert written_day(date(2027, 2, 4), language).replace("\N{NO-BREAK SPACE}", " ") == words


def test_a_day_is_not_cut_in_two():
    assert written_day(date(2027, 2, 4), "nl").split(" ") == [
        "4\N{NO-BREAK SPACE}februari\N{NO-BREAK SPACE}2027"
    ]
    assert len(written_day(date(2027, 2, 4), "prs").split(" ")) == 2


def test_the_first_of_a_month_in_french():
    assert written_day(date(2027, 1, 1), "fr") == "1er\N{NO-BREAK SPACE}janvier\N{NO-BREAK SPACE}2027"
    assert written_day(date(2027, 1, 11), "fr").startswith("11\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("day", "of_geez"),
    [
        (date(2023, 9, 11), (2015, 13, 6)),  # a leap year
        (date(2023, 9, 12), (2016, 1, 1)),
        (date(2024, 9, 10), (2016, 13, 5)),
        (date(2024, 9, 11), (2017, 1, 1)),
        (date(2026, 1, 7), (2018, 4, 29)),  # Christmas
        (date(2026, 1, 19), (2018, 5, 11)),  # Epiphany
        (date(1991, 5, 24), (1983, 9, 16)),
    ],
)
def test_geez_days(day, of_geez):
    assert geez(day) == of_geez


def test_geez_days_follow_each_other():
    before = geez(date(2020, 1, 1))
    for number in range(date(2020, 1, 2).toordinal(), date(2035, 1, 1).toordinal()):
        after = geez(date.fromordinal(number))
        year, month, day = before
        next_month = (year, month + 1, 1) if month < 13 else (year + 1, 1, 1)
        assert after in {(year, month, day + 1), next_month}
        assert after[2] <= (30 if after[1] <= 12 else 6)
        before = after


@pytest.mark.parametrize(
    ("number", "language", "words"),
    [
        (1, "nl", "1 dag"),
        (41, "nl", "41 dagen"),
        (2, "ru", "2 дня"),
        (41, "ru", "41 день"),
        (120, "uk", "120 днів"),
        (5, "ar", "5 أيام"),
        (41, "ar", "41 يومًا"),
        (41, "prs", "41 روز"),
        (41, "ti", "41 መዓልታት"),
        (41, "so", "41 maalmood"),
        (400, "tr", "400 gün"),
    ],
)
def test_numbers_of_days(number, language, words):
    assert written_days(number, language).replace("\N{NO-BREAK SPACE}", " ") == words


@pytest.mark.parametrize(
    ("day", "solar"),
    [
        (date(2021, 3, 20), (1399, 12, 30)),  # a leap year
        (date(2021, 3, 21), (1400, 1, 1)),
        (date(2024, 3, 19), (1402, 12, 29)),
        (date(2024, 3, 20), (1403, 1, 1)),
        (date(2025, 3, 20), (1403, 12, 30)),  # a leap year
        (date(2025, 3, 21), (1404, 1, 1)),
        (date(2025, 9, 22), (1404, 6, 31)),
        (date(2025, 9, 23), (1404, 7, 1)),
        (date(1979, 2, 11), (1357, 11, 22)),
        (date(2029, 3, 20), (1408, 1, 1)),
        (date(2030, 3, 21), (1409, 1, 1)),
    ],
)
def test_solar_hijri_days(day, solar):
    assert solar_hijri(day) == solar


def test_solar_hijri_days_follow_each_other():
    before = solar_hijri(date(2020, 1, 1))
    for number in range(date(2020, 1, 2).toordinal(), date(2035, 1, 1).toordinal()):
        after = solar_hijri(date.fromordinal(number))
        year, month, day = before
        next_month = (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)
        assert after in {(year, month, day + 1), next_month}
        assert after[2] <= (31 if after[1] <= 6 else 30)
        before = after


@pytest.mark.parametrize(
    ("amount", "language", "words"),
    [
        (Decimal("16.20"), "nl", "16,20"),
        (Decimal("16.20"), "ar", "16.20"),
        (Decimal(1400), "prs", "1,400"),
        (Decimal("1400.00"), "tr", "1.400"),
        (Decimal("978.91"), "uk", "978,91"),
    ],
)
def test_amounts(amount, language, words):
    assert written_amount(amount, language) == words


def test_a_phrase_takes_other_phrases_and_days():
    waiting = Say("hold", step=Say("bsn"))
    assert say(waiting, "en", "NL") == "You cannot start yet. We are waiting for: BSN number."
    assert say(Say("wait_until", day=date(2027, 2, 4)), "nl", "BE") == (
        "U wacht tot 4\N{NO-BREAK SPACE}februari\N{NO-BREAK SPACE}2027."
    )


@pytest.fixture
def moved(monkeypatch, tmp_path):
    """The Netherlands from a folder with two phrases in English and one in Persian."""
    (tmp_path / "card").mkdir()
    (tmp_path / "card" / "en.toml").write_text('bsn = "Number of the town"\nbank = "Post account"\n')
    (tmp_path / "card" / "fa.toml").write_text('turn_municipality = "شهر"\n', encoding="utf-8")
    monkeypatch.setitem(registry._countries, "NL", replace(registry.country("NL"), folder=tmp_path))
    return tmp_path


def test_a_phrase_of_the_country_comes_before_the_shared_one(moved):
    assert say(Say("bank"), "en", "NL") == "Post account"
    assert say(Say("bank"), "en", "BE") == "Bank account"
    assert say(Say("bank"), "so", "NL") == shared_phrases("so")["bank"]
    assert say(Say("turn_municipality"), "prs", "NL") == "شهر"


def test_what_a_country_lacks_in_a_language_is_said_in_its_english(moved):
    assert say(Say("bsn", otherwise="Citizen service number (BSN)"), "ti", "NL") == "Number of the town"
    assert say(Say("hold", step=Say("bsn")), "nl", "NL").endswith("Number of the town.")
    assert say(Say("twv", otherwise="Residence permit"), "nl", "NL") == "Verblijfsvergunning"
    with pytest.raises(KeyError):
        say(Say("twv"), "nl", "NL")


def test_a_country_without_phrases_of_its_own_says_the_shared_ones(moved, monkeypatch):
    record = replace(registry.country("NL"), folder=moved / "none")
    monkeypatch.setitem(registry._countries, "NL", record)
    assert {language: phrases(language, "NL") for language in LANGUAGES} == {
        language: shared_phrases(language) for language in LANGUAGES
    }


def test_direction_and_the_language_of_who_has_no_card():
    assert {language for language in LANGUAGES if direction_of(language) == "rtl"} == {"ar", "fa", "prs"}
    assert [card_language(each) for each in ("prs", "ps", "und", "")] == ["prs", "en", "en", "en"]
