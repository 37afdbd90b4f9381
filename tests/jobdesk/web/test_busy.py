"""What somebody sees while another writes for a long time."""

import sqlite3

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.db import OperationalError
from django.urls import reverse

from jobdesk.web.busy import is_busy
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def error_of(statement: str, path) -> OperationalError:
    """What Django makes of the error that a statement gives in a database in which another writes."""
    first, second = (sqlite3.connect(path, timeout=0, isolation_level=None) for _ in range(2))
    first.execute("BEGIN IMMEDIATE")
    try:
        second.execute(statement)
    except sqlite3.OperationalError as cause:
        error = OperationalError(str(cause))
        error.__cause__ = cause
        return error
    finally:
        first.close()
        second.close()
    raise AssertionError("nothing went wrong")


@pytest.fixture
def sign_in(client, monkeypatch):
    def go(error: Exception):
        def fail(*_args, **_kwargs):
            raise error

        monkeypatch.setattr(SessionBase, "cycle_key", fail)
        client.raise_request_exception = False
        user = UserFactory()
        return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

    return go


def test_who_waits_in_vain_is_asked_to_come_back(sign_in, tmp_path):
    response = sign_in(error_of("BEGIN IMMEDIATE", tmp_path / "one.sqlite3"))
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"
    assert "Jobdesk is busy" in response.content.decode()


def test_another_fault_stays_a_fault(sign_in, tmp_path):
    response = sign_in(error_of("SELECT 1 FROM nowhere", tmp_path / "one.sqlite3"))
    assert response.status_code == 500
    assert "Jobdesk is busy" not in response.content.decode()


def test_a_server_that_hangs_up_is_not_busy():
    assert not is_busy(OperationalError("server closed the connection"))
    assert not is_busy(None)
