"""A company files a notification with a photo from a phone, by the keyboard; the desk completes it."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from jobdesk.trail.access import Role
from jobdesk.trail.scoping import system_scope
from matching.models import Filing
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory
from tests.factories.employers import CompanyFactory, VacancyFactory
from tests.factories.matching import PlacementFactory
from tests.factories.residents import ResidentFactory, StepFactory
from tests.files import jpeg

PHONE = 390


@pytest.fixture
def hire(transactional_db, settings, tmp_path):
    """Somebody whose work the company must notify; with a coach."""
    settings.PRIVATE_DIR = tmp_path
    centre = CentreFactory()
    coach = MembershipFactory(centres=[centre]).user
    placement = PlacementFactory(
        match__resident=ResidentFactory(centre=centre, coach=coach),
        match__vacancy=VacancyFactory(company=CompanyFactory()),
        match__matched_on=timezone.localdate(),
    )
    StepFactory(resident=placement.resident, kind="notification", party="employer", subject=placement.code)
    return placement


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_notification_is_filed_from_a_phone_and_completed_at_the_desk(hire, new_page, login):
    company = hire.match.company.organisation
    employer = MembershipFactory(role=Role.EMPLOYER, organisation=company).user
    phone = new_page(width=PHONE, permissions=["clipboard-read", "clipboard-write"])
    login(phone, employer.email)
    phone.goto("/papers/")
    assert fits(phone)
    phone.get_by_role("link", name="See what to do").press("Enter")
    expect(phone.locator("h1")).to_have_text(hire.resident.full_name)
    assert fits(phone)

    copy = phone.locator("[data-label='Last name']")
    expect(copy).to_have_accessible_name(re.compile("^Copy ?: Last name$"))
    copy.press("Enter")
    expect(copy).to_have_accessible_name(re.compile("^Copied ?: Last name$"))
    expect(phone.get_by_role("status")).to_have_text("Last name: Copied")
    assert phone.evaluate("navigator.clipboard.readText()") == hire.resident.last_name

    sent = phone.get_by_role("button", name="I have sent it")
    sent.press("Enter")
    expect(phone.locator("main")).to_contain_text("Add a file that shows it")
    photo = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": jpeg((1200, 900))}
    phone.get_by_label("The confirmation of UWV").set_input_files([photo])
    phone.get_by_role("button", name="I have sent it").press("Enter")
    expect(phone.locator("main")).to_contain_text("1 file, which only the job desk can open.")
    assert fits(phone)

    desk = new_page()
    login(desk, hire.resident.coach.email)
    desk.goto("/today/")
    desk.get_by_role("link", name="Look at it").click()
    expect(desk.locator("main")).to_contain_text(f"notification-{timezone.localdate()}-1.jpg")
    desk.get_by_role("button", name="Complete").press("Enter")
    desk.wait_for_url(f"**/residents/{hire.resident.code}/")
    with system_scope("test"):
        filing = Filing.objects.select_related("step").get()
    assert (filing.status, filing.step.status) == ("complete", "done")

    phone.reload()
    expect(phone.locator("main")).to_contain_text("done on")
