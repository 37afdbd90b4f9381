"""A real browser before a real server. Use ``new_page`` and ``login``::

def test_something(new_page, login):
    page = new_page(width=390)
    login(page, "coach@example.org")
    page.goto("/")
"""

import os
import shutil
from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, ConsoleMessage, Page, Response

# Playwright keeps an event loop in this thread, which Django takes for code that must not use the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 10_000  # milliseconds until an expectation fails


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    """Debian's Chromium; Playwright's own is not downloaded."""
    chromium = shutil.which("chromium")
    assert chromium, "The browser tests need Chromium: apt-get install chromium"
    return {"executable_path": chromium, "args": FLAGS}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Give SQLite a file: its database in memory is one connection, and the server answers in threads."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "jobdesk.sqlite3")


@pytest.fixture
def new_page(browser: Browser, live_server) -> Callable[..., Page]:
    """Return a function that opens a page of its own (no shared cookies) of ``width`` × ``height`` pixels.

    Addresses are relative to the site. At its end the test fails when a page had an error in the console (a
    violation of the Content-Security-Policy is one; ``expected`` are beginnings of those that the test itself
    causes), a script that failed, or a part that was not there.
    """
    contexts, faults = [], []

    def open_page(
        *,
        width: int = 1280,
        height: int = 800,
        locale: str = "en-GB",
        expected: tuple[str, ...] = (),
        **options,
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": height}, locale=locale, **options
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.extend(console_faults(message, expected)))
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("response", lambda response: faults.extend(response_faults(response)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def console_faults(message: ConsoleMessage, expected: tuple[str, ...]) -> list[str]:
    """Return what is wrong; that a page answers 403 or 404, or what is expected, is the test's business."""
    if message.type != "error" or message.text.startswith(("Failed to load resource", *expected)):
        return []
    return [f"{message.location.get('url')}: {message.text}"]


def response_faults(response: Response) -> list[str]:
    """Return the address of a page's part that was not there, or of any answer that is a server's error."""
    is_part = response.request.resource_type in {"stylesheet", "script", "font", "image"}
    if response.status >= 500 or (is_part and response.status >= 400):
        return [f"{response.url}: {response.status}"]
    return []


@pytest.fixture
def login(live_server) -> Callable[[Page, str], None]:
    """Return a function that signs the user with this e-mail address in, as if the form had been sent."""

    def sign_in(page: Page, email: str) -> None:
        user = get_user_model().objects.get(email=email)
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": live_server.url}]
        )

    return sign_in
