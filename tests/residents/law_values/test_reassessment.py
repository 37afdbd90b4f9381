"""Everybody is assessed again when the law changes: each once, also when the worker is killed."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from law.rules import Parameters, add_months
from residents import tasks
from residents.models import Reassessment, Resident
from residents.services import reassessment
from residents.services.reassessment import ask_for_due_reassessments, reassess_batch
from tests.factories.law import LawValueFactory, ReassessmentFactory
from tests.factories.residents import DocumentFactory, LegalEventFactory, ResidentFactory

PEOPLE = 5


class Killed(BaseException):
    """The worker is gone."""


@pytest.fixture
def people(db, centre):
    """Applicants of the same day, assessed by the shipped law."""
    people = ResidentFactory.create_batch(PEOPLE, centre=centre)
    for each in people:
        LegalEventFactory(resident=each, on=lodged_on())
        DocumentFactory(resident=each, from_on=lodged_on(), until_on=lodged_on() + timedelta(days=365))
    with system_scope("test"):
        asked = ReassessmentFactory(digest="before")
        while reassess_batch(asked.pk):
            pass
    AuditEntry.objects.all()._raw_delete("default")
    return people


def lodged_on() -> date:
    return timezone.localdate() - timedelta(days=30)


def longer_waiting_time():
    """Four months instead of three for those who lodged an application in the last weeks."""
    return LawValueFactory(approved=True, from_on=lodged_on() - timedelta(days=10))


def allowed_from() -> set:
    with system_scope("test"):
        return set(Resident.objects.values_list("work_allowed_from", flat=True))


def assessed() -> list[int]:
    entries = AuditEntry.objects.filter(action="resident.assessed")
    return sorted(entries.values_list("subject_id", flat=True))


def test_a_new_value_moves_the_day_from_which_people_may_work(people):
    assert allowed_from() == {add_months(lodged_on(), 3)}
    value = longer_waiting_time()
    asked = ReassessmentFactory(cause="approved", law_value=value, digest="")

    tasks.reassess_everyone.delay(asked.pk)

    asked.refresh_from_db()
    assert allowed_from() == {add_months(lodged_on(), 4)}
    assert (asked.total, asked.done, asked.changed) == (PEOPLE, PEOPLE, PEOPLE)
    assert asked.finished_at is not None
    actions = list(AuditEntry.objects.order_by("pk").values_list("action", "job"))
    assert actions[0] == ("reassessment.started", "change of the law")
    assert actions[-1] == ("reassessment.finished", "change of the law")
    assert assessed() == sorted(each.pk for each in people)


def test_a_killed_round_goes_on_where_it_stopped(people, monkeypatch):
    longer_waiting_time()
    asked = ReassessmentFactory()
    batches, assess_many = [], reassessment.assess_many

    def dying(pks, on):
        if len(batches) == 2:
            raise Killed
        batches.append(list(pks))
        return assess_many(pks, on)

    monkeypatch.setattr(reassessment, "assess_many", dying)
    with pytest.raises(Killed):
        tasks.reassess_everyone(asked.pk, 2)
    asked.refresh_from_db()
    assert (asked.done, asked.total, asked.finished_at) == (4, PEOPLE, None)

    batches.clear()
    tasks.reassess_everyone(asked.pk, 2)
    asked.refresh_from_db()
    assert batches == [[people[-1].pk]]
    assert (asked.done, asked.changed) == (PEOPLE, PEOPLE)
    assert assessed() == sorted(each.pk for each in people)  # each once


def test_two_workers_share_a_round(people):
    longer_waiting_time()
    asked = ReassessmentFactory()
    with system_scope("one"):
        assert reassess_batch(asked.pk, 3)
    with system_scope("other"):
        assert not reassess_batch(asked.pk, 3)
    with system_scope("one"):
        assert not reassess_batch(asked.pk, 3)
    assert assessed() == sorted(each.pk for each in people)


def test_a_finished_round_is_not_repeated(people):
    asked = ReassessmentFactory(finished_at=timezone.now())
    tasks.reassess_everyone(asked.pk)
    asked.refresh_from_db()
    assert (asked.done, AuditEntry.objects.count()) == (0, 0)


def test_nothing_to_assess_ends_at_once(db):
    asked = ReassessmentFactory()
    tasks.reassess_everyone(asked.pk)
    asked.refresh_from_db()
    assert (asked.total, asked.done, asked.finished_at is None) == (0, 0, False)


def test_what_does_not_change_is_not_written(people):
    asked = ReassessmentFactory()
    tasks.reassess_everyone(asked.pk)
    asked.refresh_from_db()
    assert (asked.done, asked.changed, assessed()) == (PEOPLE, 0, [])


def rounds() -> list[tuple]:
    return list(Reassessment.objects.order_by("pk").values_list("cause", "law_value"))


def test_the_day_on_which_a_value_begins_asks_once(db):
    today = timezone.localdate()
    decided_at = timezone.now() - timedelta(days=3)
    ReassessmentFactory(digest=Parameters.shipped().digest)
    value = LawValueFactory(approved=True, from_on=today, decided_at=decided_at)
    LawValueFactory(approved=True, from_on=today + timedelta(days=1), decided_at=decided_at)  # later
    LawValueFactory(approved=True, from_on=today - timedelta(days=5), decided_at=decided_at)  # at approval
    LawValueFactory(from_on=today)  # a proposal
    with system_scope("test"):
        ask_for_due_reassessments()
        ask_for_due_reassessments()
    assert rounds() == [("release", None), ("begins", value.pk)]


def test_a_release_with_other_rules_asks_once(db):
    ReassessmentFactory(digest="of the release before", on=timezone.localdate() - timedelta(days=9))
    with system_scope("test"):
        ask_for_due_reassessments()
        ask_for_due_reassessments()
    assert [each.digest for each in Reassessment.objects.order_by("pk")] == [
        "of the release before",
        Parameters.shipped().digest,
    ]


def test_follow_the_law_goes_on_with_a_round_that_was_cut_off(people):
    asked = ReassessmentFactory(digest=Parameters.shipped().digest)
    tasks.follow_the_law.delay()
    asked.refresh_from_db()
    assert asked.finished_at is not None
    assert Reassessment.objects.filter(finished_at=None).count() == 0
