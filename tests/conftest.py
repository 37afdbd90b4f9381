"""What every test gets. The suites: see CONTRIBUTING.md."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import blocking_manager_key

from jobdesk.vocabulary.shipped import load_shipped
from tests.undefined import undefined_names

pytest_plugins = ["tests.meeting"]

# How long an example takes is the machine's: on a busy one a property would fail that holds.
hypothesis_settings.register_profile("jobdesk", deadline=None)
hypothesis_settings.load_profile("jobdesk")

SUITES = ("browser", "services")  # folders of tests/ with a run of their own; all the rest is "unit"
HERE = Path(__file__).parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--suite",
        action="append",
        choices=("unit", *SUITES),
        help="run only this suite: unit (no browser, no services), browser, or services (PostgreSQL, Redis, "
        "a worker); may be given twice. Without it, all that is named.",
    )


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their argument: a file made anew differs in each of xdist's workers, names may not."""
    return argname if isinstance(val, bytes) else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the chosen suites, and the tests that start processes on one of xdist's workers."""
    wanted = config.getoption("--suite")
    kept, dropped = [], []
    for item in items:
        suite = suite_of(item)
        if suite == "services":
            item.add_marker(pytest.mark.xdist_group("services"))
        (kept if not wanted or suite in wanted else dropped).append(item)
    items[:] = kept
    if dropped:
        config.hook.pytest_deselected(items=dropped)


def suite_of(item: pytest.Item) -> str:
    """Return the name of the suite that the test stands in."""
    folder = item.path.relative_to(HERE).parts[0] if item.path.is_relative_to(HERE) else ""
    return folder if folder in SUITES else "unit"


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A run in which every test was skipped has shown nothing: it ends as one without tests."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if hasattr(session.config, "workerinput") or session.config.option.collectonly or reporter is None:
        return
    if exitstatus == pytest.ExitCode.OK and not reporter.stats.get("passed"):
        session.exitstatus = pytest.ExitCode.NO_TESTS_COLLECTED


FLUSHING = {"transactional_db", "live_server"}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None):
    """Write the shipped vocabulary again when a test emptied the database: migrations wrote it only once."""
    yield
    if nextitem is None and not item.config.getvalue("reuse_db"):  # the database is gone with the session
        return
    marker = item.get_closest_marker("django_db")
    is_flushing = marker is not None and marker.kwargs.get("transaction", False)
    if is_flushing or FLUSHING & set(getattr(item, "fixturenames", ())):
        with item.config.stash[blocking_manager_key].unblock():
            load_shipped()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, django_db_modify_db_settings_parallel_suffix) -> None:
    """Keep the database of SQLite in a file with ``--reuse-db``: making it takes longer than most tests."""
    is_worker = hasattr(request.config, "workerinput")
    if request.config.getvalue("reuse_db") and connection.vendor == "sqlite" and not is_worker:
        connection.settings_dict["TEST"]["NAME"] = str(settings.VAR_DIR / "test.sqlite3")


@pytest.fixture(autouse=True)
def _default_language():
    """A request leaves the language of its reader behind, for the test that comes after."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _defined_names():
    """A name in a template that leads nowhere fails the test that rendered it, also in an `{% if %}`."""
    with undefined_names() as found:
        yield
    assert found == set(), "Templates name what is not there."


@pytest.fixture(autouse=True)
def _empty_cache():
    """The limits on signing in are counted in the cache, which outlives a test."""
    cache.clear()
