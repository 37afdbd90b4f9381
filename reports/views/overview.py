"""The coordinator's overview: from first talk to work, and what holds people up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from employers.queries import waiting_companies
from jobdesk.desks.models import Project
from jobdesk.trail.access import allowed
from reports.document import formatting, wording
from reports.document.presentation import funnel_steps
from reports.overview import (
    CENTRE_FIGURES,
    Gap,
    bottlenecks,
    expiring_documents,
    gaps,
    period_of,
    project_figures,
)
from reports.queries import projects_in_scope

SHOWN = 8  # documents in the list


@require_GET
@allowed("overview.view")
def overview(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    projects = list(projects_in_scope().prefetch_related("centres"))
    project = _chosen(projects, request.GET.get("project"))
    waiting = waiting_companies().exclude(brought_in_by=request.user).count()
    if project is None:
        return render(request, "reports/overview.html", {"project": None, "waiting": waiting})
    run_here = set(project.centres.all())
    of_project = [centre for centre in request.hat.centres if centre in run_here]
    picked = request.GET.get("centre", request.hat.centre.code if request.hat.centre else "")
    centres = [centre for centre in of_project if centre.code == picked] or of_project
    period = period_of(project, request.GET.get("period", ""))
    contents, by_centre = project_figures(project, period, centres)
    expiring = expiring_documents(centres, today)
    held_up = bottlenecks(centres, today)
    return render(
        request,
        "reports/overview.html",
        {
            "project": project,
            "waiting": waiting,
            "period": period,
            "funnel": funnel_steps(contents),
            "funnel_note": wording.positions(contents),
            "centre_heads": [wording.row_label(code) for code in CENTRE_FIGURES],
            "by_centre": by_centre,
            "other_centres": len(run_here) - len(of_project),
            "bottlenecks": held_up,
            "longest": max((row.wait.ninetieth or 0 for row in held_up if row.wait), default=0),
            "expiring": [(each, (each.until_on - today).days) for each in expiring[:SHOWN]],
            "expiring_count": expiring.count(),
            "gaps": [_shown(gap) for gap in gaps(centres)],
            "filters": _filters(request, projects, project, of_project, centres),
        },
    )


def _chosen(projects: list[Project], code: str | None) -> Project | None:
    """The project that was asked for, else one that runs, else the newest."""
    today = timezone.localdate()
    asked = [each for each in projects if each.code == code]
    running = [each for each in projects if each.starts_on <= today <= each.ends_on]
    return next(iter(asked or running or projects), None)


def _filters(request: HttpRequest, projects, project, of_project, centres) -> dict:
    return {
        "projects": [(each.code, each.name) for each in projects],
        "project": project.code,
        "periods": [("year", _("Since 1 January")), ("months", _("The last 12 months"))],
        "period": request.GET.get("period", ""),
        "centres": [(each.code, each.name) for each in of_project],
        "centre": centres[0].code if len(centres) == 1 and len(of_project) > 1 else "",
    }


def _shown(gap: Gap) -> dict:
    labels = {
        "birth_date": _("Date of birth"),
        "number": _("Agency's number"),
        "education": _("Highest education"),
        "consent": _("Consent to be shown to employers"),
    }
    share = (gap.people - gap.missing) / gap.people if gap.people else None
    return {"label": labels[gap.code], "complete": formatting.percent(share, 0), "missing": gap.missing}
