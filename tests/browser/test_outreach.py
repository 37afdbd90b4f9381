"""A contact with the keyboard alone: somebody known, somebody new."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from jobdesk.trail.scoping import system_scope
from residents.models import OutreachContact
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory, ProjectFactory
from tests.factories.residents import ResidentFactory


@pytest.fixture
def page(transactional_db, new_page, login):
    centre = CentreFactory()
    ProjectFactory(centres=[centre])
    MembershipFactory(centres=[centre], user__email="marieke@example.org", user__language="en")
    ResidentFactory(centre=centre, first_name="Hamid", last_name="Rahimi")
    page = new_page()
    login(page, "marieke@example.org")
    page.goto(reverse("residents:outreach"))
    return page


def contacts() -> list[tuple[str, str]]:
    with system_scope("test"):
        rows = OutreachContact.objects.select_related("resident").order_by("pk")
        return [(row.resident.full_name, row.outcome) for row in rows]


def test_somebody_known_takes_a_few_letters_and_three_keys(page):
    page.keyboard.type("rahi")
    expect(page.locator("#people [type=radio]")).to_be_checked()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator(".toasts")).to_contain_text("The contact is logged.")
    assert contacts() == [("Hamid Rahimi", "informed")]


def test_somebody_new_is_registered_from_the_name_that_was_sought(page):
    page.keyboard.type("selam haile")
    expect(page.locator("#people")).to_contain_text("Press Enter to register somebody new")
    page.keyboard.press("Enter")
    expect(page.locator("#id_reference_number")).to_be_focused()
    page.keyboard.type("V-2812345678")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toasts")).to_contain_text("The contact is logged.")
    assert contacts() == [("Selam Haile", "informed")]
