"""A start that something is in the way of: a coach asks, the coordinator records it, by keyboard alone."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from jobdesk.trail.access import Role
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory, ProjectFactory
from tests.factories.matching import PlacementFactory
from tests.factories.residents import StepFactory
from tests.meeting import ready_resident


@pytest.fixture
def planned(transactional_db):
    centre = CentreFactory()
    project = ProjectFactory(centres=[centre])
    for role, name in ((Role.COACH, "marieke"), (Role.COORDINATOR, "fatima")):
        MembershipFactory(role=role, centres=[centre], user__email=f"{name}@example.org", user__language="en")
    placement = PlacementFactory(
        match__resident=ready_resident(centre, project),
        match__project=project,
        match__matched_on=timezone.localdate() - timedelta(days=3),
        planned_start_on=timezone.localdate(),
        wage_hour=Decimal("16.00"),
    )
    StepFactory(resident=placement.resident, kind="twv", party="employer", subject=placement.code)
    return placement


def test_the_coach_asks_and_the_coordinator_records_it_by_keyboard(new_page, login, planned):
    coach = new_page(width=390)
    login(coach, "marieke@example.org")
    coach.goto(reverse("matching:placement_record", args=[planned.code]))
    expect(coach.locator("#hindrances")).to_be_visible()
    assert coach.evaluate("document.documentElement.scrollWidth <= innerWidth")
    coach.get_by_role("button", name="Ask the coordinator").press("Enter")
    expect(coach.get_by_text("Asked: it stands on Today of the coordinators.")).to_be_visible()

    page = new_page()
    login(page, "fatima@example.org")
    page.goto(reverse("matching:start_override", args=[planned.code]))
    page.get_by_label("The authority said so by telephone or e-mail").press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Called UWV on Monday.")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The start is recorded, with why.")).to_be_visible()
    expect(page.get_by_text("Called UWV on Monday.")).to_be_visible()
