"""A list worked in with the keyboard: filter, columns, a view, an action on many rows and its undoing."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from jobdesk.lists.models import SavedView
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import system_scope
from residents.models import Step
from tests.desk.people import day, member, resident
from tests.factories.desks import CentreFactory
from tests.factories.residents import StepFactory

BANKS, OTHERS = 3, 2


@pytest.fixture
def coach(transactional_db):
    """A coach with three bank accounts and two numbers that wait."""
    centre = CentreFactory()
    user = member(Role.COACH, centre)
    for number in range(BANKS):
        person = resident(centre, user, first_name=f"Bank{number}")
        StepFactory(resident=person, kind="bank_account", party="resident", due_on=day(number))
    for number in range(OTHERS):
        StepFactory(resident=resident(centre, user, first_name=f"Number{number}"), due_on=day(5))
    return user


def press(page: Page, selector: str, key: str = "Enter") -> None:
    page.locator(selector).focus()
    page.keyboard.press(key)


def test_list_is_worked_in_with_the_keyboard(coach, new_page, login):
    page = new_page()
    login(page, coach.email)
    page.goto(reverse("desk:steps"))

    # filter
    press(page, "#filters > summary")
    press(page, ".panel__item:has([name=kind]) > summary")
    press(page, "[name=kind][value=bank_account]", "Space")
    page.keyboard.press("Enter")
    expect(page.locator(".chips__count")).to_have_text(f"{BANKS} steps")
    assert page.url.endswith("?kind=bank_account")

    # a column
    press(page, "#columns > summary")
    press(page, "[name=show][value=opened]", "Space")
    press(page, "#columns form button:not([name])")
    expect(page.locator("thead th").last).to_contain_text("Since")

    # a view
    press(page, "#views > summary")
    page.locator("#view-name").focus()
    page.keyboard.type("Waits for the bank")
    page.keyboard.press("Enter")
    expect(page.locator("#views > summary")).to_contain_text("Waits for the bank")
    with system_scope("test"):
        assert SavedView.objects.get().owner == coach

    # many rows at once
    press(page, "[data-choose-all]", "Space")
    expect(page.locator("[data-chosen]")).to_have_text(str(BANKS))
    press(page, "[data-bulk] button[value=postpone]")
    expect(page.locator(".banner__title")).to_have_text(f"{BANKS} steps get this day.")
    press(page, "button[name=confirm]")
    expect(page.locator("#result")).to_contain_text(f"{BANKS} steps have this day now.")
    with system_scope("test"):
        assert set(Step.objects.filter(kind="bank_account").values_list("due_on", flat=True)) == {day(7)}

    # and back
    press(page, "form[action$='/undo/'] button")
    expect(page.locator("#result")).to_contain_text("Undone: 3 rows are as they were.")
    with system_scope("test"):
        days = Step.objects.filter(kind="bank_account").order_by("due_on").values_list("due_on", flat=True)
        assert list(days) == [day(0), day(1), day(2)]


def test_all_that_fit_are_said_in_the_bar(coach, new_page, login):
    centre = coach.memberships.get().centres.get()
    for number in range(30):
        resident(centre, coach, first_name=f"More{number}")
    page = new_page(width=390)
    login(page, coach.email)
    page.goto(reverse("desk:residents"))

    page.locator("tbody .choose__hit").first.click()
    expect(page.locator("[data-chosen]")).to_have_text("1")
    page.locator("[data-choose-every]").check()
    expect(page.locator("[data-chosen]")).to_have_text(str(30 + BANKS + OTHERS))
    page.locator("tbody .choose__hit").first.click()
    expect(page.locator("[data-chosen]")).to_have_text("24")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_search_shows_the_rows_while_one_types_and_keeps_the_name_out_of_the_address(coach, new_page, login):
    resident(coach.memberships.get().centres.get(), coach, first_name="Zeynep")
    page = new_page()
    login(page, coach.email)
    page.goto(reverse("desk:residents"))

    page.locator("#q").press_sequentially("zeynep")

    expect(page.locator("#list tbody tr")).to_have_count(1)
    expect(page.locator(".chips__count")).to_have_text("1 resident")
    assert "zeynep" not in page.url
    page.reload()
    expect(page.locator("#list tbody tr")).to_have_count(1)


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_open_filters_stay_on_the_page(coach, new_page, login, width):
    page = new_page(width=width, height=1000)
    login(page, coach.email)
    page.goto(reverse("desk:residents"))
    press(page, "#filters > summary")
    expect(page.locator(".panel__foot").first).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") == width
