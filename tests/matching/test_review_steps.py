"""The nightly look at permits: of planned work, as its right to work asks, and of running work, in time."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from jobdesk.trail.scoping import system_scope
from matching import services, tasks
from residents.models import Step
from tests.factories.matching import PlacementFactory, StartedPlacementFactory
from tests.factories.residents import DocumentFactory, LegalEventFactory

TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def placed(meeting, factory=PlacementFactory, **fields):
    return factory(
        match__resident=meeting.resident,
        match__vacancy=meeting.vacancy,
        match__project=meeting.project,
        **fields,
    )


def steps():
    with system_scope("test"):
        return list(Step.objects.order_by("pk").values_list("kind", "status"))


def permit(placement, days):
    return DocumentFactory(
        resident=placement.resident,
        type="TWV",
        employer=placement.match.company.employer_code,
        from_on=TODAY() - timedelta(days=100),
        until_on=TODAY() + timedelta(days=days),
    )


def test_planned_work_gets_the_permit_it_needs_now_once(meeting):
    placed(meeting)
    assert [tasks.review_steps(), tasks.review_steps()] == [1, 0]
    assert steps() == [("twv", "open")]


def test_granted_status_makes_the_permit_needless(meeting):
    placed(meeting)
    tasks.review_steps()
    LegalEventFactory(resident=meeting.resident, type="status_granted", value="refugee", on=TODAY())
    DocumentFactory(resident=meeting.resident, type="residence-permit", until_on=None)
    assert tasks.review_steps() == 1
    assert steps() == [("twv", "not_needed")]


def test_permit_that_ends_before_the_work_is_asked_for_again(meeting):
    placement = placed(meeting, StartedPlacementFactory)
    ending = permit(placement, 56)
    assert [tasks.review_steps(), tasks.review_steps()] == [1, 0]
    with system_scope("test"):
        step = Step.objects.get()
    assert (step.kind, step.subject, step.due_on) == ("twv", placement.code, ending.until_on)


@pytest.mark.parametrize(
    ("days", "fields"),
    [(57, {}), (20, {"planned_end_on": TODAY() + timedelta(days=20)}), (20, {"kind": "volunteering"})],
)
def test_no_renewal_too_early_or_for_work_that_ends_or_needs_none(meeting, days, fields):
    permit(placed(meeting, StartedPlacementFactory, **fields), days)
    tasks.review_steps()
    assert [kind for kind, _status in steps()] == []


def test_later_permit_needs_no_renewal(meeting):
    placement = placed(meeting, StartedPlacementFactory)
    permit(placement, 20)
    permit(placement, 200)
    assert tasks.review_steps() == 0


def test_volunteer_starts_after_the_answer_of_uwv(meeting, as_coach, client_of):
    placement = placed(meeting, kind="volunteering", wage_hour=None, planned_start_on=TODAY())
    services.review_permit_steps()
    assert steps() == [("volunteer_declaration", "open")]
    url, client = reverse("matching:placement_record", args=[placement.code]), client_of(meeting.coach)
    actions = [action.name for action, _form in client.get(url).context["choices"]]
    assert actions == ["declared", "start", "change", "not_started", "void"]
    answer = {"action": "declared", "value": "acknowledged", "on": TODAY().isoformat()}
    assert client.post(url, answer).status_code == 302
    assert steps() == [("volunteer_declaration", "done")]
    services.start_placement(placement, TODAY())
    assert placement.status == "started"
    # No wage: nothing to declare, and no insurance that a wage brings.
    assert steps() == [("volunteer_declaration", "done")]


def test_change_of_the_first_day_opens_what_was_not_possible_before(meeting, as_coach):
    placement = placed(meeting, planned_start_on=TODAY() + timedelta(days=3))
    services.change_placement(placement, placement.hours, TODAY() + timedelta(days=9))
    assert steps() == [("twv", "open")]
