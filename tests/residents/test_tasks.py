"""The nightly assessment."""

from datetime import timedelta

from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from residents import tasks
from tests.factories.residents import DocumentFactory, LegalEventFactory, ResidentFactory


def test_reassess_due_assesses_whose_day_has_come_in_batches(db, centre, elsewhere, monkeypatch):
    monkeypatch.setattr(tasks, "BATCH", 2)
    today = timezone.localdate()
    due = [ResidentFactory(centre=each, recheck_on=today) for each in (centre, elsewhere, centre)]
    later = ResidentFactory(centre=centre, recheck_on=today + timedelta(days=1))
    for each in (*due, later):
        DocumentFactory(resident=LegalEventFactory(resident=each).resident)

    tasks.reassess_due.delay()

    for each in (*due, later):
        each.refresh_from_db()
    assert [each.work_outcome for each in due] == ["needs_permit"] * 3
    assert [each.recheck_on > today for each in due] == [True] * 3
    assert later.work_outcome == ""
    entries = AuditEntry.objects.filter(action="resident.assessed")
    assert [(each.actor, each.job) for each in entries] == [(None, "nightly assessment")] * 3


def test_reassess_due_twice_adds_nothing(db, centre):
    LegalEventFactory(resident=ResidentFactory(centre=centre, recheck_on=timezone.localdate()))
    tasks.reassess_due.delay()
    tasks.reassess_due.delay()
    assert AuditEntry.objects.count() == 1
