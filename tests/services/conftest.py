"""The real things: PostgreSQL, Redis, and a Celery worker in a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.db import connection

from jobdesk.celery import app

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds until something that should happen has not


def wait_until(
    condition: Callable[[], object], *, what: str, log: Path, process: subprocess.Popen | None = None
) -> object:
    """Return the first true answer of ``condition``.

    Fails the test with ``what`` and the log when there is none in time, or when ``process`` has ended before.
    """
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and (process is None or process.poll() is None):
        answer = condition()
        if answer:
            return answer
        time.sleep(0.05)
    pytest.fail(f"Did not happen within {PATIENCE} seconds: {what}.\n{log.read_text()}")


@contextmanager
def running(
    command: list[str], *, env: Mapping[str, str], cwd: Path, log: Path
) -> Iterator[subprocess.Popen]:
    """Run ``command`` during the block, its output in ``log``; end that process, and no other, after it."""
    with log.open("w") as output:
        process = subprocess.Popen(command, env=env, cwd=cwd, stdout=output, stderr=subprocess.STDOUT)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def worker_environment(**extra: str) -> dict[str, str]:
    """What a process needs to work on the test database and its queue."""
    database = connection.settings_dict
    host = f"{database['HOST']}:{database['PORT']}" if database["PORT"] else database["HOST"]
    login = f"{database['USER']}:{database['PASSWORD']}" if database["PASSWORD"] else database["USER"]
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "jobdesk.settings.dev",
        "DATABASE_URL": f"postgres://{login}@{host}/{database['NAME']}",
        "REDIS_URL": settings.REDIS_URL,
        **extra,
    }


def mortal_worker(log: Path, queue: str, **extra: str) -> AbstractContextManager[subprocess.Popen]:
    """Run a worker of one process during the block, so that SIGKILL leaves nothing of it behind."""
    command = [sys.executable, "-m", "celery", "--app", "jobdesk", "worker", "--pool", "solo"]
    command += ["--queues", f"{queue},celery", "--loglevel", "INFO", "--hostname", f"{log.stem}@%h"]
    return running(command, env=worker_environment(**extra), cwd=ROOT, log=log)


@contextmanager
def really_queued(queue: str) -> Iterator[None]:
    """Tasks of the block are queued, not run at once; what is left in ``queue`` is thrown away."""
    app.conf.task_always_eager = False
    try:
        yield
    finally:
        with app.connection_for_write() as broker:
            broker.default_channel.queue_delete(queue)
        app.conf.task_always_eager = True


@pytest.fixture(scope="session", autouse=True)
def _services_answer() -> None:
    """Fail at once, and say why, where there is no PostgreSQL or no Redis."""
    if not settings.DATABASE_URL.startswith("postgres") or not settings.REDIS_URL:
        pytest.fail(
            "tests/services/ need DATABASE_URL (PostgreSQL) and REDIS_URL: run bin/test.", pytrace=False
        )
    redis.Redis.from_url(settings.REDIS_URL).ping()


@pytest.fixture(scope="module")
def worker_log(django_db_setup, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Run a Celery worker on the test database for the tests of a file; give its log.

    Not for the whole session: it would take the tasks that test_compose.py queues for another worker.
    """
    command = [sys.executable, "-m", "celery", "--app", "jobdesk", "worker", "--concurrency", "1"]
    log = tmp_path_factory.mktemp("worker") / "worker.log"
    with running([*command, "--loglevel", "INFO"], env=worker_environment(), cwd=ROOT, log=log) as process:
        wait_until(lambda: "ready." in log.read_text(), what="the worker is ready", log=log, process=process)
        yield log


@pytest.fixture
def worker(worker_log: Path, transactional_db) -> Iterator[Path]:
    """A running worker for this test: ``delay()`` really queues. Gives the worker's log."""
    app.conf.task_always_eager = False
    yield worker_log
    app.conf.task_always_eager = True
