"""Opening, closing and putting off a step."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from residents.models import Step
from tests.factories.residents import ResidentFactory, StepFactory
from tests.residents.sweep import assert_guarded


@pytest.fixture
def step(resident):
    return StepFactory(resident=resident)


@pytest.fixture
def url(resident, step):
    return reverse("residents:step", args=[resident.code, step.pk])


@pytest.fixture
def new_url(resident):
    return reverse("residents:step_new", args=[resident.code])


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_step_is_guarded(client_of, coach, employer, url, stranger):
    foreign = reverse("residents:step", args=[stranger.code, StepFactory(resident=stranger).pk])
    assert_guarded(client_of, url, foreign_url=foreign, insider=coach, outsider=employer)


def test_step_under_the_code_of_another_resident_is_not_found(client_of, coach, step, stranger):
    url = reverse("residents:step", args=[stranger.code, step.pk])
    assert client_of(coach).get(url).status_code == 404


def test_step_new_is_guarded(client_of, coach, employer, new_url, stranger):
    foreign = reverse("residents:step_new", args=[stranger.code])
    assert_guarded(client_of, new_url, foreign_url=foreign, insider=coach, outsider=employer)


def test_step_new_offers_the_steps_of_the_country(client_of, coach, new_url):
    lines = client_of(coach).get(new_url).context["lines"]
    assert [line.choice.data["value"] for line in lines] == [
        "bsn",
        "bank_account",
        "twv",
        "notification",
        "volunteer_declaration",
        "identity_copy",
        "start_confirmation",
        "income_declaration",
        "health_insurance",
        "document_renewal",
        "diploma_valuation",
        "integration_plan",
    ]
    assert (lines[2].party, lines[2].duration) == ("Employer", "35 days by law")


def test_step_new_opens_a_step(client_of, coach, resident, new_url):
    response = client_of(coach).post(new_url, {"kind": "twv", "opened_on": day(0), "note": "Hotel"})
    with system_scope("test"):
        step = Step.objects.get()
    assert response["Location"] == reverse("desk:resident", args=[resident.code])
    assert (step.kind, step.party, step.note) == ("twv", "employer", "Hotel")
    assert AuditEntry.objects.get(action="step.opened").actor == coach


def test_step_new_open_already_keeps_what_was_typed(client_of, coach, step, new_url):
    form = (
        client_of(coach).post(new_url, {"kind": "bsn", "opened_on": day(0), "note": "Again"}).context["form"]
    )
    assert form.errors == {"kind": ["This step is open already."]}
    assert form["note"].value() == "Again"


def test_step_closes_with_its_evidence(client_of, coach, step, url):
    client_of(coach).post(
        url, {"action": "close", "close-status": "done", "close-on": day(-1), "close-note": "Letter seen"}
    )
    step.refresh_from_db()
    assert (step.status, step.closed_on.isoformat(), step.note) == ("done", day(-1), "Letter seen")
    assert AuditEntry.objects.get(action="step.closed").actor == coach


def test_step_put_off_to_yesterday_keeps_what_was_typed(client_of, coach, step, url):
    response = client_of(coach).post(
        url, {"action": "postpone", "postpone-due_on": day(-1), "postpone-note": "Office closed"}
    )
    form = response.context["postpone"]
    assert form.errors == {"due_on": ["Choose a day after today."]}
    assert form["note"].value() == "Office closed"


def test_step_is_put_off(client_of, coach, step, url):
    client_of(coach).post(url, {"action": "postpone", "postpone-due_on": day(20), "postpone-note": "Closed"})
    step.refresh_from_db()
    assert (step.due_on.isoformat(), step.note) == (day(20), "Closed")


def test_step_says_when_it_is_late(client_of, coach, resident, url, step):
    with system_scope("test"):
        step.due_on = timezone.localdate() - timedelta(days=1)
        step.save()
    context = client_of(coach).get(url).context
    assert (context["is_late"], context["waited"]) == (True, 20)


def test_step_outside_the_catalogue_of_the_country_still_shows(client_of, coach, resident):
    dimona = StepFactory(resident=resident, kind="dimona")
    url = reverse("residents:step", args=[resident.code, dimona.pk])
    assert client_of(coach).get(url).context["duration"] == ""


def test_step_closed_shows_how_long_it_took(client_of, coach, resident):
    closed = StepFactory(
        resident=resident, kind="twv", status="done", closed_on=timezone.localdate() - timedelta(days=5)
    )
    url = reverse("residents:step", args=[resident.code, closed.pk])
    assert "It took 15 days." in client_of(coach).get(url).content.decode()


def test_step_says_how_long_the_desks_own_cases_took(client_of, coach, resident, url):
    for days in range(1, 12):
        StepFactory(
            resident=ResidentFactory(centre=resident.centre),
            opened_on=timezone.localdate() - timedelta(days=100),
            status="done",
            closed_on=timezone.localdate() - timedelta(days=100 - 10 * days),
        )
    context = client_of(coach).get(url).context
    place = resident.centre.municipality
    assert context["duration"] == (
        f"Half of the 12 cases in {place} took 60 days or less, one in ten over 100."
    )
    assert context["usual"].number == 12


def test_step_with_too_few_cases_says_that_the_catalogue_speaks(client_of, coach, url):
    assert client_of(coach).get(url).context["duration"] == (
        "This usually takes 41 days. "
        "The desks have too few cases of their own yet: this is the usual time of the catalogue."
    )


def test_step_with_a_term_by_law_says_the_law(client_of, coach, resident):
    permit = StepFactory(resident=resident, kind="twv")
    url = reverse("residents:step", args=[resident.code, permit.pk])
    assert client_of(coach).get(url).context["duration"] == "By law this takes at most 35 days."
