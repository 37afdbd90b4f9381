from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobdesk.trail.access import Role
from jobdesk.trail.scoping import system_scope
from reports.models import Report
from tests.factories.accounts import MembershipFactory
from tests.reports.conftest import PERIOD

URL = reverse("reports:reports")


def test_a_funder_sees_the_projects_they_fund(desk, ready_report):
    response = desk.client(desk.funder).get(URL)
    assert [project.code for project in response.context["projects"]] == ["LINDE"]
    page = response.content.decode()
    assert reverse("reports:report", args=[ready_report.code]) in page
    (project,) = response.context["projects"]
    assert project.in_short["summary"] in page
    assert [each["label"] for each in project.in_short["figures"]][:2] == ["Intake", "Match"]
    page = desk.client(desk.stranger).get(URL).content.decode()
    assert "Linde at work" not in page
    assert ready_report.code not in page
    assert "No report yet" in page


def test_the_form_begins_with_the_period_of_the_project(desk):
    form = desk.client(desk.coordinator).get(URL, {"project": "LINDE"}).context["form"]
    assert {name: str(form[name].value() or "") for name in form.fields} == {
        "project": "LINDE",
        **PERIOD,
        "cut_off_on": "",
        "language": "en",
    }


@pytest.mark.parametrize("who", ["funder", "coordinator"])
def test_a_report_is_asked_for(desk, who, django_capture_on_commit_callbacks):
    user = getattr(desk, who)
    with django_capture_on_commit_callbacks(execute=True):
        response = desk.client(user).post(URL, {"project": "LINDE", "language": "nl", **PERIOD})
    with system_scope("test"):
        report = Report.objects.get()
    assert response.headers["Location"] == reverse("reports:report", args=[report.code])
    assert (report.status, report.requested_by, report.language) == ("ready", user, "nl")


def test_wrong_days_are_said_at_the_field(desk):
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = desk.client(desk.funder).post(
        URL, {"project": "LINDE", "language": "nl", "from_on": "2023-01-01", "to_on": tomorrow.isoformat()}
    )
    assert response.context["form"].errors == {
        "to_on": ["This day is still to come. Choose today or an earlier day."]
    }


def test_a_project_of_somebody_else_cannot_be_chosen(desk):
    response = desk.client(desk.stranger).post(URL, {"project": "LINDE", "language": "nl", **PERIOD})
    assert list(response.context["form"].errors) == ["project"]
    with system_scope("test"):
        assert Report.objects.count() == 0


@pytest.mark.parametrize("role", [Role.COACH, Role.EMPLOYER, Role.ADMINISTRATOR])
def test_other_roles_may_not(desk, role):
    user = MembershipFactory(role=role, centres=[desk.centre] if role == Role.COACH else []).user
    assert desk.client(user).get(URL).status_code == 403


def test_other_methods_are_refused(desk):
    assert desk.client(desk.funder).put(URL).status_code == 405


def test_a_funder_without_projects_is_told(db, client):
    client.force_login(MembershipFactory(role=Role.FUNDER).user)
    response = client.get(URL)
    assert response.context["form"] is None
    assert "You are not linked to a project yet." in response.content.decode()
