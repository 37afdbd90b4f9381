"""Work is found on a phone by the keyboard, and renewed from an e-mail; neither needs a login."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from employers.renewal_links import renewal_token
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import system_scope
from tests.factories.accounts import MembershipFactory
from tests.factories.employers import VacancyFactory

PHONE = 390


@pytest.fixture
def phone(transactional_db, new_page) -> Page:
    return new_page(width=PHONE)


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_work_is_found_and_read_with_the_keyboard(phone):
    found = VacancyFactory(is_public=True, title="Baker at night", municipality="Dronten")
    VacancyFactory(is_public=True, title="Driver", municipality="Maastricht")
    phone.goto("/work/en/")
    expect(phone.locator(".openings > li")).to_have_count(2)
    phone.fill("#q", "baker")
    phone.fill("#place", "Lelystad")
    phone.select_option("#within", "50")
    phone.press("#place", "Enter")
    expect(phone.locator(".openings > li")).to_have_count(1)
    assert fits(phone)
    phone.focus(".openings a")
    phone.keyboard.press("Enter")
    expect(phone.locator("main h1")).to_have_text("Baker at night")
    expect(phone.locator(".opening__code")).to_have_text(found.code)
    assert fits(phone)


def test_the_link_of_the_email_renews_with_one_click(phone):
    soon = timezone.localdate() + timedelta(days=3)
    vacancy = VacancyFactory(title="Baker", expires_on=soon)
    user = MembershipFactory(role=Role.EMPLOYER, organisation=vacancy.company.organisation).user
    phone.goto(f"/renew/{renewal_token(user, [vacancy])}/")
    assert fits(phone)
    phone.get_by_role("button", name="Renew until").press("Enter")
    expect(phone.get_by_role("status")).to_contain_text("Baker")
    with system_scope("test"):
        vacancy.refresh_from_db()
    assert vacancy.expires_on == timezone.localdate() + timedelta(days=60)
