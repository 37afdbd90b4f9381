"""The texts that come with the product: whole in every language, with every figure from the rules."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.urls import resolve as resolve_address
from django.utils.translation import override

from guides.figures import PATTERN
from guides.markdown import Reading, to_html, unknown_figures
from guides.pages import FIRST_HIRE, PAGES, QUESTIONS
from guides.shipped import GENERAL, read_texts, shipped_texts
from law import registry

TODAY = date(2026, 11, 29)
LANGUAGES = [code for code, _name in settings.LANGUAGES]
COUNTRIES = [country.code for country in registry.countries()]
FOLDERS = [GENERAL, *(country.folder / "guide" for country in registry.countries())]
LINK = re.compile(r"\]\((/[^)]*)\)")
# Where people in reception come from: no employer reads it from a paper that they file.
ORIGINS = re.compile(
    r"Ukrain|Oekra|Syri|Eritre|Afghan|Iran|Iraq|Irak|Turk|Palest|Somal|Jemen|Yemen", re.IGNORECASE
)


# Every country in every language.
readers = pytest.mark.parametrize(
    ("country", "language"), [(country, language) for country in COUNTRIES for language in LANGUAGES]
)


def texts_in(country, language):
    """Return (code, title, body) of the texts of a country in a language."""
    texts = shipped_texts(country)
    return [(key, text.words[language].title, text.words[language].body) for key, text in texts.items()]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.parent.name)
def test_each_text_is_there_in_every_language(folder):
    texts = read_texts(folder)
    assert texts
    assert {key: sorted(text.words) for key, text in texts.items()} == dict.fromkeys(texts, sorted(LANGUAGES))


@pytest.mark.parametrize("country", COUNTRIES)
def test_no_two_texts_of_a_page_have_one_place(country):
    places = [(page, text.place) for (page, _code), text in shipped_texts(country).items()]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_country_has_its_own_papers_and_what_holds_everywhere(country):
    own = read_texts(registry.country(country).folder / "guide")
    texts = shipped_texts(country)
    assert {page for page, _code in texts} == set(PAGES)
    assert texts[FIRST_HIRE, "papers"].words == own[FIRST_HIRE, "papers"].words
    assert (QUESTIONS, "who-helps") in texts
    assert (QUESTIONS, "who-helps") not in own


@pytest.mark.django_db
@readers
def test_every_figure_can_be_asked(country, language):
    record = registry.country(country)
    with override(language):
        found = {
            key: unknown_figures(body, record, TODAY) for key, _title, body in texts_in(country, language)
        }
    assert {key: unknown for key, unknown in found.items() if unknown} == {}


@readers
def test_no_figure_stands_in_the_text_itself(country, language):
    found = {
        key: re.findall(r"\d+|{{|}}", f"{title} {PATTERN.sub('', body)}")
        for key, title, body in texts_in(country, language)
    }
    assert {key: figures for key, figures in found.items() if figures} == {}


@readers
def test_links_lead_to_pages_of_the_site(country, language):
    links = {link for _key, _title, body in texts_in(country, language) for link in LINK.findall(body)}
    assert {resolve_address(link).view_name for link in links} == {
        "employers:register",
        "residents:calculator",
    }


@pytest.mark.django_db
@readers
def test_no_text_and_no_source_says_where_people_come_from(country, language):
    reading = Reading(registry.country(country), TODAY)
    with override(language):
        pages = [title + to_html(body, reading) for _key, title, body in texts_in(country, language)]
    said = "\n".join([*pages, *(f"{each.title} {each.text} {each.note}" for each in reading.sources)])
    assert len(reading.sources) > 10
    assert ORIGINS.findall(said) == []


@pytest.mark.django_db
@pytest.mark.parametrize("country", COUNTRIES)
def test_the_languages_ask_for_the_same_figures(country):
    for key, text in shipped_texts(country).items():
        asked = {
            language: sorted(found.group(0) for found in PATTERN.finditer(words.body))
            for language, words in text.words.items()
        }
        assert asked == dict.fromkeys(asked, asked["en"]), key
