"""What is logged says what went wrong and where, without the data it went wrong on."""

import logging
import sys

import pytest
from django.urls import reverse

from jobdesk.logs import ImpersonalFormatter, TaskOutcomeFilter


def test_message_of_an_exception_is_left_out():
    error = ValueError("Key (last_name)=(Haddad) already exists")
    try:
        raise error
    except ValueError:
        record = logging.LogRecord("site", logging.ERROR, "views.py", 1, "It failed", (), sys.exc_info())
    line = ImpersonalFormatter("{levelname} {message}", style="{").format(record)
    assert line.splitlines()[0] == "ERROR It failed"
    assert line.splitlines()[-1] == "builtins.ValueError"
    assert "test_logs.py" in line
    assert "already exists" not in line


def test_failed_task_is_logged_without_the_message():
    values = {"name": "reports.tasks.build_report", "id": "1", "exc": "ValueError('Haddad')"}
    record = logging.LogRecord("celery.app.trace", logging.ERROR, "", 1, "%(name)s: %(exc)s", (values,), None)
    assert TaskOutcomeFilter().filter(record)
    assert record.getMessage() == "reports.tasks.build_report: ValueError"


SECRET = "aZ_-" * 8
# As invitation_token() makes them, but always the same: the workers of a run must agree on a test's name.
A_SIGNED_TOKEN = f"5.1xWnDd.{SECRET}"


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        (reverse("desk:public_card", args=[SECRET]), "/c/…/"),
        (reverse("desk:calendar_feed", args=[SECRET]), "/calendar/…"),
        (reverse("accounts:accept", args=[A_SIGNED_TOKEN]), "/i/…/"),
        (reverse("account_reset_password_from_key", args=["4", SECRET]), "/account/password/reset/key/…/"),
        ("/residents/B-4F7K2M/", "/residents/B-4F7K2M/"),
    ],
)
def test_token_of_a_private_link_is_left_out(path, logged):
    args = ("GET", path)
    record = logging.LogRecord("gunicorn.access", logging.INFO, "", 1, '"%s %s HTTP/1.1" 200', args, None)
    assert ImpersonalFormatter().format(record) == f'"GET {logged} HTTP/1.1" 200'
