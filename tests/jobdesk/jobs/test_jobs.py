"""Work in the background: the page, who sees what, and what can be done about it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobdesk.jobs.models import SILENCE, Job
from jobdesk.trail.access import Role
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("jobs:jobs")


@pytest.fixture
def centre():
    return CentreFactory()


@pytest.fixture
def coordinator(centre):
    return MembershipFactory(role=Role.COORDINATOR, centres=[centre], organisation=centre.organisation).user


@pytest.fixture
def coach(centre):
    return MembershipFactory(centres=[centre], organisation=centre.organisation).user


@pytest.fixture
def stranger():
    return MembershipFactory(centres=[CentreFactory()]).user


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def job(actor=None, status="waiting", kind="invitation", **more) -> Job:
    ended = None if status in Job.OPEN else timezone.now()
    beat = timezone.now() if status == "running" else None
    return Job.objects.create(
        **{"actor": actor, "status": status, "kind": kind, "ended_at": ended, "heartbeat_at": beat} | more
    )


def shown(user) -> list[Job]:
    return list(signed_in(user).get(PAGE).context["jobs"])


def post(user, name, job, **data):
    return signed_in(user).post(reverse(f"jobs:{name}", args=[job.pk]), data)


def test_page_shows_what_waits_runs_stopped_and_failed(coordinator):
    kept = [job(coordinator, status) for status in ("waiting", "running", "stopped", "failed")]
    job(coordinator, "done")
    job(coordinator, "cancelled")
    assert shown(coordinator) == kept[::-1]


def test_page_says_how_far_it_is_and_what_went_wrong(coordinator):
    job(coordinator, "running", "import-apply", done=800, total=3000, attempts=1)
    job(coordinator, "stopped", attempts=2, error="SMTPServerDisconnected")
    page = signed_in(coordinator).get(PAGE).content.decode()
    words = ("Importing a list", "800 of 3000", "An invitation", "Attempt 2.")
    assert [each for each in (*words, "The mail server did not take the e-mail.") if each not in page] == []


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        ("recipient refused, 550", "The mail server refused the e-mail address. (550)"),
        ("ConnectionRefusedError", "The mail server or the storage could not be reached."),
        ("worker lost", "The program that did it was stopped."),
        ("TypeError", "An error of the site. Whoever runs the site finds it in the log as “TypeError”."),
        ("", ""),
    ],
)
def test_the_reason_of_a_failure_is_a_sentence(error, sentence):
    assert Job(error=error).reason == sentence


def test_worker_that_fell_silent_is_not_called_under_way(coordinator):
    job(coordinator, "running", heartbeat_at=timezone.now() - SILENCE - SILENCE)
    page = signed_in(coordinator).get(PAGE).content.decode()
    assert ("Stopped" in page, "Under way" in page) == (True, False)


def test_empty_page_says_that_everything_is_done(coordinator):
    assert "Everything is done" in signed_in(coordinator).get(PAGE).content.decode()


def test_coordinator_sees_the_jobs_of_the_centres_and_administrator_those_of_the_organisation(
    centre, coordinator, coach, stranger
):
    administrator = MembershipFactory(role=Role.ADMINISTRATOR, organisation=centre.organisation).user
    elsewhere = MembershipFactory(role=Role.ADMINISTRATOR, organisation=OrganisationFactory()).user
    mine, theirs, of_the_site = job(coach), job(stranger), job(None)
    assert shown(coordinator) == [mine]
    assert shown(administrator) == [of_the_site, mine]
    assert shown(elsewhere) == [of_the_site]
    assert {theirs.pk, mine.pk} == set(Job.objects.exclude(actor=None).values_list("pk", flat=True))


def test_coordinator_still_sees_what_a_colleague_left_whose_account_is_closed(coordinator, coach):
    left = job(coach, "failed")
    coach.is_active = False
    coach.save()
    assert shown(coordinator) == [left]


def test_administrator_of_a_centre_is_not_looked_after_by_its_coordinator(centre, coordinator):
    job(MembershipFactory(role=Role.ADMINISTRATOR, organisation=centre.organisation).user)
    assert shown(coordinator) == []


@pytest.mark.parametrize("name", ["try_again", "cancel"])
def test_acts_are_for_who_asked_and_who_looks_after_them(name, coordinator, coach, stranger):
    asked = job(coach)
    assert post(stranger, name, asked).status_code == 404
    assert Client().post(reverse(f"jobs:{name}", args=[asked.pk])).url.startswith("/account/login/")
    assert signed_in(coach).get(reverse(f"jobs:{name}", args=[asked.pk])).status_code == 405
    asked.refresh_from_db()
    assert asked.status == "waiting"
    assert post(coach, name, asked).status_code == 302
    assert post(coordinator, name, job(coach), back=PAGE).url == PAGE


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example/", "home", "", "/\\evil.example"])
def test_acts_lead_back_to_this_site_only(coordinator, back):
    assert post(coordinator, "cancel", job(coordinator), back=back).url == "/"


def test_cancelled_job_is_gone_from_the_page(coordinator):
    asked = job(coordinator)
    page = post_and_follow(coordinator, "cancel", asked)
    assert (list(page.context["jobs"]), "It is cancelled." in page.content.decode()) == ([], True)
    again = post_and_follow(coordinator, "cancel", asked)
    assert "This cannot be cancelled any more." in again.content.decode()


def post_and_follow(user, name, job):
    return signed_in(user).post(reverse(f"jobs:{name}", args=[job.pk]), {"back": PAGE}, follow=True)


def test_job_that_failed_is_tried_again_and_one_that_is_done_is_not(coordinator, monkeypatch):
    failed, done = job(coordinator, "failed", attempts=5, error="ValueError"), job(coordinator, "done")
    page = post_and_follow(coordinator, "try_again", failed)
    assert "It is tried again." in page.content.decode()
    failed.refresh_from_db()
    assert (failed.status, failed.attempts, failed.error, failed.ended_at) == ("waiting", 0, "", None)
    assert (
        "This is under way, or it has ended."
        in post_and_follow(coordinator, "try_again", done).content.decode()
    )
