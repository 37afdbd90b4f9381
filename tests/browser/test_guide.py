"""An administrator writes a text of the guide by the keyboard, and a stranger reads it on a phone."""

import pytest
from playwright.sync_api import expect

from jobdesk.trail.access import Role
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import OrganisationFactory

PHONE = 390


@pytest.fixture
def administrator(transactional_db):
    agency = OrganisationFactory(country="NL")
    return MembershipFactory(role=Role.ADMINISTRATOR, organisation=agency).user


def test_text_is_previewed_while_it_is_typed_and_read_at_once(administrator, new_page, login):
    page = new_page()
    login(page, administrator.email)
    page.goto("/guides/NL/questions/cost/")
    expect(page.locator("#preview")).to_contain_text("Registering, seeing candidates")
    body = page.locator("[name=body_en]")
    body.press("Control+A")
    body.type("UWV takes {{ value nl.twv.decision_weeks }}.")
    expect(page.locator("#preview")).to_contain_text("UWV takes 5 weeks")
    expect(page.locator("#preview")).to_contain_text("Not changed along: Dutch, French.")
    expect(body).to_have_value("UWV takes {{ value nl.twv.decision_weeks }}.")
    body.press("Control+Enter")
    expect(page.locator("main")).to_contain_text("Version 1")

    phone = new_page(width=PHONE)
    phone.goto("/guide/?country=NL&lang=en")
    search = phone.get_by_role("searchbox", name="Find an answer")
    search.fill("uwv takes")
    search.press("Enter")
    expect(phone.get_by_role("heading", name="What does it cost me?")).to_be_visible()
    phone.get_by_role("link", name="source 1", exact=True).click()
    expect(phone.locator("#source-1")).to_contain_text("Wav, art. 6(2)")
    expect(phone.locator("#source-1")).to_be_in_viewport()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
