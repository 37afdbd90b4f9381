"""The calculator as a stranger uses it: with a keyboard, on a phone, without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

WIDE, PHONE = 1280, 390
ASKED = {
    "questions": "",
    "one offer": "?scheme=cumul&net1=1400&month=2026-10",
    "three offers": "?scheme=cumul&net1=1400&net2=900&hours3=24&wage3=16.20",
    "incomplete": "?scheme=reba&net1=1380&adults=1&weeks=10&month=2026-10",
    "wrong answers": "?scheme=reba&net1=abc&hours2=30&adults=x",
}


@pytest.fixture
def open_calculator(db, new_page):
    def open_at(width: int, asked: str = "", **options):
        page = new_page(width=width, height=900, **options)
        page.goto(reverse("residents:calculator") + ASKED[asked or "questions"])
        return page

    return open_at


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("asked", ASKED)
def test_calculator_is_accessible_and_does_not_scroll_sideways(open_calculator, width, asked):
    page = open_calculator(width, asked)
    page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["target"]) for fault in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_calculator_answers_without_javascript_by_keyboard(open_calculator):
    page = open_calculator(PHONE, java_script_enabled=False)
    page.get_by_role("link", name="Belgium (Fedasil)").press("Enter")
    page.wait_for_url("**/what-is-left/?scheme=cumul")
    page.get_by_label("Net wage a month").first.focus()
    page.keyboard.type("900")
    page.keyboard.press("Enter")
    page.wait_for_url("**/what-is-left/?*#left")
    assert page.locator(".figure").inner_text() == "€677.75"
    assert page.get_by_label("Net wage a month").first.input_value() == "900"
    page.get_by_text("Show as a table").click()
    assert page.locator("details.data tbody tr").nth(2).inner_text().split("\t") == [
        "€500",
        "€82.25",
        "€417.75",
    ]
