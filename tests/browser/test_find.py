"""The search of the site with the keyboard alone: from anywhere to a person whose name is misspelt."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from jobdesk.trail.access import Role
from jobdesk.trail.scoping import system_scope
from residents.services import index_residents
from tests.desk.people import member
from tests.factories.desks import CentreFactory
from tests.factories.residents import ResidentFactory


@pytest.fixture
def coach(transactional_db):
    """A coach with two residents whose names do not sound alike."""
    centre = CentreFactory()
    with system_scope("test"):
        people = [
            ResidentFactory(centre=centre, first_name="Mohamed", last_name="Darwish"),
            ResidentFactory(centre=centre, first_name="Yonas", last_name="Tesfay"),
        ]
        index_residents(people)
    return member(Role.COACH, centre), people[0]


def test_answer_to_fewer_letters_than_stand_in_the_box_is_not_shown(coach, new_page, login):
    user, _person = coach
    page = new_page(expected=("htmx:afterRequest", "htmx:sendAbort"))  # a new request breaks off the old
    login(page, user.email)
    page.goto(reverse("desk:steps"))
    page.keyboard.press("/")
    held = []
    page.route("**/find/", lambda route: held.append(route))
    with page.expect_request("**/find/"):
        page.keyboard.type("Dar")
    # Somebody types on; the request for it has not gone yet.
    page.evaluate("document.querySelector('[data-search]').value = 'Dara'")
    with page.expect_response("**/find/"):
        held.pop().continue_()
    page.evaluate("new Promise(done => setTimeout(done))")  # htmx has handled the answer
    # What the panel says before anybody types may stand there or not; it is no answer.
    expect(page.locator("#site-results .finder__hit")).to_have_count(0)
    page.unroute_all()
    page.locator("[data-search]").fill("Darw")
    expect(page.locator("#site-results .finder__hit")).to_have_count(1)


def test_misspelt_name_is_found_and_opened_with_the_keyboard(coach, new_page, login):
    user, person = coach
    page = new_page()
    login(page, user.email)
    page.goto(reverse("desk:steps"))

    page.keyboard.press("/")
    box = page.locator("[data-search]")
    expect(box).to_be_focused()
    page.keyboard.type("Muhammed Darwich")
    hits = page.locator("#site-results .finder__hit")
    expect(hits).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(hits.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_contain_text("Mohamed Darwish")
    assert page.url.endswith(reverse("desk:resident", args=[person.code]))
    assert "Darwich" not in page.url
