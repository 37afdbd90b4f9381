"""Reminders on PostgreSQL and Redis: a worker that is killed, two at once, and a real mail server."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.utils import timezone

from desk.models import Digest, Reminder, ReminderRun, ReminderSettings
from desk.tasks import remind
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import system_scope
from residents.models import Resident, Step
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory
from tests.services.conftest import mortal_worker, really_queued, wait_until

PEOPLE = 1_200
BATCH = 5  # subjects in a transaction: hundreds of them, so that a kill falls in the middle
QUEUE = "reminders"  # of these tests: the worker of another test file does not take it


class PickyMailbox(Message):
    """Keeps what it is handed; refuses for good what is for an address that begins with "gone"."""

    def __init__(self):
        super().__init__()
        self.received = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 (aiosmtpd's name)
        if address.startswith("gone"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def handle_message(self, message):
        self.received.append(message_from_bytes(message.as_bytes(), policy=policy.default))


@contextmanager
def serving(box: Message) -> Iterator[Message]:
    """Run a mail server on this machine during the block."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        box.port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


@pytest.fixture
def mailbox():
    """A mail server on this machine."""
    with serving(PickyMailbox()) as box:
        yield box


@pytest.fixture
def queued(transactional_db):
    """``remind`` is really queued, on a queue of their own."""
    with really_queued(QUEUE):
        yield


@pytest.fixture
def people(transactional_db):
    """``PEOPLE`` residents with a step that is due, spread over two coaches who want their e-mail at once."""
    centre = CentreFactory()
    addresses = ("coach@example.org", "gone@example.org")
    coaches = [MembershipFactory(centres=[centre], user__email=email).user for email in addresses]
    MembershipFactory(role=Role.COORDINATOR, centres=[centre])
    for coach in coaches:
        ReminderSettings.objects.create(user=coach, hour=0)
    today = timezone.localdate()
    with system_scope("test data"):
        residents = Resident.objects.bulk_create(
            Resident(
                first_name="Yonas",
                last_name="Tesfay",
                centre=centre,
                reception="COA",
                reference_number=f"28{number:08d}",
                coach=coaches[number % 2],
                status=Resident.Status.GUIDANCE,
            )
            for number in range(PEOPLE)
        )
        Step.objects.bulk_create(
            Step(resident=each, kind="bsn", party="municipality", opened_on=today, due_on=today)
            for each in residents
        )
    return coaches


def worker(log, mailbox):
    """Start a worker that hands its mail to ``mailbox``."""
    mail = {"EMAIL_URL": f"smtp://127.0.0.1:{mailbox.port}", "SITE_URL": "https://jobdesk.example.org"}
    return mortal_worker(log, QUEUE, **mail)


def wait_for_words(words, log, process) -> None:
    wait_until(lambda: words in log.read_text(), what=words, log=log, process=process)


def is_complete() -> bool:
    return ReminderRun.objects.exclude(finished_at=None).count() == ReminderRun.objects.count() > 0


def assert_each_exactly_once() -> None:
    subjects = Reminder.objects.values_list("kind", "subject_id")
    assert (len(subjects), len(set(subjects))) == (PEOPLE, PEOPLE)


def undecided() -> int:
    return Digest.objects.filter(status__in=[Digest.Status.WAITING, Digest.Status.SENDING]).count()


def test_killed_in_the_middle_and_resumed_each_reminder_is_there_once_and_mailed(
    people, mailbox, queued, tmp_path
):
    log = tmp_path / "first.log"
    with worker(log, mailbox) as first:
        remind.apply_async([BATCH], queue=QUEUE)
        wait_until(Reminder.objects.exists, what="a batch is written", log=log, process=first)
        first.send_signal(signal.SIGKILL)
        assert first.wait(timeout=10) == -signal.SIGKILL
    written = Reminder.objects.count()
    assert 0 < written < PEOPLE
    assert written % BATCH == 0
    assert Digest.objects.count() == 0

    log = tmp_path / "second.log"
    with worker(log, mailbox) as second:
        remind.apply_async([BATCH], queue=QUEUE)  # as beat does in the next hour
        wait_until(
            lambda: Digest.objects.count() == 2 and undecided() == 0,
            what="both digests are decided",
            log=log,
            process=second,
        )
    assert_each_exactly_once()
    assert "Tesfay" not in log.read_text() + (tmp_path / "first.log").read_text()
    assert "example.org" not in log.read_text()

    (message,) = mailbox.received
    assert (message["To"], message["Subject"]) == ("coach@example.org", "Your reminders from Jobdesk")
    assert "Yonas T.: Citizen service number (BSN) is due on" in message.get_body(("plain",)).get_content()
    statuses = Digest.objects.values_list("recipient__email", "status", "last_error")
    assert sorted(statuses) == [
        ("coach@example.org", "sent", ""),
        ("gone@example.org", "bounced", "recipient refused, 550"),
    ]


def test_two_workers_at_once_write_and_mail_each_once(people, mailbox, queued, tmp_path):
    logs = [tmp_path / "left.log", tmp_path / "right.log"]
    with worker(logs[0], mailbox) as left, worker(logs[1], mailbox) as right:
        wait_for_words("ready.", logs[0], left)
        wait_for_words("ready.", logs[1], right)
        for _ in range(2):
            remind.apply_async([BATCH], queue=QUEUE)
        wait_for_words("Task desk.tasks.remind[", logs[0], left)
        wait_for_words("Task desk.tasks.remind[", logs[1], right)
        wait_until(is_complete, what="the outbox is full", log=logs[0], process=left)
        wait_until(lambda: Digest.objects.count() == 2, what="there are digests", log=logs[0], process=left)
        wait_until(lambda: undecided() == 0, what="both digests are decided", log=logs[0], process=left)
    assert_each_exactly_once()
    assert len(mailbox.received) == 1
    assert Reminder.objects.filter(digest=None).count() == 0
