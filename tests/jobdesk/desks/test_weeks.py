"""In which weeks after a start people are spoken to: a coordinator says so, for work that starts later."""

from datetime import timedelta

import pytest

from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from matching.models import CheckIn
from matching.services import record_work_permit, start_placement
from tests.factories.matching import PlacementFactory


def weeks_of(project) -> list[int]:
    project.refresh_from_db()
    return project.check_in_weeks


def test_a_coordinator_changes_them_and_the_next_start_follows(meeting, client_of):
    address = f"/desks/projects/{meeting.project.pk}/check-ins/"
    client = client_of(meeting.coordinator)
    assert "1, 4, 13, 26, 52" in client.get(address).content.decode()
    assert client.post(address, {"weeks": "8, 2,2"}).status_code == 302
    assert weeks_of(meeting.project) == [2, 8]
    assert "2, 8" in client.get(f"/desks/projects/{meeting.project.pk}/").content.decode()
    assert AuditEntry.objects.get(action="project.weeks_changed").changes == {
        "check_in_weeks": [[1, 4, 13, 26, 52], [2, 8]]
    }
    placement = PlacementFactory(
        match__resident=meeting.resident, match__vacancy=meeting.vacancy, match__project=meeting.project
    )
    day = placement.match.matched_on
    with system_scope("test"):
        record_work_permit(placement, day, day + timedelta(days=300))
        start_placement(placement, day)
        assert list(CheckIn.objects.values_list("week", flat=True).order_by("week")) == [2, 8]


@pytest.mark.parametrize("typed", ["", "soon", "0", "105", "4, -1", "1;4", "99999999999"])
def test_what_is_no_week_stays_on_the_form(meeting, client_of, typed):
    address = f"/desks/projects/{meeting.project.pk}/check-ins/"
    response = client_of(meeting.coordinator).post(address, {"weeks": typed})
    assert list(response.context["form"].errors) == ["weeks"]
    assert weeks_of(meeting.project) == [1, 4, 13, 26, 52]


def test_who_may_not(meeting, client_of):
    address = f"/desks/projects/{meeting.project.pk}/check-ins/"
    assert client_of(meeting.coach).get(address).status_code == 403
    assert client_of(meeting.other_coordinator).get(address).status_code == 404
