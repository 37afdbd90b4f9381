import pytest
from django.utils import timezone

from jobdesk.accounts.hats import hat_for
from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import OutsideScope, open_scope, system_scope
from reports import services
from reports.models import Report
from reports.tasks import build_report
from tests.reports.conftest import FIGURES, FROM, TO


def ask(desk, user, role="funder", **changes):
    days = {"from_on": FROM, "to_on": TO, "cut_off_on": None} | changes
    with open_scope(hat_for(user, role).scope):
        return services.request_report(desk.project, language="en", **days)


def statuses(report):
    rows = StatusChange.objects.filter(subject_type="reports.report", subject_id=report.pk)
    return [(row.from_status, row.to_status) for row in rows.order_by("id")]


def test_asking_saves_records_and_queues(desk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as queued:
        report = ask(desk, desk.funder)
    assert (report.status, report.progress, report.cut_off_on) == ("waiting", 0, TO)
    assert report.requested_by == desk.funder
    entry = AuditEntry.objects.get(action="report.request")
    assert (entry.actor, entry.subject_id, entry.changes["project"]) == (desk.funder, report.pk, "LINDE")
    assert len(queued) == 1


def test_a_report_is_built_once_however_often_the_task_runs(ready_report):
    assert (ready_report.status, ready_report.progress) == ("ready", 100)
    assert {code: figure["value"] for code, figure in ready_report.contents["figures"].items()} == FIGURES
    assert statuses(ready_report) == [("", "waiting"), ("waiting", "building"), ("building", "ready")]
    build_report(ready_report.pk)
    with system_scope("test"):
        again = Report.objects.get(pk=ready_report.pk)
    assert (again.ready_at, again.pdf) == (ready_report.ready_at, ready_report.pdf)


def test_a_build_that_broke_off_starts_again(desk):
    report = ask(desk, desk.funder)
    with system_scope("test"):
        Report.objects.filter(pk=report.pk).update(status="building", progress=80)
    build_report(report.pk)
    with system_scope("test"):
        assert Report.objects.get(pk=report.pk).status == "ready"


def test_an_error_marks_the_report_failed_and_it_can_be_tried_again(
    desk, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def broken(*_args):
        raise OSError("disk full")

    with monkeypatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr(services, "render_xlsx", broken)
        report = ask(desk, desk.funder)
    assert f"Report {report.code} could not be built." in caplog.text
    with open_scope(hat_for(desk.funder, "funder").scope):
        report.refresh_from_db()
        assert report.status == "failed"
        with django_capture_on_commit_callbacks(execute=True):
            services.retry_report(report)
        report.refresh_from_db()
        assert report.status == "ready"
        with pytest.raises(RuleBroken):
            services.retry_report(report)


def test_days_that_make_no_period_are_refused(desk):
    tomorrow = timezone.localdate() + timezone.timedelta(days=1)
    for changes, field in (
        ({"to_on": FROM, "from_on": TO}, "to_on"),
        ({"cut_off_on": FROM}, "cut_off_on"),
        ({"to_on": tomorrow}, "to_on"),
        ({"cut_off_on": tomorrow}, "cut_off_on"),
    ):
        with pytest.raises(RuleBroken) as error:
            ask(desk, desk.funder, **changes)
        assert error.value.field == field
    with system_scope("test"):
        assert Report.objects.count() == 0


def test_a_project_of_somebody_else_is_refused(desk):
    with pytest.raises(OutsideScope):
        ask(desk, desk.stranger)
