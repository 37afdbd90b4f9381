"""Background work on reports."""

from celery import shared_task

from jobdesk.trail.scoping import system_scope
from reports.models import Report
from reports.services import build_files


@shared_task
def build_report(report_id: int) -> None:
    """Build a report that was asked for. Harmless when it is run twice."""
    with system_scope("reports.build_report"):
        build_files(Report.objects.select_related("project").get(pk=report_id))
