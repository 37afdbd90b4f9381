"""/healthz and /readyz."""

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from jobdesk.celery import app


def test_healthz_answers_without_the_database(client):
    """No ``db`` fixture: a query would fail the test."""
    response = client.get(reverse("healthz"))
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_readyz_answers_when_all_does(client):
    response = client.get(reverse("readyz"))
    assert (response.status_code, response.json()) == (200, {"database": "ok", "broker": "ok"})


@pytest.mark.django_db
def test_readyz_is_503_without_the_database(client, monkeypatch):
    def no_cursor(*args):
        raise OperationalError("could not connect to server at 10.1.2.3")

    monkeypatch.setattr(connection, "cursor", no_cursor)
    response = client.get(reverse("readyz"))
    assert (response.status_code, response.json()) == (503, {"database": "does not answer", "broker": "ok"})


@pytest.mark.django_db
def test_readyz_is_503_without_the_broker(client, monkeypatch):
    def no_broker(**options):
        raise ConnectionRefusedError

    monkeypatch.setattr(app, "connection_for_write", no_broker)
    response = client.get(reverse("readyz"))
    assert (response.status_code, response.json()) == (503, {"database": "ok", "broker": "does not answer"})


@pytest.mark.parametrize("name", ["healthz", "readyz"])
def test_health_pages_answer_reads_only(client, name):
    assert client.post(reverse(name)).status_code == 405
