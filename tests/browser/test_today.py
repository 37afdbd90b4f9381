"""The start page by keyboard, and on a phone."""

import pytest
from playwright.sync_api import Page, expect

from jobdesk.trail.scoping import system_scope
from residents.models import Step
from tests.desk.people import day, member, resident
from tests.factories.desks import CentreFactory
from tests.factories.residents import StepFactory


@pytest.fixture
def coach(transactional_db):
    """A coach with three late steps, the worst first: of Abel, Biniam and Catherine."""
    centre = CentreFactory()
    coach = member("coach", centre)
    for number, name in enumerate(("Abel", "Biniam", "Catherine")):
        StepFactory(resident=resident(centre, coach, first_name=name), due_on=day(-9 + number))
    return coach


def expect_focus(page: Page, name: str) -> None:
    """The line of this person has the focus, which comes a moment after the list was put in."""
    expect(page.locator("#work [data-line]:focus a.strong")).to_have_text(name)


def names(page: Page) -> list[str]:
    return page.locator("#work [data-line] a.strong").all_text_contents()


def test_lines_are_done_postponed_and_undone_by_keyboard(coach, new_page, login):
    page = new_page()
    login(page, coach.email)
    page.goto("/today/")
    page.locator("#work [data-line]").first.focus()

    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("ArrowDown")
    expect_focus(page, "Biniam T.")

    page.keyboard.press("d")
    expect(page.locator("#said")).to_contain_text("Biniam T.: Citizen service number (BSN) is done.")
    assert names(page) == ["Abel T.", "Catherine T."]
    expect_focus(page, "Catherine T.")
    expect(page.locator("#late")).to_contain_text("2")
    expect(page.locator("#summary")).to_contain_text("2 tasks, 2 late")

    page.keyboard.press("p")
    page.keyboard.press("Enter")  # the first choice: tomorrow
    expect(page.locator("#said")).to_contain_text("Postponed: the line comes back on")
    assert names(page) == ["Abel T."]
    expect_focus(page, "Abel T.")
    expect(page.locator("#work")).to_contain_text("1 line postponed")

    page.keyboard.press("u")
    expect(page.locator("#said")).to_contain_text("The line is back in your list.")
    assert names(page) == ["Abel T.", "Catherine T."]
    expect_focus(page, "Abel T.")

    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/steps/**")
    with system_scope("test"):
        assert Step.objects.filter(status=Step.Status.DONE).count() == 1


def test_single_keys_do_nothing_outside_the_list(coach, new_page, login):
    page = new_page()
    login(page, coach.email)
    page.goto("/today/")

    for key in ("d", "p", "?"):
        page.keyboard.press(key)

    expect(page.locator("#keys")).to_be_hidden()
    assert names(page) == ["Abel T.", "Biniam T.", "Catherine T."]


def test_line_is_postponed_without_javascript(coach, new_page, login):
    page = new_page(java_script_enabled=False)
    login(page, coach.email)
    page.goto("/today/")

    page.locator("[data-line] [data-postpone]").first.click()
    page.locator("[data-line]").first.get_by_role("button", name="Tomorrow").click()

    assert names(page) == ["Biniam T.", "Catherine T."]
    page.get_by_role("button", name="Undo").click()
    assert names(page) == ["Abel T.", "Biniam T.", "Catherine T."]


def test_postponing_fits_on_a_phone(coach, new_page, login):
    page = new_page(width=390, height=844)
    login(page, coach.email)
    page.goto("/today/")

    page.locator("[data-line] [data-postpone]").first.click()

    box = page.locator("[data-line] .menu__panel").first.bounding_box()
    assert (box["x"] >= 0, box["x"] + box["width"] <= 390) == (True, True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    # The work comes before the figures and the caseload.
    tops = [page.locator(each).bounding_box()["y"] for each in ("#work", "#month", "#caseload")]
    assert tops == sorted(tops)
