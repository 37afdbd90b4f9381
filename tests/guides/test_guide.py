"""The guide as everybody reads it: without login, without a session, for a country and in a language."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from guides.pages import QUESTIONS
from guides.queries import entries
from guides.services import publish_text, remove_text
from jobdesk.trail.access import Role
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import OrganisationFactory
from tests.guides.conftest import WORDS

pytestmark = pytest.mark.django_db
GUIDE, STEPS, ANSWERS = "/guide/", "/guide/first-hire/", "/guide/questions/"
PAGES = (GUIDE, STEPS, ANSWERS)


@pytest.fixture
def phone():
    """A browser in the Netherlands that reads English."""
    return Client(headers={"accept-language": "en-NL,en;q=0.8"})


def page(client, url, **asked) -> str:
    response = client.get(url, asked)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("url", PAGES)
def test_page_is_open_with_few_queries_and_without_a_session(phone, url, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        html = page(phone, url)
    assert "Netherlands" in html
    assert not Session.objects.exists()
    assert phone.head(url).status_code == 200
    assert phone.post(url).status_code == 405


def test_addresses_are_those_that_others_link_to():
    assert [reverse(f"guides:{name}") for name in ("guide", "first_hire", "questions")] == list(PAGES)


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ({"country": "NL", "lang": "nl"}, "Wat betaalt mijn werknemer aan COA?"),
        ({"country": "BE", "lang": "nl"}, "Wat betaalt mijn werknemer aan Fedasil?"),
        ({"country": "BE", "lang": "fr"}, "Que paie mon travailleur à Fedasil ?"),
        ({"country": "NL", "lang": "en"}, "What does my worker pay to COA?"),
    ],
)
def test_address_says_country_and_language(phone, asked, title):
    response = phone.get(ANSWERS, asked)
    assert title in response.content.decode()
    assert response.headers["Content-Language"] == asked["lang"]


def test_choice_is_remembered(phone):
    page(phone, GUIDE, country="BE", lang="fr")
    assert "Que paie mon travailleur à Fedasil ?" in page(phone, ANSWERS)


@pytest.mark.parametrize("asked", [{"country": "XX"}, {"lang": "xx"}, {"country": "nl' --", "lang": "<b>"}])
def test_unknown_choice_changes_nothing(phone, asked):
    response = phone.get(ANSWERS, asked)
    assert "What does my worker pay to COA?" in response.content.decode()
    assert set(response.cookies) <= {"csrftoken"}


@pytest.mark.parametrize(("browser", "agency"), [("nl-BE", "Fedasil"), ("fr", "Fedasil"), ("nl", "COA")])
def test_country_is_that_of_the_browser(browser, agency):
    assert agency in page(Client(headers={"accept-language": browser}), ANSWERS)


def test_company_reads_of_its_own_country(browser_of):
    company = OrganisationFactory(kind="employer", country="BE")
    employer = MembershipFactory(role=Role.EMPLOYER, organisation=company).user
    assert "Fedasil" in page(browser_of(employer), ANSWERS)


def test_search_finds_words_of_text_and_figures(phone):
    html = page(phone, ANSWERS, q="UWV 5 WEEKS")
    assert "How long does it take before somebody can start?" in html
    assert "Why do I see no names at first?" not in html
    assert 'value="UWV 5 WEEKS"' in html


def test_search_without_a_result_says_what_to_do(phone):
    html = page(phone, ANSWERS, q="<zebra>")
    assert "No answer found" in html
    assert "&lt;zebra&gt;" in html
    assert "Show all questions" in html


def test_figures_have_sources_on_the_page(phone):
    html = page(phone, STEPS)
    asked, listed = (set(re.findall(rf"{where}source-(\d+)", html)) for where in ('href="#', 'id="'))
    assert asked
    assert asked <= listed
    assert "Wav, art. 6(2)" in html


def test_every_way_to_read_it_is_told_to_search_engines(phone, settings):
    html = page(phone, STEPS, country="BE", lang="fr")
    here = f"{settings.SITE_URL}{STEPS}?country=BE&amp;lang=fr"
    assert f'<link rel="canonical" href="{here}">' in html
    assert f'hreflang="fr-BE" href="{here}"' in html
    assert html.count('rel="alternate"') == 6
    assert '<meta name="description"' in html
    assert '<meta property="og:title"' in html


def test_what_an_administrator_publishes_is_read_at_once(phone, as_ruth):
    publish_text("NL", QUESTIONS, "cost", WORDS, based_on=0)
    assert "Yes, if the bus runs." in page(phone, ANSWERS)
    assert "Yes, if the bus runs." not in page(phone, ANSWERS, country="BE")


def test_guide_without_texts_says_whom_to_ask(phone, as_ruth):
    for each in entries("NL"):
        remove_text(each)
    assert "No steps yet" in page(phone, STEPS)
    assert "No questions yet" in page(phone, ANSWERS)


@pytest.mark.parametrize("url", ["/guide/nothing/", "/guide/first-hire/x", "/guide/questions"])
def test_address_that_is_not_there_leads_to_the_guide(phone, url):
    response = phone.get(url)
    assert response.status_code == 404
    assert f'href="{GUIDE}"' in response.content.decode()


@pytest.mark.parametrize("url", ["/account/login/", "/register/"])
def test_stranger_is_led_to_the_guide(phone, url):
    assert f'<a href="{GUIDE}">' in phone.get(url).content.decode()


def test_stranger_who_has_work_is_led_from_the_login_to_registering(phone):
    html = phone.get("/", follow=True).content.decode()
    assert f'<a href="{reverse("employers:register")}">' in html
    assert f'<a href="{GUIDE}">' in html
