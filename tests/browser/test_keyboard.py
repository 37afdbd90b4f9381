"""Named data is released and a vacancy changed by the keyboard alone, which shows where one is."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from employers.models import VacancyChange
from jobdesk.trail.scoping import system_scope
from matching.employer_side.released import running_release
from tests.factories.matching import ProposalFactory

MOST_TABS = 60
# The words and the outline of what has the focus; an input that its label draws has the outline there.
FOCUSED = """() => {
  const here = document.activeElement, label = here.labels?.[0];
  const words = (here.getAttribute("aria-label") || label?.innerText || here.innerText || "").trim();
  const isDrawn = (each) => each && parseFloat(getComputedStyle(each).outlineWidth) > 0 &&
    getComputedStyle(each).outlineStyle !== "none";
  return [words.split("\\n")[0], isDrawn(here) || isDrawn(label)];
}"""


def reach(page: Page, words: str) -> None:
    """Press Tab until what begins with these words has the focus, and see that it does."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        found, is_seen = page.evaluate(FOCUSED)
        if found.startswith(words):
            assert is_seen, f"{words} has the focus, and nobody sees it."
            return
    raise AssertionError(f"{words} was not reached with {MOST_TABS} times Tab.")


def press(page: Page, words: str) -> None:
    """Press Enter on it; it leads to a page, or to a place on this one."""
    reach(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.fixture
def waiting(transactional_db, meeting):
    """Somebody who waits for the answer of a company."""
    return ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)


def test_a_coach_releases_and_revokes(waiting, meeting, new_page, login):
    desk = new_page()
    login(desk, meeting.coach.email)
    desk.goto(f"/proposals/{waiting.code}/release/")
    press(desk, "Release to this company")
    expect(desk.locator("[data-error-summary]")).to_be_focused()
    press(desk, "What the company may see:")
    expect(desk.locator("fieldset").first).to_be_focused()
    assert desk.evaluate(FOCUSED)[1]
    reach(desk, "First name")
    desk.keyboard.press("Space")
    press(desk, "Release to this company")
    expect(desk.locator("#now")).to_be_visible()
    expect(desk.get_by_role("link", name="Revoke")).to_be_visible()

    phone = new_page(width=390)
    login(phone, meeting.employer.email)
    phone.goto(f"/vacancies/{meeting.vacancy.code}/")
    press(phone, "Look at it")
    expect(phone.locator("main h1")).to_have_text("Released to you")
    expect(phone.locator("main")).to_contain_text(meeting.resident.first_name)

    press(desk, "Revoke")
    expect(desk.locator("main h1")).to_have_text("Revoke this release?")
    press(desk, "Revoke")
    expect(desk.get_by_role("status").filter(has_text="Revoked.")).to_be_visible()
    with system_scope("test"):
        assert running_release(waiting, timezone.localdate()) is None
    phone.reload()
    expect(phone.locator("main")).not_to_contain_text(meeting.resident.first_name)


def test_a_company_changes_a_vacancy_and_the_desk_sends_it_back(waiting, meeting, new_page, login):
    phone = new_page(width=390)
    login(phone, meeting.employer.email)
    phone.goto(f"/vacancies/{meeting.vacancy.code}/")
    press(phone, "Change")
    reach(phone, "Job title")
    phone.keyboard.press("Control+A")
    phone.keyboard.type("Head of the room attendants")
    press(phone, "Save")
    expect(phone.get_by_role("status").first).to_contain_text("The desk reads what you changed")

    desk = new_page()
    login(desk, meeting.coach.email)
    desk.goto(f"/vacancies/{meeting.vacancy.code}/change/")
    press(desk, "Send back")
    expect(desk.locator("[data-error-summary]")).to_be_focused()
    reach(desk, "It is not clear what the work is")
    desk.keyboard.press("Space")
    reach(desk, "Say it in a sentence")
    desk.keyboard.type("Of how many people?")
    press(desk, "Send back")
    expect(desk.get_by_role("status").filter(has_text="Sent back to the employer")).to_be_visible()
    with system_scope("test"):
        assert VacancyChange.objects.get().status == "returned"

    phone.goto(f"/vacancies/{meeting.vacancy.code}/")
    expect(phone.locator("main")).to_contain_text("Of how many people?")
