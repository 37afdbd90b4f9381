"""Background work on reports."""

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from jobdesk.jobs.kinds import GiveUpError, job_kind
from jobdesk.trail.scoping import system_scope
from reports.models import Report
from reports.services import await_report_again, build_files, end_report


@job_kind("report", _("Report"), on_end=end_report, again=await_report_again)
@shared_task
def build_report(report_id: int) -> None:
    """Build a report that was asked for. Harmless when it is run twice."""
    with system_scope("reports.build_report"):
        report = Report.objects.select_related("project").get(pk=report_id)
        build_files(report)
        if report.status == Report.Status.FAILED:
            raise GiveUpError("report not built")
