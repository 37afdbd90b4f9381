"""Rows of somebody's background in the intake: with the keyboard alone, on a phone, without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from jobdesk.trail.access import Role
from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.shipped import load_shipped
from residents.models import WorkExperience
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory
from tests.factories.residents import IntakeFactory, ResidentFactory

PHONE = 390


@pytest.fixture
def open_intake(transactional_db, new_page, login):
    """The part of the intake about work. Other tests here empty the database, with what a migration wrote."""
    load_shipped()
    centre = CentreFactory()
    coach = MembershipFactory(role=Role.COACH, centres=[centre], user__language="en").user
    resident = ResidentFactory(centre=centre, language="ar")
    IntakeFactory(resident=resident)

    def open_at(width: int = 1280, **options):
        page = new_page(width=width, **options)
        login(page, coach.email)
        page.goto(reverse("residents:intake", args=[resident.code]) + "?part=work")
        return page

    return open_at


def recorded() -> list[tuple[str, str]]:
    with system_scope("test"):
        rows = WorkExperience.objects.select_related("occupation")
        return [(row.occupation.code, row.began_in) for row in rows]


def test_work_is_added_removed_and_brought_back_with_the_keyboard(open_intake):
    page = open_intake()
    page.get_by_role("link", name="Add work").press("Enter")
    page.locator("#workexperience_occupation:focus").wait_for()
    page.keyboard.type("coiffeuse")
    page.locator("#background-experience [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_label("From", exact=True).fill("3-2015")
    page.keyboard.press("Enter")
    page.locator("#background-experience-title:focus").wait_for()
    assert recorded() == [("hairdresser", "2015-03")]
    page.get_by_role("button", name="Remove “Hairdresser”").press("Enter")
    undo = page.get_by_role("button", name="Undo")
    undo.wait_for()
    page.locator("#background-experience-title:focus").wait_for()  # else it takes the focus from the button
    assert recorded() == []
    undo.press("Enter")
    page.get_by_role("button", name="Remove “Hairdresser”").wait_for()
    assert recorded() == [("hairdresser", "2015-03")]


def test_terms_are_offered_before_htmx_says_that_the_field_is_there(open_intake):
    page = open_intake()
    page.evaluate("htmx.config.defaultSettleDelay = 3_600_000")  # htmx:load comes after the test
    page.get_by_role("link", name="Add work").press("Enter")
    page.locator("#workexperience_occupation").focus()
    page.keyboard.type("coiffeuse")
    page.keyboard.press("ArrowDown")  # before the list has come: the first is chosen when it does
    page.locator("#background-experience [role=option][aria-selected=true]").wait_for()
    page.keyboard.press("Enter")
    assert page.locator("#workexperience_occupation").input_value() == "Hairdresser"
    assert page.locator("#workexperience_occupation").get_attribute("role") == "combobox"


def test_open_form_on_a_phone_is_accessible_and_does_not_scroll_sideways(open_intake):
    page = open_intake(PHONE)
    page.get_by_role("link", name="Add work").click()
    page.get_by_label("Which work?").wait_for()
    ids = page.locator("[id]").evaluate_all("all => all.map(each => each.id)")
    assert sorted(set(ids)) == sorted(ids)
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["target"]) for fault in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE


def test_work_is_added_without_javascript_by_choosing_what_was_meant(open_intake):
    page = open_intake(java_script_enabled=False)
    page.get_by_role("link", name="Add work").click()
    page.get_by_label("Which work?").fill("kappe")
    page.locator("#background-experience").get_by_role("button", name="Save").click()
    page.get_by_label("Hairdresser", exact=False).first.check()
    page.locator("#background-experience").get_by_role("button", name="Save").click()
    page.wait_for_url("**/intake/?part=work#background-experience")
    assert recorded() == [("hairdresser", "")]
