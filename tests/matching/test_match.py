from datetime import timedelta

import pytest
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from matching.models import Placement
from tests.factories.desks import ProjectFactory
from tests.factories.matching import ProposalFactory


@pytest.fixture
def invited(meeting):
    return ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy, status="invited")


def typed(meeting, **changes) -> dict:
    today = timezone.localdate()
    return {
        "matched_on": today.isoformat(),
        "project": meeting.project.pk,
        "kind": "paid_job",
        "hours": "24",
        "wage_hour": "16.20",
        "planned_start_on": (today + timedelta(days=14)).isoformat(),
        "planned_end_on": "",
        "clash_seen": "on",
    } | changes


def test_form_proposes_what_the_vacancy_says(meeting, invited, client_of):
    ProjectFactory()  # of another centre
    form = client_of(meeting.coach).get(f"/proposals/{invited.code}/match/").context["form"]
    assert (form["hours"].value(), form["kind"].value()) == (24, "paid_job")
    assert list(form.fields["project"].queryset) == [meeting.project]


def test_match_is_recorded_and_leads_to_the_placement(meeting, invited, client_of):
    response = client_of(meeting.coach).post(f"/proposals/{invited.code}/match/", typed(meeting))
    with system_scope("test"):
        placement = Placement.objects.get()
    assert (response.status_code, response.url) == (302, f"/placements/{placement.code}/")
    assert (placement.status, placement.hours, placement.resident) == ("planned", 24, meeting.resident)


def test_days_and_times_come_from_the_vacancy_and_stay_with_the_placement(meeting, invited, client_of):
    with system_scope("test"):
        invited.vacancy.shifts = 0b011
        invited.vacancy.save()
    client, page = client_of(meeting.coach), f"/proposals/{invited.code}/match/"
    assert client.get(page).context["form"]["shifts"].value() == ["mon-morning", "mon-afternoon"]
    client.post(page, typed(meeting, shifts=["mon-morning", "tue-morning"]))
    with system_scope("test"):
        placement = Placement.objects.get()
        assert (placement.shifts, placement.terms.get().shifts) == (0b001001, 0b001001)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"hours": "0"}, "hours"),
        ({"wage_hour": ""}, "wage_hour"),
        ({"matched_on": (timezone.localdate() + timedelta(days=1)).isoformat()}, "matched_on"),
        ({"planned_start_on": "2020-01-01"}, "planned_start_on"),
    ],
)
def test_wrong_input_stays_on_the_form(meeting, invited, client_of, changes, field):
    response = client_of(meeting.coach).post(f"/proposals/{invited.code}/match/", typed(meeting, **changes))
    assert list(response.context["form"].errors) == [field]


def test_who_was_not_invited_cannot_be_matched(meeting, client_of):
    proposal = ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    response = client_of(meeting.coach).post(f"/proposals/{proposal.code}/match/", typed(meeting))
    assert response.context["form"].non_field_errors() == [
        "Only a candidate whom the employer has invited can become a match."
    ]


def test_who_may_not_record_a_match(meeting, invited, client_of):
    address = f"/proposals/{invited.code}/match/"
    assert client_of(meeting.employer).get(address).status_code == 403
    assert client_of(meeting.other_coach).get(address).status_code == 404
    assert client_of(meeting.coach).put(address).status_code == 405
