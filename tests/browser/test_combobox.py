"""The combobox of the vocabulary, with the keyboard alone. It stands in the gallery."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from jobdesk.trail.access import Role
from jobdesk.vocabulary.shipped import load_shipped
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory

PHONE = 390


@pytest.fixture
def open_gallery(transactional_db, new_page, login):
    """The gallery, seen by a coach. Other tests here empty the database, with what a migration wrote."""
    load_shipped()
    coach = MembershipFactory(role=Role.COACH, centres=[CentreFactory()], user__language="en").user

    def open_at(width: int = 1280, **options):
        page = new_page(width=width, **options)
        login(page, coach.email)
        page.goto(reverse("dev_components"))
        return page

    return open_at


def test_term_is_chosen_with_the_keyboard(open_gallery):
    page = open_gallery()
    field = page.get_by_role("combobox", name="Occupation")
    field.focus()
    page.keyboard.type("femme de menage")
    options = page.locator("#id_occupation_list [role=option]")
    options.first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == "id_occupation_list_0"
    assert options.first.get_attribute("aria-selected") == "true"
    assert Axe().run(page, context="#g-fields").response["violations"] == []
    page.keyboard.press("Enter")
    assert field.input_value() == "Cleaner"
    assert page.locator("[name=occupation-key]").input_value() == "own:cleaner"
    assert field.get_attribute("aria-expanded") == "false"
    assert page.url.endswith(reverse("dev_components"))  # Enter chose; it did not send the form


def test_own_words_are_kept_and_marked(open_gallery):
    page = open_gallery(PHONE)
    field = page.get_by_role("combobox", name="Occupation")
    field.fill("water diviner")
    page.locator("#id_occupation_list [role=option]").first.wait_for()
    page.keyboard.press("ArrowUp")  # from the field to the last option
    page.keyboard.press("Tab")
    assert field.input_value() == "water diviner"
    assert page.get_by_text("Not in the list", exact=True).is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE


def test_escape_closes_and_keeps_what_was_typed(open_gallery):
    page = open_gallery()
    field = page.get_by_role("combobox", name="Occupation")
    field.focus()
    page.keyboard.type("bakk")
    page.locator("#id_occupation_list [role=option]").first.wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#id_occupation_list").is_hidden()
    assert field.input_value() == "bakk"
