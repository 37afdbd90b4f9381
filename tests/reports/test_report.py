"""The page of a report and its files: the same figures everywhere."""

import json
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from jobdesk.accounts.hats import hat_for
from jobdesk.jobs.models import Job
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope, system_scope
from reports import services
from reports.models import Report
from reports.services import request_report
from tests.factories.accounts import MembershipFactory
from tests.reports.conftest import FIGURES, FROM, TO
from tests.reports.document.test_pdf import text_of

SHOWN = {code: f"{value:.1%}" if isinstance(value, float) else str(value) for code, value in FIGURES.items()}


def page(report):
    return reverse("reports:report", args=[report.code])


def file(report, file_format):
    return reverse("reports:report_download", args=[report.code, file_format])


@pytest.fixture
def waiting_report(desk):
    with system_scope("test"):
        return Report.objects.create(
            project=desk.project,
            from_on=FROM,
            to_on=TO,
            cut_off_on=TO,
            language="en",
            status="building",
            progress=40,
        )


@pytest.mark.parametrize("who", ["funder", "coordinator"])
def test_page_pdf_workbook_and_json_show_the_same_figures(desk, ready_report, who):
    client = desk.client(getattr(desk, who))
    shown = client.get(page(ready_report)).context["definitions"]
    assert {row["code"]: row["value"] for row in shown} == SHOWN
    data = json.loads(client.get(file(ready_report, "json")).content)
    assert {code: figure["value"] for code, figure in data["figures"].items()} == FIGURES
    book = load_workbook(BytesIO(client.get(file(ready_report, "xlsx")).content))
    rows = book["Figures"].iter_rows(min_row=7, max_col=3, values_only=True)
    assert {code: value for code, _name, value in rows if code in FIGURES} == FIGURES
    text = text_of(client.get(file(ready_report, "pdf")).content)
    text = text[text.index("Figures and definitions") :]
    for row in shown:
        assert f"{row['name']} {row['value']} " in text or f" {row['value']} {row['text'][:20]}" in text, row


def test_a_funder_sees_no_person(desk, ready_report):
    client = desk.client(desk.funder)
    seen = client.get(page(ready_report)).content + client.get(file(ready_report, "json")).content
    assert b"Yonas" not in seen
    assert b"Tesfay" not in seen


@pytest.mark.parametrize(
    ("file_format", "content_type"),
    [
        ("pdf", "application/pdf"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("json", "application/json"),
    ],
)
def test_files_name_the_project_and_the_period(desk, ready_report, file_format, content_type):
    response = desk.client(desk.funder).get(file(ready_report, file_format))
    assert response.headers["Content-Type"] == content_type
    assert (
        response.headers["Content-Disposition"]
        == f'attachment; filename="jobdesk-LINDE-2023-01-01-2023-12-31.{file_format}"'
    )
    assert response.headers["Cache-Control"] == "private, no-store"


def test_another_kind_of_file_is_not_found(desk, ready_report):
    assert desk.client(desk.funder).get(file(ready_report, "csv")).status_code == 404


def test_a_report_of_somebody_else_is_not_found(desk, ready_report):
    client = desk.client(desk.stranger)
    assert client.get(page(ready_report)).status_code == 404
    assert client.get(file(ready_report, "pdf")).status_code == 404
    assert client.post(reverse("reports:report_again", args=[ready_report.code])).status_code == 404


@pytest.mark.parametrize("role", [Role.COACH, Role.EMPLOYER, Role.ADMINISTRATOR])
def test_other_roles_may_not(desk, ready_report, role):
    user = MembershipFactory(role=role, centres=[desk.centre] if role == Role.COACH else []).user
    client = desk.client(user)
    assert client.get(page(ready_report)).status_code == 403
    assert client.get(file(ready_report, "pdf")).status_code == 403
    assert client.post(reverse("reports:report_again", args=[ready_report.code])).status_code == 403


def test_other_methods_are_refused(desk, ready_report):
    client = desk.client(desk.funder)
    assert client.post(page(ready_report)).status_code == 405
    assert client.post(file(ready_report, "pdf")).status_code == 405
    assert client.get(reverse("reports:report_again", args=[ready_report.code])).status_code == 405


def test_progress_shows_while_it_is_built(desk, waiting_report):
    client = desk.client(desk.funder)
    whole = client.get(page(waiting_report)).content.decode()
    assert "Look again" in whole
    part = client.get(page(waiting_report), headers={"hx-request": "true"}).content.decode()
    assert '<progress max="100" value="40"' in part
    assert "<html" not in part


def test_the_page_is_read_again_once_it_is_ready(desk, ready_report):
    response = desk.client(desk.funder).get(page(ready_report), headers={"hx-request": "true"})
    assert (response.headers["HX-Refresh"], response.content) == ("true", b"")


def test_a_report_under_way_has_no_file_yet(desk, waiting_report):
    response = desk.client(desk.funder).get(file(waiting_report, "pdf"), follow=True)
    assert response.redirect_chain == [(page(waiting_report), 302)]
    assert [str(message) for message in response.context["messages"]] == [
        "This report is not ready yet, so there is no file."
    ]


def test_a_report_that_failed_is_tried_again(desk, waiting_report, django_capture_on_commit_callbacks):
    with system_scope("test"):
        Report.objects.filter(pk=waiting_report.pk).update(status="failed")
    client = desk.client(desk.funder)
    assert "The report could not be built" in client.get(page(waiting_report)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("reports:report_again", args=[waiting_report.code]))
    assert response.headers["Location"] == page(waiting_report)
    assert client.get(page(waiting_report)).context["report"].status == "ready"


def test_a_report_that_waits_says_so_and_is_asked_again(desk, django_capture_on_commit_callbacks):
    with open_scope(hat_for(desk.funder, "funder").scope):
        report = request_report(desk.project, from_on=FROM, to_on=TO, language="en")
    client = desk.client(desk.funder)
    shown = client.get(page(report)).content.decode()
    assert ("It waits its turn" in shown, "<progress" in shown) == (True, False)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("reports:report_again", args=[report.code]))
    assert client.get(page(report)).context["report"].status == "ready"
    assert Job.objects.get().status == "done"


def test_a_report_that_is_called_off_can_be_asked_again(desk, django_capture_on_commit_callbacks):
    with open_scope(hat_for(desk.funder, "funder").scope):
        report = request_report(desk.project, from_on=FROM, to_on=TO, language="en")
    client = desk.client(desk.funder)
    client.post(reverse("jobs:cancel", args=[Job.objects.get().pk]))
    assert "The report could not be built" in client.get(page(report)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("reports:report_again", args=[report.code]))
    assert client.get(page(report)).context["report"].status == "ready"
    assert sorted(Job.objects.values_list("status", flat=True)) == ["cancelled", "done"]


def test_a_report_that_failed_is_tried_again_from_the_page_of_jobs(
    desk, monkeypatch, django_capture_on_commit_callbacks
):
    with monkeypatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr(services, "render_xlsx", lambda *_arguments: 1 / 0)
        with open_scope(hat_for(desk.coordinator, "coordinator").scope):
            report = request_report(desk.project, from_on=FROM, to_on=TO, language="en")
    job = Job.objects.get()
    assert (job.status, job.error) == ("failed", "report not built")
    with django_capture_on_commit_callbacks(execute=True):
        desk.client(desk.coordinator).post(reverse("jobs:try_again", args=[job.pk]))
    job.refresh_from_db()
    assert (job.status, job.done, job.total) == ("done", 0, 0)
    with system_scope("test"):
        report.refresh_from_db()
    assert report.status == "ready"
