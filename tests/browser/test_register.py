"""A company comes in from a phone: from the public page to a first vacancy, by the keyboard."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from employers.models import Company, Vacancy
from jobdesk.trail.scoping import system_scope
from jobdesk.web.week import parts_of_week
from tests.factories.desks import CentreFactory

PHONE = 390


@pytest.fixture
def visitor(transactional_db, new_page) -> Page:
    """A phone on the public page; there is a desk in the Netherlands."""
    CentreFactory()
    page = new_page(width=PHONE)
    page.goto("/register/")
    return page


def enter(page: Page, **fields: str) -> None:
    """Fill in fields of the form, and press Enter in the last of them."""
    for name, value in fields.items():
        page.fill(f"main [name={name}]", value)
    page.press(f"main [name={name}]", "Enter")


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_company_registers_from_a_phone_and_writes_its_first_vacancy(visitor):
    enter(visitor, number="1234567")
    expect(visitor.locator("main")).to_contain_text("There are 7 digits. Type 8.")
    expect(visitor.locator("main [name=number]")).to_have_value("1234567")
    enter(visitor, number="9999 0477")
    visitor.wait_for_url("**/register/company/")
    visitor.select_option("main [name=sector]", "production_food")
    enter(visitor, municipality="Almere", phone="036 555 01 01", name="Bakery De Halm")
    visitor.wait_for_url("**/register/charter/")
    assert fits(visitor)
    for pledge in visitor.locator("main input[type=checkbox]").all():
        pledge.press("Space")
    visitor.keyboard.press("Enter")
    visitor.wait_for_url("**/register/you/")
    visitor.reload()
    enter(visitor, name="Ada de Vries", email="ada@halm.example", password1="a long sentence for bread")
    visitor.wait_for_url("**/register/code/")
    code = re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)[0]
    enter(visitor, code=code)
    expect(visitor.locator("h1")).to_contain_text("Bakery De Halm")
    assert fits(visitor)

    with system_scope("test"):
        company = Company.objects.get()
    assert (company.register_number, company.status) == ("99990477", "registered")

    visitor.goto("/vacancies/new/")
    visitor.fill("main [name=title]", "Baker's help")
    visitor.press("main button[value=submit]", "Enter")
    expect(visitor.locator("[data-error-summary]")).to_contain_text("Say what the work is.")
    expect(visitor.locator("main [name=title]")).to_have_value("Baker's help")
    assert fits(visitor)
    start = timezone.localdate() + timedelta(days=30)
    visitor.fill("main [name=description]", "Shape loaves and fill the oven, with two bakers.")
    visitor.fill("main [name=hours]", "32")
    visitor.fill("main [name=wage_hour]", "16,20")
    visitor.fill("main [name=starts_on]", start.isoformat())
    visitor.press("main [name=shifts][value=sat-night]", "Space")
    visitor.press("main button[value=preview]", "Enter")
    visitor.wait_for_url("**/preview/")
    expect(visitor.locator("main")).to_contain_text("Shape loaves and fill the oven")
    assert fits(visitor)
    visitor.press("main form button", "Enter")
    expect(visitor.locator("main")).to_contain_text("The desk is reading your vacancy")
    with system_scope("test"):
        vacancy = Vacancy.objects.get()
    assert (vacancy.status, vacancy.hours, "sat-night" in parts_of_week(vacancy.shifts)) == (
        "submitted",
        32,
        True,
    )
