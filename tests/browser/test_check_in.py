"""A check-in on an old phone: 320 pixels, no JavaScript, in Tigrinya, each tap saved at once."""

import pytest
from playwright.sync_api import expect

from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope, system_scope
from matching.models import Concern
from matching.services import create_check_in_link
from tests.desk.people import member, resident
from tests.factories.desks import CentreFactory
from tests.factories.matching import CheckInFactory


@pytest.fixture
def token(transactional_db) -> str:
    centre = CentreFactory()
    coach = member("coach", centre)
    check_in = CheckInFactory(placement__match__resident=resident(centre, coach))
    with open_scope(hat_for(coach, Role.COACH).scope):
        return create_check_in_link(check_in, "ti")[1]


def test_five_taps_on_an_old_phone(token, new_page):
    page = new_page(width=320, height=568, java_script_enabled=False)
    page.goto(f"/w/{token}/")
    boxes = [each.bounding_box() for each in page.locator("button[name=value]").all()]
    assert len(boxes) == 12
    assert min(box["height"] for box in boxes) >= 68
    assert max(box["x"] + box["width"] for box in boxes) <= 320
    answers = {
        "still_working": "yes",
        "paid_as_agreed": "no",
        "hours_as_agreed": "yes",
        "feels_safe": "yes",
        "call_me": "no",
    }
    for question, value in answers.items():
        chosen = page.locator(f"#{question} button[value={value}]")
        chosen.focus()
        page.keyboard.press("Enter")
        expect(chosen).to_have_attribute("aria-pressed", "true")
    with system_scope("test"):
        assert Concern.objects.get().kind == "pay"
