"""A queue and a mail server that can be away, and what is asked for meanwhile."""

import socket
from types import SimpleNamespace

import pytest

from jobdesk.celery import app
from jobdesk.jobs.kinds import KINDS, job_kind


def closed_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def forget_connections() -> None:
    app._pool = None
    app.amqp._producer_pool = None


@pytest.fixture
def queue_away(monkeypatch):
    """Redis refuses every connection until ``queue_away.comes_back()``; then tasks are done at once again."""
    away = {
        "task_always_eager": False,
        "broker_url": f"redis://127.0.0.1:{closed_port()}/0",
        "broker_transport_options": {"socket_connect_timeout": 1},
    }
    before = {name: getattr(app.conf, name) for name in away}

    def set_to(values):
        for name, value in values.items():
            setattr(app.conf, name, value)
        forget_connections()

    set_to(away)
    yield SimpleNamespace(comes_back=lambda: set_to(before))
    set_to(before)


@pytest.fixture
def mail_away(settings):
    """The mail server refuses every connection until ``mail_away.comes_back()``."""
    kept = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", closed_port()
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False

    def come_back():
        settings.EMAIL_BACKEND = kept

    return SimpleNamespace(comes_back=come_back)


@pytest.fixture
def kind():
    """A kind of job that does ``kind.work``; its lists keep what it was called with."""
    made = SimpleNamespace(done=[], ended=[], begun=[], work=lambda *_arguments: None)

    def work(*arguments):
        made.work(*arguments)
        made.done.append(arguments)

    def on_end(*arguments):
        made.ended.append(arguments)

    def again(*arguments):
        made.begun.append(arguments)

    job_kind("test", "A test", attempts=3, on_end=on_end, again=again)(work)
    yield made
    del KINDS["test"]
