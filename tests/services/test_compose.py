"""Each service of docker-compose.yml does its work, on the PostgreSQL and the Redis of this machine.

No engine runs here: the commands run as processes, in a copy of what the image holds, with production's
settings.
"""

import re
import secrets
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import psycopg
import pytest
from celery.beat import PersistentScheduler
from cryptography.fernet import Fernet
from django.conf import settings
from django.utils import timezone

from jobdesk.celery import app
from tests.services.compose import clean_environment, collect_static_command, copy_image, here, read_compose
from tests.services.conftest import PATIENCE, running, wait_until

SECRETS = ("POSTGRES_PASSWORD", "SECRET_KEY", "DATA_KEYS")
ADDRESS = "jobdesk.example.org"


@dataclass(frozen=True)
class Stack:
    """What the compose file says, and the folder that stands for the image."""

    services: dict
    image: Path
    database_url: str

    def command(self, name: str) -> list[str]:
        return here(self.services[name]["command"])

    def env(self, name: str) -> dict[str, str]:
        """The environment of the service, with the hosts of this machine for those of the compose network."""
        mapping = self.services[name]["environment"]
        hosts = {"DATABASE_URL": self.database_url, "REDIS_URL": settings.REDIS_URL}
        return clean_environment(self.image, {**mapping, **hosts})

    def run(self, name: str, log: Path):
        """Run the service during a ``with`` block."""
        return running(self.command(name), env=self.env(name), cwd=self.image, log=log)


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The compose file filled in, an image, and a migrated database of its own."""
    image = tmp_path_factory.mktemp("compose") / "app"
    copy_image(image)
    env, command = collect_static_command()
    subprocess.run(command, env=clean_environment(image, env), cwd=image, check=True, capture_output=True)
    (image / "var" / "beat").mkdir(parents=True, exist_ok=True)

    database = settings.DATABASES["default"]
    name = f"test_compose_{secrets.token_hex(4)}"
    server = {key: database[key.upper()] for key in ("host", "user", "password")}
    server["port"] = database["PORT"] or 5432
    with psycopg.connect(dbname="postgres", autocommit=True, **server) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    password = f":{server['password']}" if server["password"] else ""
    url = f"postgres://{server['user']}{password}@{server['host']}:{server['port']}/{name}"
    stack = Stack(read_compose(variables())["services"], image, url)
    try:
        subprocess.run(
            stack.command("migrate"), env=stack.env("migrate"), cwd=image, check=True, timeout=PATIENCE * 3
        )
        yield stack
    finally:
        with psycopg.connect(dbname="postgres", autocommit=True, **server) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def variables() -> dict[str, str]:
    """What the operator puts into .env."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return {
        "POSTGRES_PASSWORD": secrets.token_urlsafe(20),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATA_KEYS": Fernet.generate_key().decode(),
        "ALLOWED_HOSTS": ADDRESS,
        "SITE_URL": f"https://{ADDRESS}",
        "EMAIL_URL": "smtp://localhost:25",
        "DEFAULT_FROM_EMAIL": "jobdesk@example.org",
        "PORT": str(port),
    }


def get(stack: Stack, path: str, **headers: str) -> tuple[int, str]:
    """Ask the running site; (0, "") while it does not answer."""
    port = re.search(
        r":(\d+)$", next(part for part in stack.services["web"]["command"] if "0.0.0.0:" in part)
    )[1]
    request = Request(f"http://127.0.0.1:{port}{path}", headers={"Host": ADDRESS, **headers})
    try:
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 (our own URL)
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()
    except URLError:
        return 0, ""


def test_compose_file_has_every_service_with_a_health_check():
    services = read_compose(variables())["services"]
    assert list(services) == ["postgres", "redis", "migrate", "web", "worker", "beat"]
    assert [name for name in services if "healthcheck" not in services[name]] == ["migrate"]


@pytest.mark.parametrize("missing", SECRETS)
def test_compose_file_holds_no_secret(missing):
    """Each secret has to be given; the file has no value to fall back on."""
    given = variables()
    del given[missing]
    with pytest.raises(KeyError, match=missing):
        read_compose(given)


def test_compose_volumes_are_declared():
    compose = read_compose(variables())
    used = {
        volume.split(":")[0]
        for service in compose["services"].values()
        for volume in service.get("volumes", [])
    }
    assert used == set(compose["volumes"])


def test_web_and_worker_share_the_private_files():
    """What somebody sends to web is read, and removed when its time has come, by the worker."""
    services = read_compose(variables())["services"]
    mounts = {name: service["volumes"] for name, service in services.items() if name in ("web", "worker")}
    assert mounts == {"web": ["files:/app/var/files"], "worker": ["files:/app/var/files"]}


def test_web_is_ready_and_serves_the_login_with_its_styles(stack, tmp_path):
    log = tmp_path / "web.log"
    with stack.run("web", log) as web:
        wait_until(lambda: get(stack, "/readyz")[0] == 200, what="/readyz answers 200", log=log, process=web)
        assert get(stack, "/readyz")[1] == '{"database": "ok", "broker": "ok"}'
        # The proxy says that the visitor came over TLS; without it, he is sent there.
        status, page = get(stack, "/account/login/", **{"X-Forwarded-Proto": "https"})
        assert status == 200, log.read_text()
        stylesheet = re.search(r'href="(/static/[^"]+\.css)"', page)[1]
        assert get(stack, stylesheet, **{"X-Forwarded-Proto": "https"})[0] == 200
        # The health check of the compose file comes to the same answer.
        test = stack.services["web"]["healthcheck"]["test"][1:]
        subprocess.run(here(test), env=stack.env("web"), cwd=stack.image, check=True, timeout=PATIENCE)


def test_beat_schedules_what_is_due_and_the_worker_does_it(stack, tmp_path):
    """Beat starts with a schedule that says the nightly work was last done two days ago: so it is due."""
    with psycopg.connect(stack.database_url) as connection:
        connection.execute(
            "INSERT INTO django_session (session_key, session_data, expire_date) VALUES ('over', '', %s)",
            [timezone.now() - timedelta(days=1)],
        )
    write_schedule(stack, last_run_at=timezone.now() - timedelta(days=2))
    worker_log, beat_log = tmp_path / "worker.log", tmp_path / "beat.log"
    with stack.run("worker", worker_log) as worker, stack.run("beat", beat_log) as beat:
        wait_until(
            lambda: "ready." in worker_log.read_text(), what="worker ready", log=worker_log, process=worker
        )
        wait_until(
            lambda: "Sending due task" in beat_log.read_text(), what="beat sends", log=beat_log, process=beat
        )
        wait_until(lambda: sessions(stack) == 0, what="the session is gone", log=worker_log, process=worker)


def write_schedule(stack: Stack, *, last_run_at: datetime) -> None:
    """Write the file in which beat remembers, over a restart, when it last did what."""
    command = stack.services["beat"]["command"]
    file = stack.image / command[command.index("--schedule") + 1]
    scheduler = PersistentScheduler(app, schedule_filename=str(file))
    for entry in scheduler.schedule.values():
        entry.last_run_at = last_run_at
    scheduler.close()


def sessions(stack: Stack) -> int:
    with psycopg.connect(stack.database_url) as connection:
        return connection.execute("SELECT count(*) FROM django_session").fetchone()[0]
