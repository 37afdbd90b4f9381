"""The projects whose figures one may see, their reports, and the form that asks for one."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.desks.models import Project
from jobdesk.trail.access import allowed, may
from jobdesk.trail.errors import RuleBroken
from reports.document.contents import ReportContents
from reports.document.presentation import in_short
from reports.forms import ReportForm
from reports.queries import listed_reports, newest_ready_reports, projects_in_scope
from reports.services import request_report

NEWEST = 20  # reports shown of a project


@require_http_methods(["GET", "POST"])
@allowed("reports.view")
def reports(request: HttpRequest) -> HttpResponse:
    may_build = may(request.hat, "reports.build")
    if request.method == "POST" and not may_build:
        raise PermissionDenied
    projects = projects_in_scope().prefetch_related(
        Prefetch("reports", listed_reports()[:NEWEST], to_attr="newest_reports")
    )
    code = request.GET.get("project")
    _tell_in_short(projects)
    chosen = next((each for each in projects if each.code == code), None) or next(iter(projects), None)
    form = ReportForm(
        request.POST or None, projects=projects_in_scope(), project=chosen, language=request.user.language
    )
    if request.method == "POST" and form.is_valid():
        try:
            report = request_report(**form.cleaned_data)
        except RuleBroken as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, _("The report is being built."))
            return redirect("reports:report", report.code)
    return render(
        request,
        "reports/reports.html",
        {
            "projects": projects,
            "form": form if may_build and projects else None,
        },
    )


def _tell_in_short(projects: Iterable[Project]) -> None:
    """Give each project its newest finished report, with the sentence and figures that it comes to."""
    newest = newest_ready_reports(projects)
    for project in projects:
        project.told = newest.get(project.pk)
        if project.told:
            project.in_short = in_short(ReportContents.from_dict(project.told.contents))
