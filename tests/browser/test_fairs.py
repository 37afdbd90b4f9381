"""A job fair, from the answer of a guest to the conversations, with the keyboard and on a phone."""

import pytest
from playwright.sync_api import expect

from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.shipped import load_shipped
from matching.models import FairMeeting
from tests.desk.people import member, resident
from tests.factories.desks import CentreFactory, ProjectFactory
from tests.factories.fairs import FairFactory, FairGuestFactory, FairTableFactory


@pytest.fixture
def fair(transactional_db):
    """A fair of tomorrow with one vacancy and one guest, who is asked."""
    load_shipped()
    centre = CentreFactory()
    project = ProjectFactory(centres=[centre])
    fair = FairFactory(
        session__centre=centre, session__project=project, session__led_by=member("coach", centre)
    )
    FairTableFactory(fair=fair, vacancy__title="Room attendant")
    FairGuestFactory(fair=fair, resident=resident(centre, first_name="Selam"))
    return fair


@pytest.mark.parametrize(("width", "has_script"), [(1280, True), (390, False)])
def test_guest_answers_and_talks_by_hand(fair, new_page, login, width, has_script):
    page = new_page(width=width, height=844, java_script_enabled=has_script)
    login(page, fair.session.led_by.email)
    page.goto(f"/fairs/{fair.code}/guests/")
    if has_script:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="Record the answer").focus()
    page.keyboard.press("Enter")
    page.get_by_label("I told them that they meet these companies in person, and they agree").check()
    page.get_by_role("button", name="Comes", exact=True).click()
    expect(page.locator("#main, main").first).to_contain_text("Comes")
    page.goto(f"/fairs/{fair.code}/conversations/")
    page.get_by_label("Resident", exact=True).select_option(index=1)
    page.get_by_label("Vacancy", exact=True).select_option(index=1)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("cell", name="13:00")).to_be_visible()
    page.get_by_role("button", name="Accept the conversations").click()
    expect(page.get_by_text("The conversations stand").first).to_be_visible()
    with system_scope("test"):
        assert FairMeeting.objects.get().is_by_hand
