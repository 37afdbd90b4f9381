"""What was typed into a form and not saved: kept in the browser, offered again, forgotten once saved."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from jobdesk.trail.access import Role
from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.shipped import load_shipped
from residents.models import OutreachContact, WorkExperience
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory, ProjectFactory
from tests.factories.residents import IntakeFactory, ResidentFactory, StepFactory


@pytest.fixture
def resident(transactional_db):
    load_shipped()
    centre = CentreFactory()
    ProjectFactory(centres=[centre])
    MembershipFactory(
        role=Role.COACH, centres=[centre], user__email="marieke@example.org", user__language="en"
    )
    resident = ResidentFactory(centre=centre, first_name="Hamid", last_name="Rahimi")
    IntakeFactory(resident=resident)
    return resident


@pytest.fixture
def page(new_page, login, resident):
    # What htmx writes when a request of its own does not arrive.
    page = new_page(expected=("htmx:sendError", "htmx:afterRequest", "Response Status Error Code 401"))
    login(page, "marieke@example.org")
    return page


def kept(page: Page) -> list[str]:
    """The names of the drafts in the browser."""
    keys = page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('jobdesk:draft:'))")
    return [key.split(":", 3)[3] for key in keys]


def wait_for_drafts(page: Page, number: int) -> None:
    page.wait_for_function(
        "number => number === Object.keys(localStorage).filter(key => key.startsWith('jobdesk:')).length",
        arg=number,
    )


def begin_work(page: Page, resident) -> None:
    page.goto(reverse("residents:intake", args=[resident.code]) + "?part=work")
    page.get_by_role("link", name="Add work").press("Enter")
    page.get_by_label("Which work?").press_sequentially("coiffeuse")
    page.get_by_label("From", exact=True).fill("3-2015")
    page.locator("#workexperience_tasks").fill("Cut and dye")
    wait_for_drafts(page, 1)


def test_row_that_was_cut_off_is_offered_again_and_forgotten_when_it_is_saved(page, resident):
    begin_work(page, resident)
    context = page.context
    page.close()

    again = context.new_page()
    again.goto(reverse("desk:today"))
    again.get_by_role("link", name=f"Work experience: {resident.short_name}").click()
    offer = again.locator("[data-kept-form]")
    expect(offer).to_contain_text("coiffeuse · 3-2015 · Cut and dye")
    offer.get_by_role("button", name="Put it back").press("Enter")
    expect(again.get_by_label("Which work?")).to_have_value("coiffeuse")
    again.locator("#background-experience form").get_by_role("button", name="Save").click()
    expect(again.locator("#background-experience .lines")).to_contain_text("Hairdresser")
    wait_for_drafts(again, 0)
    with system_scope("test"):
        assert [(row.began_in, row.tasks) for row in WorkExperience.objects.all()] == [
            ("2015-03", "Cut and dye")
        ]


def test_row_without_a_line_says_so_and_goes_when_the_line_is_back(page, resident):
    begin_work(page, resident)
    page.context.set_offline(True)
    save = page.locator("#background-experience form").get_by_role("button", name="Save")
    save.click()
    expect(page.locator("[data-trouble]")).to_contain_text(
        "there is no connection. What you typed is still here."
    )
    page.context.set_offline(False)
    save.click()
    expect(page.locator("#background-experience .lines")).to_contain_text("Hairdresser")
    expect(page.locator("[data-trouble]")).to_have_count(0)
    wait_for_drafts(page, 0)


def test_row_of_who_was_signed_out_stays_in_its_form(page, resident):
    begin_work(page, resident)
    cookies = page.context.cookies()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    save = page.locator("#background-experience form").get_by_role("button", name="Save")
    save.click()
    expect(page.locator("[data-trouble]")).to_contain_text("you are signed out")
    expect(page.get_by_role("link", name="Sign in, in another tab")).to_be_visible()
    expect(page.get_by_label("Which work?")).to_have_value("coiffeuse")
    page.context.add_cookies(cookies)  # signed in again, in another tab
    save.click()
    expect(page.locator("#background-experience .lines")).to_contain_text("Hairdresser")


def test_row_that_is_not_to_be_saved_is_forgotten(page, resident):
    begin_work(page, resident)
    page.get_by_role("link", name="Do not save").press("Enter")
    wait_for_drafts(page, 0)


def test_row_under_way_survives_going_on_to_the_next_part(page, resident):
    begin_work(page, resident)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/intake/?part=time")
    page.get_by_role("link", name=f"Work experience: {resident.short_name}").click()
    expect(page.locator("[data-kept-form]")).to_contain_text("coiffeuse")


def test_contact_typed_by_who_was_signed_out_is_offered_after_signing_in(page, login, resident):
    page.goto(reverse("residents:outreach"))
    page.locator("[name=note]").press_sequentially("Would like to care for people")
    wait_for_drafts(page, 1)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/account/login/**")
    assert kept(page) == ["outreach"]

    login(page, "marieke@example.org")
    page.goto(reverse("residents:outreach"))
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator("[name=note]")).to_have_value("Would like to care for people")
    page.locator("#id_q").fill("Rahimi")
    expect(page.locator("#people [type=radio]")).to_be_checked()
    page.keyboard.press("Enter")  # to the one who is found
    page.keyboard.press("Enter")
    wait_for_drafts(page, 0)
    with system_scope("test"):
        assert OutreachContact.objects.get().note == "Would like to care for people"


def test_contact_that_is_refused_stays_kept(page, resident):
    page.goto(reverse("residents:outreach"))
    page.locator("[name=note]").press_sequentially("Would like to care for people")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    wait_for_drafts(page, 1)
    page.goto(reverse("desk:today"))
    expect(page.locator("[data-kept-elsewhere]")).to_contain_text("New contact")


def test_action_of_the_plan_survives_a_page_that_was_closed(page, resident):
    page.goto(reverse("residents:plan", args=[resident.code]))
    page.locator("[name=action-what]").press_sequentially("Ask the school about Tuesday evening")
    page.locator("summary", has_text="Record a review").click()
    page.locator("[name=review-note]").press_sequentially("Goes well")
    wait_for_drafts(page, 2)
    context = page.context
    page.close()

    again = context.new_page()
    again.goto(reverse("desk:today"))
    expect(again.locator("[data-kept-elsewhere] li")).to_have_count(2)
    again.get_by_role("link", name=f"Agree an action: {resident.short_name}").click()
    expect(again.locator("form[data-keep^='review:'] [data-kept-form]")).to_contain_text(
        "Goes well"
    )  # unfolded
    action = again.locator("form[data-keep^='action:']")
    action.get_by_role("button", name="Put it back").click()
    action.get_by_role("button", name="Agree").click()
    wait_for_drafts(again, 1)  # the review is still open
    with system_scope("test"):
        assert resident.plan_actions.get().what == "Ask the school about Tuesday evening"


def test_note_of_a_step_is_offered_after_a_line_that_was_cut(page, resident):
    url = reverse("residents:step", args=[resident.code, StepFactory(resident=resident).pk])
    page.goto(url)
    form = page.locator("form[data-keep^='step-close:']")
    form.locator("[name=close-note]").press_sequentially("The town called back")
    wait_for_drafts(page, 1)
    page.goto(reverse("desk:today"))
    page.goto(url)
    expect(form.locator("[data-kept-form]")).to_contain_text("The town called back")
    form.get_by_role("button", name="Put it back").click()
    form.get_by_role("button", name="Close the step").click()
    wait_for_drafts(page, 0)
