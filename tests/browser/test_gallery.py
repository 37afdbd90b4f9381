"""The gallery holds every component: what is clean here is clean on the screens made of them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page

WIDE, PHONE = 1280, 390


@pytest.fixture
def open_gallery(new_page) -> Callable[..., Page]:
    """Open the gallery at a width. ``new_page`` fails the test on what breaks the Content-Security-Policy."""

    def open_at(width: int, **options) -> Page:
        page = new_page(width=width, height=900, **options)
        page.goto(reverse("dev_components"))
        return page

    return open_at


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_gallery_has_no_accessibility_fault(open_gallery, width):
    page = open_gallery(width)
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["target"]) for fault in found] == []


@pytest.mark.parametrize("width", [320, PHONE, 640, WIDE])
def test_gallery_does_not_scroll_sideways(open_gallery, width):
    """320 px is what WCAG 1.4.10 asks; 640 px is a 1280 px window at 200% zoom."""
    page = open_gallery(width)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_gallery_without_javascript_keeps_its_menus_and_buttons(open_gallery):
    page = open_gallery(PHONE, java_script_enabled=False)
    page.locator("summary", has_text="All centres").click()
    assert page.get_by_role("button", name="AZC Noorderhof").is_visible()
    assert page.get_by_role("button", name="Apply").is_visible()


def test_slash_goes_to_the_search_box(open_gallery):
    page = open_gallery(WIDE)
    page.locator("h1").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "site-search"


def test_dialog_opens_in_place_and_gives_the_focus_back(open_gallery):
    page = open_gallery(WIDE)
    page.locator("[data-dialog]").click()
    assert page.locator("dialog#g-move").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("dialog#g-move").is_hidden()
    assert page.evaluate("document.activeElement.dataset.dialog") == "g-move"


def test_bulk_bar_counts_the_chosen_rows_and_hides_without_any(open_gallery):
    page = open_gallery(WIDE)
    page.get_by_role("checkbox", name="Choose Karim S.").check()
    assert page.locator("[data-chosen]").inner_text() == "2"
    page.get_by_role("checkbox", name="Choose all").uncheck(force=True)
    page.get_by_role("checkbox", name="Choose all").check()
    page.get_by_role("checkbox", name="Choose all").uncheck()
    assert page.locator("[data-bulk]").is_hidden()


def test_every_component_shows_in_the_gallery():
    """A component that is not in the gallery, directly or inside another, is unused or unseen."""
    templates = Path(settings.BASE_DIR) / "templates"
    names = {path.stem for path in (templates / "components").glob("*.html")}
    seen = set()
    waiting = [templates / "dev" / "components.html", *(templates / "layouts").glob("*.html")]
    while waiting:
        for tag in re.findall(r"<c-([a-z-]+)", waiting.pop().read_text()):
            name = tag.replace("-", "_")
            if name in names and name not in seen:
                seen.add(name)
                waiting.append(templates / "components" / f"{name}.html")
    assert names - seen == set()
