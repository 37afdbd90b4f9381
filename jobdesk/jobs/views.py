"""Work in the background: what waits, runs, stopped or failed, and what can be done about it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jobdesk.jobs import services
from jobdesk.jobs.queries import SHOWN, jobs_in_sight, unfinished
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken


@require_GET
@allowed("jobs.view")
def jobs(request: HttpRequest) -> HttpResponse:
    """What is not done, the newest first."""
    found = unfinished(jobs_in_sight(request.user, request.hat))
    context = {"jobs": found[:SHOWN], "more": max(found.count() - SHOWN, 0)}
    return render(request, "jobs/jobs.html#list" if request.htmx else "jobs/jobs.html", context)


@require_POST
@allowed("jobs.manage")
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a job done now; leads back to where it was asked."""
    job = get_object_or_404(jobs_in_sight(request.user, request.hat), pk=pk)
    try:
        services.try_again(job)
    except RuleBroken as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, _("It is tried again."))
    return _back(request)


@require_POST
@allowed("jobs.manage")
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a job off; leads back to where it was asked."""
    job = get_object_or_404(jobs_in_sight(request.user, request.hat), pk=pk)
    try:
        services.cancel(job)
    except RuleBroken as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, _("It is cancelled."))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """To the page of this site on which the button stands; not by ``redirect``, which resolves names too."""
    page = request.POST.get("back", "")
    is_ours = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return HttpResponseRedirect(page if is_ours else reverse("home"))
