"""A job is done once, whatever is away and whoever dies."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from jobdesk.accounts.hats import hat_for
from jobdesk.jobs import running, services
from jobdesk.jobs.kinds import GiveUpError, TakenBack, TryLaterError
from jobdesk.jobs.models import SILENCE, Job
from jobdesk.jobs.tasks import delete_old_jobs, run_job, sweep_jobs
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope
from tests.factories.accounts import MembershipFactory

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def actor():
    return MembershipFactory(role=Role.COORDINATOR).user


def ask(*arguments, actor=None, **options) -> Job:
    """Ask for a job in a transaction that commits."""
    with transaction.atomic():
        if actor is None:
            return services.enqueue("test", *arguments, **options)
        with open_scope(hat_for(actor, Role.COORDINATOR).scope):
            return services.enqueue("test", *arguments, **options)


def state(job) -> tuple:
    job.refresh_from_db()
    return job.status, job.attempts, job.error


def make_due(job) -> None:
    Job.objects.filter(pk=job.pk).update(not_before=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_asking_outside_a_transaction_is_refused(kind):
    with pytest.raises(RuntimeError, match="in the transaction"):
        services.enqueue("test", 1)
    assert Job.objects.count() == 0


def test_asking_for_an_unknown_kind_is_refused():
    with pytest.raises(KeyError), transaction.atomic():
        services.enqueue("no such kind", 1)


def test_job_is_done_after_the_commit_by_who_asked(kind, actor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as queued:
        job = ask(7, actor=actor)
        assert kind.done == []
    assert (kind.done, len(queued), job.actor) == ([(7,)], 1, actor)
    assert state(job) == ("done", 1, "")
    assert job.ended_at is not None


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_leaves_no_job(kind):
    with transaction.atomic():
        services.enqueue("test", 7)
        transaction.set_rollback(True)
    sweep_jobs()
    assert (Job.objects.count(), kind.done) == (0, [])


def test_job_that_waits_is_not_doubled_and_one_that_ran_is_asked_again(kind):
    first, second = ask(7), ask(7)
    assert (first.pk == second.pk, ask(8).pk == first.pk) == (True, False)
    running.run(first.pk)
    assert ask(7).pk != first.pk


def test_without_a_queue_the_job_waits_and_the_sweeper_has_it_done_once(
    kind, queue_away, caplog, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        job = ask(7)
    assert (state(job), job.handed_out_at) == (("waiting", 0, ""), None)
    assert f"The queue does not answer (OperationalError): job {job.pk} waits." in caplog.text
    services.sweep(timezone.now())
    assert state(job) == ("waiting", 0, "")

    queue_away.comes_back()
    sweep_jobs()
    sweep_jobs()
    assert (state(job), kind.done) == (("done", 1, ""), [(7,)])


def test_what_the_queue_lost_is_handed_out_again_after_a_while(kind, monkeypatch):
    handed = []
    monkeypatch.setattr(run_job, "apply_async", lambda arguments, **_options: handed.extend(arguments))
    job = ask(7)
    now = timezone.now()
    for minutes in (0, 1, 9, 11):
        services.sweep(now + minutes * MINUTE)
    assert handed == [job.pk, job.pk]


def test_two_workers_never_have_one_job(kind):
    job = ask(7)
    assert services.claim(job.pk).attempts == 1
    assert services.claim(job.pk) is None
    running.run(job.pk)
    assert kind.done == []


def test_job_of_a_worker_that_died_is_taken_back_and_done(kind):
    job = ask(7)
    dead = services.claim(job.pk)
    services.sweep(timezone.now() + SILENCE - timedelta(seconds=5))
    assert state(job) == ("running", 1, "")

    Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - SILENCE - MINUTE)
    assert (dead.state, Job.objects.get().state) == ("running", "stopped")
    sweep_jobs()
    assert (state(job), kind.done) == (("done", 2, ""), [(7,)])
    services.finish(dead)  # it was only slow, and comes too late
    services.give_up(dead, "late")
    assert (state(job), kind.ended) == (("done", 2, ""), [])


def test_job_that_kills_its_worker_each_time_fails_for_good(kind):
    job = ask(7)
    for attempt in (1, 2, 3):
        make_due(job)
        assert services.claim(job.pk).attempts == attempt
        Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - SILENCE - MINUTE)
        Job.objects.filter(pk=job.pk, attempts__lt=3).update(handed_out_at=timezone.now())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(services, "hand_out", lambda pk: True)
            services.sweep(timezone.now())
    assert (state(job), kind.ended) == (("failed", 3, "worker lost"), [(7,)])
    assert services.claim(job.pk) is None


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (ValueError("Zeynep"), "stopped", "ValueError"),
        (TryLaterError("not now"), "stopped", "not now"),
        (GiveUpError("never"), "failed", "never"),
        (RuleBroken("Zeynep may not"), "failed", "RuleBroken"),
    ],
)
def test_what_goes_wrong_is_kept_as_a_code_without_anybodys_data(kind, error, status, said):
    def broken(*_arguments):
        raise error

    kind.work = broken
    job = ask(7)
    running.run(job.pk)
    assert state(job) == (status, 1, said)
    assert kind.ended == ([(7,)] if status == "failed" else [])


def test_pauses_grow_and_the_last_attempt_fails(kind):
    def broken(*_arguments):
        raise TryLaterError("not now")

    kind.work = broken
    job, pauses = ask(7), []
    for _attempt in range(3):
        make_due(job)
        running.run(job.pk)
        job.refresh_from_db()
        pauses.append(round((job.not_before - timezone.now()) / MINUTE))
    assert pauses[:2] == [1, 2]
    assert (state(job), kind.ended) == (("failed", 3, "not now"), [(7,)])


def test_job_is_not_done_before_its_time(kind):
    job = ask(7)
    Job.objects.filter(pk=job.pk).update(not_before=timezone.now() + 2 * MINUTE)
    running.run(job.pk)
    sweep_jobs()
    assert (state(job), kind.done) == (("waiting", 0, ""), [])


def test_trying_again_begins_anew_and_is_in_the_trail(kind, actor, django_capture_on_commit_callbacks):
    kind.work = lambda *_arguments: (_ for _ in ()).throw(GiveUpError("never"))
    job = ask(7)
    running.run(job.pk)
    kind.work = lambda *_arguments: None
    job.refresh_from_db()
    with open_scope(hat_for(actor, Role.COORDINATOR).scope), django_capture_on_commit_callbacks(execute=True):
        services.try_again(job)
    assert (state(job), kind.begun, kind.done) == (("done", 1, ""), [(7,)], [(7,)])
    assert AuditEntry.objects.get(action="job.tried_again").actor == actor
    with open_scope(hat_for(actor, Role.COORDINATOR).scope), pytest.raises(RuleBroken):
        services.try_again(job)


def test_cancelling_stops_what_is_under_way_at_its_next_word(kind, actor):
    def cancelled_half_way(*_arguments):
        with open_scope(hat_for(actor, Role.COORDINATOR).scope):
            services.cancel(job)
        running._heartbeat.get().beat()
        running.say_how_far(1, 2)

    kind.work = cancelled_half_way
    job = ask(7, actor=actor)
    running.run(job.pk)
    assert (state(job), kind.done, kind.ended) == (("cancelled", 1, ""), [], [(7,)])
    assert AuditEntry.objects.get(action="job.cancelled").actor == actor
    with open_scope(hat_for(actor, Role.COORDINATOR).scope), pytest.raises(RuleBroken):
        services.cancel(job)


def test_what_nobody_asked_for_is_not_cancelled(kind, actor):
    job = ask(7)
    with open_scope(hat_for(actor, Role.COORDINATOR).scope), pytest.raises(RuleBroken):
        services.cancel(job)


def test_heartbeat_tells_how_far_it_is_and_notices_that_it_is_taken_back(kind):
    job = services.claim(ask(7).pk)
    heartbeat = running.Heartbeat(job)
    token = running._heartbeat.set(heartbeat)
    try:
        running.say_how_far(3, 9)
        before = job.heartbeat_at
        heartbeat.beat()
        job.refresh_from_db()
        assert (job.done, job.total, job.heartbeat_at > before) == (3, 9, True)
        services.put_back(job, "worker lost", timezone.now())
        heartbeat.beat()
        with pytest.raises(TakenBack):
            running.say_how_far(4, 9)
    finally:
        running._heartbeat.reset(token)
    running.say_how_far(5, 9)  # outside a job it says nothing


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer: the beat waits")
def test_heart_beats_while_the_work_is_inside_a_transaction(kind, monkeypatch):
    monkeypatch.setattr(running, "BEAT", timedelta(milliseconds=20))
    seen = threading.Event()

    def long_work(*_arguments):
        with transaction.atomic():
            running.say_how_far(4, 5)
            for _ in range(200):
                if Job.objects.get().done == 4:
                    seen.set()
                    return
                seen.wait(0.02)

    kind.work = long_work
    with transaction.atomic():
        job = services.enqueue("test", 7, at_commit=False)
    make_due(job)
    running.run(job.pk)
    assert (seen.is_set(), state(job)) == (True, ("done", 1, ""))


def test_short_job_is_done_in_the_request_and_by_the_sweeper_if_that_dies(kind):
    job = ask(7, at_commit=False)
    assert services.claim(job.pk) is None
    running.run_here(job)
    assert (state(job), kind.done) == (("done", 1, ""), [(7,)])

    left = ask(8, at_commit=False)
    services.sweep(timezone.now())
    assert state(left) == ("waiting", 0, "")
    make_due(left)
    sweep_jobs()
    assert (state(left), kind.done) == (("done", 1, ""), [(7,), (8,)])


def test_job_of_an_unknown_kind_fails_and_says_so():
    job = Job.objects.create(kind="of another release")
    running.run(job.pk)
    assert (state(job), job.label, job.can_try_again) == (
        ("failed", 1, "unknown kind"),
        "of another release",
        False,
    )


def test_old_jobs_are_deleted_and_open_ones_kept(kind):
    long_ago = timezone.now() - timedelta(days=8)
    kept = [Job.objects.create(kind="test", asked_at=long_ago)]
    kept.append(Job.objects.create(kind="test", status="failed", ended_at=long_ago))
    kept.append(Job.objects.create(kind="test", status="done", ended_at=timezone.now()))
    Job.objects.create(kind="test", status="done", ended_at=long_ago)
    Job.objects.create(kind="test", status="cancelled", ended_at=long_ago)
    Job.objects.create(kind="test", status="failed", ended_at=timezone.now() - timedelta(days=29))
    assert delete_old_jobs() == 3
    assert list(Job.objects.order_by("pk")) == kept
