"""Asking for a report, and building it."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from jobdesk.desks.models import Project
from jobdesk.jobs.running import say_how_far
from jobdesk.jobs.services import enqueue
from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import current_scope, system_scope
from reports.document.pdf import render_pdf
from reports.document.xlsx import render_xlsx
from reports.indicators import Period
from reports.models import Report
from reports.queries import report_contents

logger = logging.getLogger(__name__)

WAITING, BUILDING, READY, FAILED = (
    Report.Status.WAITING,
    Report.Status.BUILDING,
    Report.Status.READY,
    Report.Status.FAILED,
)
TRANSITIONS = {
    WAITING: frozenset({BUILDING, FAILED}),
    BUILDING: frozenset({READY, FAILED}),
    FAILED: frozenset({WAITING}),
}
# Percent of the work that is done after each part.
BEGUN, COUNTED, PDF_MADE, XLSX_MADE, ALL = 5, 40, 80, 95, 100


@transaction.atomic
def request_report(
    project: Project, *, from_on: date, to_on: date, cut_off_on: date | None = None, language: str
) -> Report:
    """Ask for a report: saves it as waiting, records who asked, and queues its building after the commit.

    ``cut_off_on`` is the last day of the period unless given. Raises RuleBroken for days that make no period
    or lie ahead, and OutsideScope for a project of somebody else.
    """
    cut_off_on = cut_off_on or to_on
    if to_on < from_on:
        raise RuleBroken(_("The period ends before it begins."), "to_on")
    if cut_off_on < to_on:
        raise RuleBroken(_("The cut-off date is before the end of the period."), "cut_off_on")
    if cut_off_on > timezone.localdate():
        field = "cut_off_on" if to_on <= timezone.localdate() else "to_on"
        raise RuleBroken(_("This day is still to come. Choose today or an earlier day."), field)
    report = Report(
        project=project,
        from_on=from_on,
        to_on=to_on,
        cut_off_on=cut_off_on,
        language=language,
        requested_by=current_scope().actor,
    )
    report.save()
    audit.record("report.request", report, {"project": project.code, "from": from_on, "to": to_on})
    audit.record_status(report, "", WAITING)
    enqueue("report", report.pk)
    return report


@transaction.atomic
def retry_report(report: Report) -> None:
    """Queue a report that failed, or that waits, once more. Raises RuleBroken when it is built or ready."""
    hold(report)
    if report.status != WAITING:
        audit.change_status(report, WAITING, TRANSITIONS, also={"progress": 0})
    enqueue("report", report.pk)


@transaction.atomic
def await_report_again(pk: int) -> None:
    """Let a report that failed wait once more: its job is tried again."""
    with system_scope("reports.await_report_again"):
        report = Report.objects.defer("pdf", "xlsx").get(pk=pk)
        hold(report)
        audit.change_status(report, WAITING, TRANSITIONS, also={"progress": 0})


@transaction.atomic
def end_report(pk: int) -> None:
    """Mark a report failed whose job was called off or ended without building it."""
    with system_scope("reports.end_report"):
        report = Report.objects.defer("pdf", "xlsx").get(pk=pk)
        hold(report)
        if report.status in (WAITING, BUILDING):
            audit.change_status(report, FAILED, TRANSITIONS)


def build_files(report: Report) -> None:
    """Count the report, make its files and mark it ready; on an error log its code and mark it failed.

    A report that is ready is left alone, so that a task may be handed out twice. Progress shows meanwhile.
    """
    if not _begin(report):
        return
    try:
        with translation.override(report.language):
            contents = report_contents(
                report.project, Period(report.from_on, report.to_on, report.cut_off_on)
            )
            _advance(report, COUNTED)
            pdf = render_pdf(contents, timezone.localdate())
            _advance(report, PDF_MADE)
            xlsx = render_xlsx(contents)
            _advance(report, XLSX_MADE)
            _finish(report, contents.to_dict(), pdf, xlsx)
    except Exception:  # whatever went wrong, the person who waits must be told
        logger.exception("Report %s could not be built.", report.code)
        _fail(report)


@transaction.atomic
def _begin(report: Report) -> bool:
    """Mark the report as being built, also when an earlier build broke off; False when it is done already."""
    hold(report)
    if report.status == WAITING:
        audit.change_status(report, BUILDING, TRANSITIONS, also={"progress": BEGUN})
    return report.status == BUILDING


def _advance(report: Report, progress: int) -> None:
    say_how_far(progress, ALL)
    report.progress = progress
    report.save(update_fields=["progress"])


@transaction.atomic
def _finish(report: Report, contents: dict[str, Any], pdf: bytes, xlsx: bytes) -> None:
    hold(report)
    if report.status != BUILDING:
        return
    files = {"contents": contents, "pdf": pdf, "xlsx": xlsx}
    audit.change_status(
        report, READY, TRANSITIONS, also={"progress": ALL, "ready_at": timezone.now(), **files}
    )


@transaction.atomic
def _fail(report: Report) -> None:
    hold(report)
    if report.status == BUILDING:
        audit.change_status(report, FAILED, TRANSITIONS)
