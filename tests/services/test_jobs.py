"""Jobs on PostgreSQL and Redis: Redis refused, a worker killed in the middle, and each done exactly once."""

import asyncio
import signal
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from jobdesk.accounts.hats import hat_for
from jobdesk.accounts.services import resend_invitation
from jobdesk.celery import app
from jobdesk.imports import services as imports
from jobdesk.imports.mapping import Mapping
from jobdesk.jobs.models import SILENCE, Job
from jobdesk.jobs.services import enqueue
from jobdesk.jobs.tasks import sweep_jobs
from jobdesk.lists.choice import ListChoice
from jobdesk.lists.definition import Reader
from jobdesk.lists.exports import request_file
from jobdesk.lists.models import BulkRow, BulkRun
from jobdesk.lists.registry import lists
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.scoping import open_scope, system_scope
from reports.services import request_report
from residents.models import Resident
from tests.factories.accounts import InvitationFactory, MembershipFactory
from tests.factories.desks import CentreFactory, ProjectFactory
from tests.jobdesk.jobs.conftest import closed_port, forget_connections
from tests.services.conftest import mortal_worker, really_queued, wait_until
from tests.services.test_reminders import PickyMailbox, serving

QUEUE = "jobs"
PEOPLE = 300
WORK = ["import", "report", "invitation", "action", "file"]


class HesitantMailbox(PickyMailbox):
    """Keeps whoever calls waiting while ``is_busy``."""

    is_busy = False

    async def handle_MAIL(self, _server, _session, envelope, address, _options):  # noqa: N802 (aiosmtpd's name)
        while self.is_busy:
            await asyncio.sleep(0.05)
        envelope.mail_from = address
        return "250 OK"


@pytest.fixture
def mailbox():
    with serving(HesitantMailbox()) as box:
        yield box


@pytest.fixture
def queued(transactional_db):
    with really_queued(QUEUE):
        yield
    forget_connections()


@pytest.fixture
def house(transactional_db, settings):
    """A centre with its people, who work there, and a worker's idea of where files lie."""
    settings.PRIVATE_DIR = settings.VAR_DIR / "files"
    centre = CentreFactory(code="almere")
    agency = centre.organisation
    with system_scope("test data"):
        people = Resident.objects.bulk_create(
            Resident(
                first_name="Yonas",
                last_name="Tesfay",
                centre=centre,
                reception="COA",
                reference_number=f"28{number:08d}",
                status=Resident.Status.GUIDANCE,
            )
            for number in range(PEOPLE)
        )
    return SimpleNamespace(
        people=people,
        project=ProjectFactory(centres=[centre]),
        coach=MembershipFactory(centres=[centre], organisation=agency).user,
        coordinator=MembershipFactory(role=Role.COORDINATOR, centres=[centre], organisation=agency).user,
        administrator=MembershipFactory(role=Role.ADMINISTRATOR, organisation=agency).user,
        invitation=InvitationFactory(organisation=agency, email="zoe@example.org"),
    )


def ask_import(house) -> None:
    rows = "".join(f"{2900000000 + number};Amina;almere\n" for number in range(PEOPLE))
    batch = imports.send_file(
        content=f"V-nummer;Voornaam;Centrum\n{rows}".encode(),
        name="list.csv",
        kind="residents",
        source_name="List",
        organisation=imports.organisation_of(hat_for(house.coordinator, Role.COORDINATOR)),
        language="en",
    )
    imports.map_columns(batch, Mapping.from_dict(batch.mapping), queue=False)
    imports.check_rows(batch)
    imports.confirm_import(batch)


def ask_report(house) -> None:
    project = house.project
    request_report(project, from_on=project.starts_on, to_on=project.starts_on, language="en")


def ask_invitation(house) -> None:
    with open_scope(hat_for(house.administrator, Role.ADMINISTRATOR).scope):
        resend_invitation(house.invitation, site="https://jobdesk.example.org")


@transaction.atomic
def ask_action(house) -> None:
    run = BulkRun.objects.create(
        owner=house.coordinator,
        role=Role.COORDINATOR,
        list_name="residents",
        action="assign",
        data={"coach": house.coach.pk},
        status=BulkRun.Status.RUNNING,
    )
    fits = BulkRow.State.FITS
    BulkRow.objects.bulk_create(BulkRow(run=run, row_id=each.pk, state=fits) for each in house.people)
    enqueue("list-action", run.pk)


@transaction.atomic
def ask_file(house) -> None:
    reader = Reader(hat_for(house.coordinator, Role.COORDINATOR), house.coordinator, timezone.localdate())
    choice = ListChoice.of(lists()["residents"], QueryDict("tab=all"), reader)
    enqueue("list-file", request_file(choice, format="xlsx", purpose="check").pk)


ASK = {
    "import": ask_import,
    "report": ask_report,
    "invitation": ask_invitation,
    "action": ask_action,
    "file": ask_file,
}


def ask(work: str, house) -> Job:
    with open_scope(hat_for(house.coordinator, Role.COORDINATOR).scope):
        ASK[work](house)
    return Job.objects.get()


def done(work: str, mailbox) -> dict[str, int]:
    """What came of each kind of work, as far as it can come twice."""
    entries = AuditEntry.objects
    ready = StatusChange.objects.filter(to_status="ready")
    return {
        "import": {
            "rows": Resident.objects.filter(first_name="Amina").count(),
            "registered": entries.filter(action="resident.registered").count(),
            "applied": entries.filter(action="import.applied").count(),
        },
        "report": {"ready": ready.filter(subject_type="reports.report").count()},
        "invitation": {"mails": len(mailbox.received)},
        "action": {
            "assigned": entries.filter(action="resident.assigned").count(),
            "done": entries.filter(action="list_action.done").count(),
        },
        "file": {"ready": ready.filter(subject_type="lists.listfile").count()},
    }[work]


ONCE = {
    "import": {"rows": PEOPLE, "registered": PEOPLE, "applied": 1},
    "report": {"ready": 1},
    "invitation": {"mails": 1},
    "action": {"assigned": PEOPLE, "done": 1},
    "file": {"ready": 1},
}


def worker(log, mailbox, settings):
    return mortal_worker(
        log, QUEUE, EMAIL_URL=f"smtp://127.0.0.1:{mailbox.port}", DATA_KEYS=",".join(settings.DATA_KEYS)
    )


def wait_for(status: str, log, process) -> None:
    wait_until(lambda: Job.objects.get().status == status, what=f"job is {status}", log=log, process=process)


@contextmanager
def redis_refused():
    """Nobody listens where the queue should be."""
    kept = app.conf.broker_url
    app.conf.broker_url = f"redis://127.0.0.1:{closed_port()}/0"
    forget_connections()
    try:
        yield
    finally:
        app.conf.broker_url = kept
        forget_connections()


@pytest.mark.parametrize("work", WORK)
def test_asked_while_redis_refuses_it_is_done_once_when_it_is_back(
    work, house, mailbox, queued, settings, tmp_path
):
    with redis_refused():
        job = ask(work, house)
        sweep_jobs()
        job.refresh_from_db()
        assert (job.status, job.attempts, job.handed_out_at) == ("waiting", 0, None)

    log = tmp_path / "worker.log"
    with worker(log, mailbox, settings) as process:
        sweep_jobs()  # as beat does every minute
        sweep_jobs()
        wait_for("done", log, process)
    with system_scope("test"):
        assert done(work, mailbox) == ONCE[work]


@pytest.mark.parametrize("work", WORK)
def test_killed_in_the_middle_it_is_taken_back_and_done_once(
    work, house, mailbox, queued, settings, tmp_path
):
    mailbox.is_busy = True
    job = ask(work, house)
    log = tmp_path / "first.log"
    with worker(log, mailbox, settings) as first:
        wait_for("running", log, first)
        first.send_signal(signal.SIGKILL)
        assert first.wait(timeout=10) == -signal.SIGKILL
    mailbox.is_busy = False
    job.refresh_from_db()
    assert (job.status, job.attempts, job.state) == ("running", 1, "running")
    Job.objects.update(heartbeat_at=timezone.now() - SILENCE - SILENCE)
    assert Job.objects.get().state == "stopped"

    log = tmp_path / "second.log"
    with worker(log, mailbox, settings) as second:
        sweep_jobs()  # as beat does every minute
        wait_for("done", log, second)
    job.refresh_from_db()
    assert job.attempts == 2
    with system_scope("test"):
        assert done(work, mailbox) == ONCE[work]
