"""Other hours or another end than agreed: the permit is asked for again, and until then nobody starts."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from matching import services
from residents.models import Step
from residents.services import close_step
from tests.factories.matching import PlacementFactory
from tests.factories.residents import DocumentFactory, LegalEventFactory, StepFactory

TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def placement(meeting, as_coach):
    """Planned for today, with the permit recorded: it could start."""
    placement = PlacementFactory(
        match__resident=meeting.resident,
        match__vacancy=meeting.vacancy,
        match__project=meeting.project,
        planned_start_on=TODAY(),
        planned_end_on=TODAY() + timedelta(days=60),
    )
    services.record_work_permit(placement, TODAY(), TODAY() + timedelta(days=90))
    return placement


def change(placement, **fields):
    agreed = {
        "hours": placement.hours,
        "planned_start_on": placement.planned_start_on,
        "planned_end_on": placement.planned_end_on,
    }
    services.change_placement(placement, **(agreed | fields))


def open_permits():
    return Step.objects.filter(kind="twv", status="open").count()


@pytest.mark.parametrize("fields", [{"hours": 32}, {"planned_end_on": None}])
def test_change_asks_the_permit_again_and_blocks_the_start(placement, fields):
    change(placement, **fields)
    assert open_permits() == 1
    with pytest.raises(RuleBroken, match="must be asked for again"):
        services.start_placement(placement, TODAY())
    services.record_work_permit(placement, TODAY(), TODAY() + timedelta(days=120))
    services.start_placement(placement, TODAY())
    assert (placement.status, open_permits()) == ("started", 0)
    assert AuditEntry.objects.filter(action="placement.changed").count() == 1


def test_another_first_day_alone_needs_no_new_permit(placement):
    change(placement, planned_start_on=TODAY() + timedelta(days=3))
    assert open_permits() == 0


def test_change_twice_asks_once(placement):
    change(placement, hours=30)
    change(placement, hours=32)
    assert open_permits() == 1


def test_change_of_who_needs_no_permit(placement):
    LegalEventFactory(resident=placement.resident, type="status_granted", value="refugee")
    DocumentFactory(resident=placement.resident, type="residence-permit")
    change(placement, hours=32)
    assert open_permits() == 0
    services.start_placement(placement, TODAY())


def test_change_after_the_start_asks_again_but_keeps_the_first_day(placement):
    services.start_placement(placement, TODAY())
    change(placement, planned_end_on=TODAY() + timedelta(days=200))
    assert open_permits() == 1
    with pytest.raises(RuleBroken) as refused:
        change(placement, planned_start_on=TODAY() + timedelta(days=1))
    assert refused.value.field == "planned_start_on"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, ""),
        ({"planned_start_on": TODAY() - timedelta(days=90)}, "planned_start_on"),
        ({"planned_end_on": TODAY() - timedelta(days=1)}, "planned_end_on"),
    ],
)
def test_change_that_cannot_be(placement, fields, field):
    with pytest.raises(RuleBroken) as refused:
        change(placement, **fields)
    assert (refused.value.field or "") == field


def test_change_of_what_is_over(placement):
    services.cancel_placement(placement, "No.")
    with pytest.raises(RuleBroken):
        change(placement, hours=10)


def test_start_of_paid_work_opens_what_comes_with_a_wage(placement):
    services.start_placement(placement, TODAY())
    kinds = Step.objects.filter(status="open").order_by("kind").values_list("kind", flat=True)
    assert list(kinds) == ["health_insurance", "income_declaration"]


def test_screen_changes_and_keeps_what_was_typed(placement, meeting, client_of):
    url, client = reverse("matching:placement_record", args=[placement.code]), client_of(meeting.coach)
    answers = {
        "action": "change",
        "hours": 32,
        "wage_hour": "16,20",
        "planned_start_on": TODAY().isoformat(),
        "planned_end_on": (TODAY() - timedelta(days=9)).isoformat(),
    }
    assert list(client.post(url, answers).context["failed"].errors) == ["planned_end_on"]
    assert client.post(url, answers | {"planned_end_on": ""}).status_code == 302
    placement.refresh_from_db()
    assert (placement.hours, placement.planned_end_on, open_permits()) == (32, None, 1)


def test_permit_that_was_asked_again_is_not_done_by_a_tick(placement, meeting, client_of):
    change(placement, hours=32)
    step = Step.objects.get(kind="twv", status="open")
    with pytest.raises(RuleBroken, match="Record what ends this step"):
        close_step(step)
    with pytest.raises(RuleBroken, match="Say why it is not needed"):
        close_step(step, Step.Status.NOT_NEEDED)
    url = reverse("residents:step", args=[placement.resident.code, step.pk])
    page = client_of(meeting.coach).get(url)
    assert [value for value, _label in page.context["close"].fields["status"].choices] == ["not_needed"]
    assert reverse("matching:placement_record", args=[placement.code]) in page.content.decode()
    with pytest.raises(RuleBroken, match="must be asked for again"):
        services.start_placement(placement, TODAY())
    close_step(step, Step.Status.NOT_NEEDED, note="UWV, by telephone: fewer hours fit the same permit")
    services.start_placement(placement, TODAY())


def test_new_permit_may_have_the_days_of_the_one_before(placement):
    change(placement, hours=32)
    services.record_work_permit(placement, TODAY(), TODAY() + timedelta(days=90))
    assert (open_permits(), placement.resident.documents.filter(type="TWV").count()) == (0, 1)
    services.start_placement(placement, TODAY())
    with pytest.raises(RuleBroken, match="recorded already"):  # nothing was asked for again
        services.record_work_permit(placement, TODAY(), TODAY() + timedelta(days=90))


def test_new_permit_is_recorded_while_the_work_goes_on(placement, meeting, client_of):
    services.start_placement(placement, TODAY())
    client = client_of(meeting.coach)
    url = reverse("matching:placement_record", args=[placement.code])
    days = {"action": "permit", "from_on": TODAY(), "until_on": TODAY() + timedelta(days=200)}
    assert client.post(url, days).status_code == 400
    change(placement, planned_end_on=TODAY() + timedelta(days=180))
    assert client.post(url, days).status_code == 302
    assert (open_permits(), placement.resident.documents.filter(type="TWV").count()) == (0, 2)


def test_placement_tells_what_changed_and_why_the_permit_is_asked_again(placement, meeting, client_of):
    change(placement, hours=32)
    page = client_of(meeting.coach).get(reverse("desk:placement", args=[placement.code]))
    assert "Changed what was agreed about the work." in [line["title"] for line in page.context["history"]]
    assert "The agreed hours or end changed: the permit no longer fits." in page.content.decode()


@pytest.mark.parametrize("days", [1, 10])
def test_dimona_moves_with_the_first_day(meeting, as_coach, placement, days):
    step = StepFactory(
        resident=meeting.resident, kind="dimona", party="employer", subject=placement.code, due_on=TODAY()
    )
    other = StepFactory(
        resident=meeting.resident, kind="dimona", party="employer", subject="P-222222", due_on=TODAY()
    )
    change(placement, planned_start_on=TODAY() + timedelta(days=days))
    for each in (step, other):
        each.refresh_from_db()
    assert (step.due_on, other.due_on) == (TODAY() + timedelta(days=days), TODAY())
