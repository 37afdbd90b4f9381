"""A task that the site queues is done by the worker, and what the worker logs is nobody's data."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from jobdesk.tasks import clear_expired_sessions
from tests.services.conftest import wait_until


def test_queued_task_is_done_by_the_worker(worker):
    now = timezone.now()
    Session.objects.create(session_key="over", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="open", expire_date=now + timedelta(days=1))

    clear_expired_sessions.delay()

    wait_until(lambda: Session.objects.count() == 1, what="one session is left", log=worker)
    assert Session.objects.get().session_key == "open"
