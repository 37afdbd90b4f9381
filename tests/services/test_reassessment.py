"""The assessment of everybody on PostgreSQL and Redis: a worker that is killed, and the one after it."""

import signal
from datetime import timedelta

import pytest
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from residents.models import Document, LegalEvent, Reassessment, Resident
from residents.tasks import reassess_everyone
from tests.factories.desks import CentreFactory
from tests.factories.law import ReassessmentFactory
from tests.services.conftest import mortal_worker, really_queued, wait_until

PEOPLE = 1_200
BATCH = 5  # residents in a transaction: hundreds of them, so that a kill falls in the middle
QUEUE = "reassessment"  # of this test: the worker of another test file does not take it


@pytest.fixture
def people(transactional_db):
    """``PEOPLE`` applicants who may work by now, and whom nobody has assessed yet."""
    centre = CentreFactory()
    lodged_on = timezone.localdate() - timedelta(days=400)
    with system_scope("test data"):
        residents = Resident.objects.bulk_create(
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
        LegalEvent.objects.bulk_create(
            LegalEvent(resident=each, type=LegalEvent.Type.APPLICATION_LODGED, on=lodged_on)
            for each in residents
        )
        Document.objects.bulk_create(
            Document(
                resident=each,
                type="W-document",
                from_on=lodged_on,
                until_on=lodged_on + timedelta(days=800),
            )
            for each in residents
        )
    return residents


def with_a_decision() -> int:
    with system_scope("test"):
        return Resident.objects.exclude(work_outcome="").count()


def test_killed_in_the_middle_and_resumed_everybody_is_assessed_once(people, tmp_path):
    asked = ReassessmentFactory()
    log = tmp_path / "first.log"
    with really_queued(QUEUE):
        with mortal_worker(log, QUEUE) as first:
            reassess_everyone.apply_async([asked.pk, BATCH], queue=QUEUE)
            wait_until(with_a_decision, what="a batch is assessed", log=log, process=first)
            first.send_signal(signal.SIGKILL)
            assert first.wait(timeout=10) == -signal.SIGKILL
        asked.refresh_from_db()
        assert 0 < asked.done < PEOPLE
        assert (asked.done % BATCH, asked.finished_at) == (0, None)
        assert with_a_decision() == asked.done

        log = tmp_path / "second.log"
        with mortal_worker(log, QUEUE) as second:
            reassess_everyone.apply_async([asked.pk, BATCH], queue=QUEUE)  # as beat does every ten minutes
            wait_until(
                lambda: Reassessment.objects.get().finished_at,
                what="the round is finished",
                log=log,
                process=second,
            )
    asked.refresh_from_db()
    assert (asked.total, asked.done, asked.changed) == (PEOPLE, PEOPLE, PEOPLE)
    trail = AuditEntry.objects.filter(action="resident.assessed").values_list("subject_id", flat=True)
    assert sorted(trail) == sorted(each.pk for each in people)
    rounds = AuditEntry.objects.filter(action__startswith="reassessment.").order_by("pk")
    assert list(rounds.values_list("action", flat=True)) == ["reassessment.started", "reassessment.finished"]
    assert "Tesfay" not in log.read_text() + (tmp_path / "first.log").read_text()
