"""Production refuses to start when something a server needs is missing or unsafe."""

import os
import subprocess
import sys

import pytest
from cryptography.fernet import Fernet
from django.conf import settings

from jobdesk.settings.production_checks import KNOWN_DATA_KEY, faults

SAFE = {
    "secret_key": "k" * 49 + "!",
    "data_keys": [Fernet.generate_key().decode()],
    "debug": False,
    "allowed_hosts": ["jobdesk.example.org"],
    "engine": "django.db.backends.postgresql",
    "redis_url": "redis://localhost",
}


def test_safe_settings_have_no_fault():
    assert faults(**SAFE) == []


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("secret_key", "", "SECRET_KEY"),
        ("secret_key", "only-for-a-machine-nobody-else-can-reach-and-then-some", "SECRET_KEY"),
        ("secret_key", "django-insecure-" + "k" * 50, "SECRET_KEY"),
        ("secret_key", "k" * 49, "SECRET_KEY"),
        ("data_keys", [], "DATA_KEYS"),
        ("data_keys", [KNOWN_DATA_KEY], "DATA_KEYS"),
        ("data_keys", [SAFE["data_keys"][0], KNOWN_DATA_KEY], "DATA_KEYS"),
        ("data_keys", ["not a Fernet key"], "DATA_KEYS"),
        ("debug", True, "DEBUG"),
        ("allowed_hosts", [], "ALLOWED_HOSTS"),
        ("engine", "", "DATABASE_URL"),
        ("engine", "django.db.backends.sqlite3", "DATABASE_URL"),
        ("redis_url", "", "REDIS_URL"),
    ],
)
def test_unsafe_setting_is_named(name, value, named):
    assert [fault.split()[0] for fault in faults(**{**SAFE, name: value})] == [named]


def import_production(then: str = "", **env: str) -> subprocess.CompletedProcess:
    """Import the settings of production, as ``p``, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", f"import jobdesk.settings.production as p\n{then}"],
        env={"PATH": os.environ["PATH"], **env},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )


def test_production_starts_with_safe_settings_only():
    given = {
        "SECRET_KEY": SAFE["secret_key"],
        "DATA_KEYS": SAFE["data_keys"][0],
        "ALLOWED_HOSTS": "jobdesk.example.org",
        "DATABASE_URL": "postgres://localhost/jobdesk",
        "REDIS_URL": "redis://localhost",
    }
    started = import_production(**given)
    assert (started.returncode, started.stderr) == (0, "")
    cookies = "p.SESSION_COOKIE_SECURE, p.CSRF_COOKIE_SECURE, p.LANGUAGE_COOKIE_SECURE"
    assert import_production(f"print({cookies})", **given).stdout == "True True True\n"
    refused = import_production(**given | {"DATABASE_URL": "sqlite:////tmp/jobdesk.sqlite3", "DEBUG": "true"})
    assert refused.returncode == 1
    assert refused.stderr.splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: Jobdesk does not start: DEBUG must be off: its error "
        "pages show people's data. DATABASE_URL must be a PostgreSQL database. See docs/settings.md."
    )
