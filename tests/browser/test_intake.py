"""An intake in a real browser: cut off in the middle, without a line, in two browsers, without a mouse."""

import json

import pytest
from playwright.sync_api import Page, expect

from jobdesk.trail.scoping import system_scope
from residents.models import Intake, Resident
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory, ProjectFactory
from tests.factories.residents import IntakeFactory, ResidentFactory


@pytest.fixture
def intake(transactional_db):
    centre = CentreFactory()
    resident = ResidentFactory(centre=centre, language="ar", status=Resident.Status.INTAKE)
    for email, name in (("marieke@example.org", "Marieke Bos"), ("fatima@example.org", "Fatima Azzouzi")):
        MembershipFactory(centres=[centre], user__email=email, user__name=name, user__language="en")
    return IntakeFactory(resident=resident, project=ProjectFactory(centres=[centre]))


@pytest.fixture
def open_part(new_page, login, intake):
    """Return a function that opens a part of the intake as Marieke, or as somebody else."""

    def opened(part: str, email: str = "marieke@example.org", page: Page | None = None) -> Page:
        if page is None:
            page = new_page()
            login(page, email)
        page.goto(f"/residents/{intake.resident.code}/intake/?part={part}")
        return page

    return opened


def state(page: Page):
    return page.locator("[data-save-state]")


def stored(intake: Intake) -> Intake:
    with system_scope("test"):
        return Intake.objects.get(pk=intake.pk)


def drafts(page: Page) -> dict[str, str]:
    kept = page.evaluate("Object.fromEntries(Object.entries(localStorage))")
    return {key: text for key, text in kept.items() if key.startswith("jobdesk:draft:")}


def test_what_is_typed_is_saved_without_a_button(open_part, intake):
    page = open_part("work")
    page.locator("[name=occupation]").press_sequentially("Hairdresser")
    page.locator("[name=experience_years]").press_sequentially("six")
    page.locator("[name=skills]").press_sequentially("Cutting")

    expect(state(page)).to_contain_text("Saved, except what is marked")
    expect(page.locator(".has-error")).to_contain_text("Fill in a number of years, for example 3 or 0.5.")
    page.locator("[name=experience_years]").fill("6")
    expect(page.locator(".has-error")).to_have_count(0)
    expect(page.locator("#progress")).to_contain_text("4 of 20 questions answered")
    expect(page.locator(".sections [aria-current]")).to_contain_text("done")
    after = stored(intake)
    assert (after.occupation, after.experience_years, after.skills) == ("Hairdresser", 6, "Cutting")
    assert drafts(page) == {}


def test_without_a_line_answers_wait_in_the_browser_and_go_by_themselves(open_part, intake):
    page = open_part("work")
    page.context.set_offline(True)
    page.locator("[name=occupation]").press_sequentially("Hairdresser")
    expect(page.locator("[data-save-trouble]")).to_contain_text("there is no connection")
    page.locator("main button[value=next]").click()
    expect(page.locator("[name=occupation]")).to_have_value("Hairdresser")  # the page stays
    page.locator("#progress a", has_text="Wishes").click()
    expect(page.locator("[name=occupation]")).to_have_value("Hairdresser")  # no other page could be reached
    assert stored(intake).occupation == ""
    (kept,) = drafts(page).values()
    assert "Hairdresser" not in kept  # nobody else can read it

    page.context.set_offline(False)
    expect(state(page)).to_contain_text("Saved")
    expect(page.locator("[data-save-trouble]")).to_be_hidden()
    assert stored(intake).occupation == "Hairdresser"
    page.wait_for_function("Object.keys(localStorage).length === 0")


def test_a_page_closed_without_a_line_offers_its_answers_when_it_is_opened_again(open_part, intake):
    page = open_part("wishes")
    context = page.context
    context.set_offline(True)
    page.locator("[name=wish]").press_sequentially("A salon of my own")
    expect(page.locator("[data-save-trouble]")).to_be_visible()
    page.close()
    context.set_offline(False)

    elsewhere = open_part("work", page=context.new_page())
    elsewhere.get_by_role("link", name=f"Intake of {intake.resident.short_name}: Wishes").click()
    banner = elsewhere.locator("[data-kept]")
    expect(banner).to_contain_text("A salon of my own")
    banner.get_by_role("button", name="Send them").click()
    expect(state(elsewhere)).to_contain_text("Saved")
    assert stored(intake).wish == "A salon of my own"
    elsewhere.wait_for_function("Object.keys(localStorage).length === 0")


def test_answers_that_are_thrown_away_are_gone(open_part, intake):
    page = open_part("wishes")
    context = page.context
    context.set_offline(True)
    page.locator("[name=wish]").press_sequentially("A salon of my own")
    expect(page.locator("[data-save-trouble]")).to_be_visible()
    page.close()
    context.set_offline(False)

    again = open_part("wishes", page=context.new_page())
    again.get_by_role("button", name="Throw them away").click()
    again.wait_for_function("Object.keys(localStorage).length === 0")
    expect(again.locator("[name=wish]")).to_have_value("")
    assert stored(intake).wish == ""


def test_answers_typed_after_the_session_ended_go_after_signing_in_again(open_part, login, intake):
    page = open_part("wishes")
    page.context.clear_cookies()
    page.locator("[name=wish]").press_sequentially("Bakery")
    expect(page.locator("[data-save-trouble]")).to_contain_text("you are signed out")
    assert stored(intake).wish == ""

    login(page, "marieke@example.org")  # in another tab
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(state(page)).to_contain_text("Saved")
    assert stored(intake).wish == "Bakery"


def test_answers_of_one_person_are_not_sent_or_kept_for_the_next(open_part, login, intake):
    page = open_part("wishes")
    context = page.context
    page.context.clear_cookies()
    page.locator("[name=wish]").press_sequentially("Bakery")
    expect(page.locator("[data-save-trouble]")).to_contain_text("you are signed out")
    login(page, "fatima@example.org")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("[data-save-trouble]")).to_contain_text("does not accept answers from this page")
    assert stored(intake).wish == ""

    other = open_part("wishes", page=context.new_page())
    expect(other.locator("[data-kept]")).to_be_hidden()
    assert drafts(other) == {}


def test_signing_out_asks_first_and_takes_unsent_answers_along(open_part, intake):
    page = open_part("wishes")
    context = page.context
    context.set_offline(True)
    page.locator("[name=wish]").press_sequentially("Bakery")
    expect(page.locator("[data-save-trouble]")).to_be_visible()
    page.close()
    context.set_offline(False)

    again = context.new_page()
    again.goto("/")
    questions = []
    again.on("dialog", lambda dialog: (questions.append(dialog.message), dialog.accept()))
    again.locator(".topbar__end summary").click()
    again.get_by_role("button", name="Log out").click()
    again.wait_for_url("**/account/login/**")
    assert questions == [
        "Something you typed is not saved yet. It is lost when you log out. Log out all the same?"
    ]
    assert drafts(again) == {}


def test_an_error_of_the_server_loses_nothing(new_page, open_part, intake):
    page = open_part("wishes")
    page.route("**/intake/**", lambda route: route.fulfill(status=418, body="no"))
    page.locator("[name=wish]").press_sequentially("Bakery")
    expect(page.locator("[data-save-trouble]")).to_contain_text("something went wrong at Jobdesk")
    assert len(drafts(page)) == 1
    page.unroute("**/intake/**")
    expect(state(page)).to_contain_text("Saved", timeout=20_000)
    assert stored(intake).wish == "Bakery"


def test_two_browsers_in_different_questions_keep_both_answers(open_part, intake):
    marieke, fatima = open_part("work"), open_part("work", "fatima@example.org")
    marieke.locator("[name=occupation]").press_sequentially("Hairdresser")
    expect(state(marieke)).to_contain_text("Saved")
    fatima.locator("[name=skills]").press_sequentially("Cutting")
    expect(state(fatima)).to_contain_text("Saved")

    company = fatima.locator("#company")
    expect(company).to_contain_text("Which work did you do last, or do you know best? Hairdresser")
    expect(company).to_contain_text("Marieke B. is also in this intake, in the part “Work and skills”.")
    assert (stored(intake).occupation, stored(intake).skills) == ("Hairdresser", "Cutting")


def test_two_browsers_in_one_question_choose_with_the_keyboard(open_part, intake):
    marieke, fatima = open_part("wishes"), open_part("wishes", "fatima@example.org")
    marieke.locator("[name=wish]").press_sequentially("Bakery")
    expect(state(marieke)).to_contain_text("Saved")
    fatima.locator("[name=wish]").press_sequentially("Hairdresser")
    expect(fatima.locator("#intake-form")).to_contain_text("Marieke B. answered this too: “Bakery”.")
    assert stored(intake).wish == "Bakery"

    fatima.get_by_role("button", name="Compare and choose").press("Enter")
    expect(fatima.locator("h1")).to_contain_text("Two answers to one question")
    expect(fatima.locator("[value=theirs]")).to_be_focused()
    fatima.keyboard.press("Space")
    fatima.keyboard.press("ArrowDown")
    fatima.keyboard.press("ArrowDown")
    expect(fatima.locator("[value=both]")).to_be_checked()
    fatima.keyboard.press("Tab")
    fatima.keyboard.press("ControlOrMeta+a")
    fatima.keyboard.type("Bakery, or hairdresser")
    fatima.keyboard.press("Tab")
    fatima.keyboard.press("Enter")
    expect(fatima.locator("[name=wish]")).to_have_value("Bakery, or hairdresser")
    assert stored(intake).wish == "Bakery, or hairdresser"
    fatima.wait_for_function("Object.keys(localStorage).length === 0")


def test_an_answer_shown_is_not_sent_back_over_a_newer_one(open_part, intake):
    """Saved twice from a page that shows an empty answer, while the other page fills it."""
    marieke, fatima = open_part("work"), open_part("work", "fatima@example.org")
    fatima.locator("[name=skills]").press_sequentially("Cutting")
    expect(state(fatima)).to_contain_text("Saved")
    for text in ("Hair", "dresser"):
        marieke.locator("[name=occupation]").press_sequentially(text)
        expect(state(marieke)).to_contain_text("Not saved yet")
        expect(state(marieke)).to_contain_text("Saved ")
    assert (stored(intake).occupation, stored(intake).skills) == ("Hairdresser", "Cutting")
    assert json.loads(marieke.locator("[name=seen]").input_value())["skills"] == ""
