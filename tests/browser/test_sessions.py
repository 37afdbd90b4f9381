"""Attendance, ticked on a phone."""

import pytest
from playwright.sync_api import expect

from jobdesk.trail.scoping import system_scope
from residents.models import OutreachContact
from tests.desk.people import member, resident
from tests.factories.desks import CentreFactory, ProjectFactory
from tests.factories.residents import AttendanceFactory, GroupSessionFactory

NAMES = ("Abel", "Biniam", "Catherine")


@pytest.fixture
def session(transactional_db):
    """A session of now, led by a coach, with three people on the list and one who is not."""
    centre = CentreFactory()
    project = ProjectFactory(centres=[centre])
    session = GroupSessionFactory(centre=centre, project=project, led_by=member("coach", centre))
    for name in NAMES:
        AttendanceFactory(session=session, resident=resident(centre, first_name=name))
    resident(centre, first_name="Selam")
    return session


def contacts() -> int:
    with system_scope("test"):
        return OutreachContact.objects.count()


@pytest.mark.parametrize("has_script", [True, False])
def test_attendance_is_ticked_on_a_phone(session, new_page, login, has_script):
    page = new_page(width=390, height=844, java_script_enabled=has_script, has_touch=True)
    login(page, session.led_by.email)
    page.goto(f"/sessions/{session.code}/")
    rows = page.locator("#list .tick__press")
    assert rows.count() == 3
    assert [rows.nth(n).bounding_box()["height"] >= 44 for n in range(3)] == [True] * 3
    if has_script:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390

    for name in NAMES[:2]:
        row = page.get_by_role("button", name=name).first
        row.tap()
        expect(row).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#list")).to_contain_text("2 present, 3 invited")
    assert contacts() == 2

    page.get_by_role("button", name="Biniam").first.tap()
    expect(page.locator("#list")).to_contain_text("1 present, 3 invited")
    assert contacts() == 1

    page.fill("#walked", "sel")
    if not has_script:
        page.get_by_role("button", name="Find").tap()
    page.locator("#found .tick__press").tap()
    expect(page.locator("#list")).to_contain_text("2 present, 3 invited")
    expect(page.locator("#list")).to_contain_text("walked in")
    assert contacts() == 2
