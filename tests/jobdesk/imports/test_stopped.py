"""An import that waits, stops or is called off: the page says so, and nothing of it is half done."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobdesk.accounts.hats import hat_for
from jobdesk.imports import running as reading
from jobdesk.imports import services
from jobdesk.imports.models import Import
from jobdesk.jobs import running
from jobdesk.jobs import services as jobs
from jobdesk.jobs.models import SILENCE, Job
from jobdesk.jobs.tasks import sweep_jobs
from jobdesk.trail.scoping import open_scope, system_scope
from residents.models import Resident

LIST = "V-nummer;Voornaam;Centrum\n2812345678;Amina;almere\n2812345679;Omar;almere\n"


@pytest.fixture
def browser_of(coordinator):
    client = Client()
    client.force_login(coordinator)
    return client


@pytest.fixture
def apply(bring, coordinator):
    """A list of which the import was confirmed: its job waits."""
    batch = bring(LIST)
    with open_scope(hat_for(coordinator, "coordinator").scope):
        services.confirm_import(batch)
    return batch


def shown(client, batch) -> str:
    return client.get(reverse("imports:rows", args=[batch.code])).content.decode()


def people() -> list[str]:
    with system_scope("test"):
        return list(Resident.objects.order_by("first_name").values_list("first_name", flat=True))


def test_import_that_waits_says_so_and_is_called_off(apply, browser_of):
    page = shown(browser_of, apply)
    assert ("It waits its turn" in page, "The file is being read." in page) == (True, False)
    job = Job.objects.get()
    browser_of.post(reverse("jobs:cancel", args=[job.pk]))
    apply.refresh_from_db()
    assert (apply.status, people()) == ("checked", [])
    assert apply.message == "This was stopped before it was done. Nothing was changed."
    sweep_jobs()
    assert people() == []


def test_import_called_off_while_it_runs_keeps_nothing(apply, monkeypatch):
    count_rows = reading.count_rows

    def called_off(found):
        services.end_import(apply.pk)
        return count_rows(found)

    monkeypatch.setattr(reading, "count_rows", called_off)
    sweep_jobs()
    apply.refresh_from_db()
    assert (apply.status, people()) == ("checked", [])


def test_check_called_off_while_it_runs_shows_nothing(bring, coordinator, monkeypatch):
    batch = bring(LIST)
    mapping = services.Mapping.from_dict(batch.mapping)
    with open_scope(hat_for(coordinator, "coordinator").scope):
        services.map_columns(batch, mapping)
    rows_before = list(batch.rows.values_list("pk", flat=True))
    count_rows = reading.count_rows

    def called_off(found):
        services.end_import(batch.pk)
        return count_rows(found)

    monkeypatch.setattr(reading, "count_rows", called_off)
    sweep_jobs()
    batch.refresh_from_db()
    assert (batch.status, list(batch.rows.values_list("pk", flat=True))) == ("uploaded", rows_before)


def test_import_whose_worker_died_says_so_and_goes_on_by_itself(apply, browser_of):
    job = Job.objects.get()
    jobs.claim(job.pk)
    assert "It waits its turn" not in shown(browser_of, apply)
    Job.objects.update(heartbeat_at=timezone.now() - SILENCE - SILENCE)
    assert "It stopped. It goes on by itself within two minutes." in shown(browser_of, apply)
    sweep_jobs()
    apply.refresh_from_db()
    assert (apply.status, people()) == ("applied", ["Amina", "Omar"])
    running.run(job.pk)
    assert people() == ["Amina", "Omar"]


def test_import_that_two_workers_have_at_once_is_there_once(apply, monkeypatch):
    """A worker that was taken for dead comes back while another brings in the list."""
    count_rows = reading.count_rows
    begun = []

    def overtaken(found):
        begun.append(1)
        if len(begun) == 1:
            services.apply_rows(Import.objects.get(pk=apply.pk))
        return count_rows(found)

    monkeypatch.setattr(reading, "count_rows", overtaken)
    sweep_jobs()
    apply.refresh_from_db()
    assert (len(begun), apply.status, people()) == (2, "applied", ["Amina", "Omar"])


def test_import_that_kills_its_worker_each_time_goes_back_and_says_so(apply):
    job = Job.objects.get()
    Job.objects.update(attempts=4)
    jobs.claim(job.pk)
    Job.objects.update(heartbeat_at=timezone.now() - SILENCE - SILENCE)
    sweep_jobs()
    apply.refresh_from_db()
    job.refresh_from_db()
    assert (job.status, job.error, apply.status) == ("failed", "worker lost", "checked")


def test_check_that_failed_is_tried_again_from_the_page_of_jobs(bring, coordinator, browser_of, monkeypatch):
    batch = bring(LIST)
    with open_scope(hat_for(coordinator, "coordinator").scope):
        services.map_columns(batch, services.Mapping.from_dict(batch.mapping))
    with monkeypatch.context() as patch:
        patch.setattr(services, "run", lambda *_arguments: 1 / 0)
        sweep_jobs()
    job, failed = Job.objects.get(), Import.objects.get()
    assert (job.status, job.error, failed.status) == ("failed", "import stopped", "failed")
    browser_of.post(reverse("jobs:try_again", args=[job.pk]))
    sweep_jobs()
    batch.refresh_from_db()
    assert batch.status == "checked"
