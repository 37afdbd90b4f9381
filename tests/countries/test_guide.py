"""A country without a guide of its own: what holds everywhere, with its own figures."""

import pytest
from django.test import Client

from guides.queries import entries
from guides.shipped import GENERAL, read_texts, shipped_texts
from jobdesk.trail.access import Role
from tests.countries.conftest import LANGUAGES
from tests.countries.foreign import assert_own, text_of_page
from tests.factories.accounts import MembershipFactory


def test_only_what_is_general_is_there(zembla):
    assert shipped_texts("ZZ") == read_texts(GENERAL)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["first-hire", "questions"])
def test_guide_speaks_of_this_country_only(desk, language, page):
    response = Client().get(f"/guide/{page}/", {"country": "ZZ", "lang": language})
    assert response.status_code == 200
    texts = [each.html for each in response.context["texts"]]
    assert len(texts) == len(entries("ZZ", page))
    assert_own(text_of_page(" ".join(texts)))


def test_figures_are_those_of_the_country(desk):
    html = Client().get("/guide/questions/", {"country": "ZZ", "lang": "en"}).content.decode()
    assert "€9.50 an hour" in html
    assert "Of a net wage of €1,000 a month a single person pays €130.00 and keeps €870.00." in html
    assert "Toll Order of Zembla" in html


def test_its_administrator_writes_its_guide(desk):
    agency = desk.centre.organisation
    administrator = MembershipFactory(role=Role.ADMINISTRATOR, organisation=agency).user
    client = desk.client(administrator)
    assert client.get("/guides/").context["country"] == "ZZ"
    assert client.get("/guides/ZZ/questions/cost/").status_code == 200
    assert client.get("/guides/NL/questions/cost/").status_code == 404
