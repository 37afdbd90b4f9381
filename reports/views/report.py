"""One report: its figures, its files, and how far it is while it is being built."""

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jobdesk.jobs.queries import latest_job
from jobdesk.trail.access import allowed, may
from jobdesk.trail.errors import RuleBroken
from reports.document.contents import ReportContents
from reports.document.presentation import presented
from reports.models import Report
from reports.queries import overridden_starts
from reports.services import retry_report

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@require_GET
@allowed("reports.view")
def report(request: HttpRequest, code: str) -> HttpResponse:
    shown = get_object_or_404(Report.objects.select_related("project").defer("pdf", "xlsx"), code=code)
    is_under_way = shown.status in (Report.Status.WAITING, Report.Status.BUILDING)
    context = {
        "report": shown,
        "is_under_way": is_under_way,
        "job": latest_job(("report",), shown.pk) if is_under_way else None,
    }
    if request.htmx:
        if not is_under_way:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "reports/report.html#progress", context)
    if shown.status == Report.Status.READY:
        context |= presented(ReportContents.from_dict(shown.contents))
        context["starts"] = overridden_starts(shown) if may(request.hat, "placements.view") else []
    return render(request, "reports/report.html", context)


@require_POST
@allowed("reports.build")
def report_again(request: HttpRequest, code: str) -> HttpResponse:
    failed = get_object_or_404(Report.objects.defer("pdf", "xlsx"), code=code)
    try:
        retry_report(failed)
    except RuleBroken:
        messages.info(request, _("This report is being built already, or it is ready."))
    else:
        messages.success(request, _("The report is being built again."))
    return redirect("reports:report", code)


@require_GET
@allowed("reports.view")
def report_download(request: HttpRequest, code: str, file_format: str) -> HttpResponse:
    if file_format not in CONTENT_TYPES:
        raise Http404
    made = get_object_or_404(Report.objects.select_related("project"), code=code)
    if made.status != Report.Status.READY:
        messages.warning(request, _("This report is not ready yet, so there is no file."))
        return redirect("reports:report", code)
    if file_format == "json":
        body = json.dumps(made.contents, indent=2, ensure_ascii=False).encode()
    else:
        body = bytes(getattr(made, file_format))
    name = f"jobdesk-{made.project.code}-{made.from_on}-{made.to_on}.{file_format}"
    return HttpResponse(
        body,
        content_type=CONTENT_TYPES[file_format],
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )
