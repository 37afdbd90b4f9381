"""One action on many rows: asked for on the list, confirmed, done, undone."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jobdesk.jobs.queries import latest_job
from jobdesk.jobs.running import run_here
from jobdesk.jobs.services import enqueue
from jobdesk.lists import bulk
from jobdesk.lists.bulk_page import run_page
from jobdesk.lists.definition import Action
from jobdesk.lists.models import BulkRun
from jobdesk.lists.page import reader_of
from jobdesk.lists.registry import lists
from jobdesk.lists.views.asked import choice_from, chosen_rows, list_named
from jobdesk.trail.access import allowed, may
from jobdesk.trail.errors import RuleBroken

Status = BulkRun.Status


@require_POST
@allowed("lists.use")
def list_bulk(request: HttpRequest, name: str) -> HttpResponse:
    """Ask for an action on the chosen rows; what cannot be asked leads back to the list, and says why."""
    definition = list_named(request, name)
    choice = choice_from(request, definition, request.POST.get("here", ""))
    back = reverse(definition.url_name) + choice.address()
    asked = definition.action(request.POST.get("action", ""))
    if asked is None:
        messages.error(request, _("Choose what to do with these rows."))
        return redirect(back)
    action = _permitted(request, asked)
    try:
        run = bulk.ask_run(definition, action, reader_of(request), chosen_rows(request, choice), back)
    except RuleBroken as error:
        messages.error(request, error.message)
        return redirect(back)
    form = action.form(reader=reader_of(request))
    if form.is_complete:
        _go(run, Status.CHECKING, form.usual())
    return redirect("lists:bulk_run", run.code)


@require_http_methods(["GET", "POST"])
@allowed("lists.use")
def bulk_run(request: HttpRequest, code: str) -> HttpResponse:
    """Ask what must be known, show what would happen, and do it when it is confirmed."""
    run = _own(request, code)
    definition = lists()[run.list_name]
    action, reader = _permitted(request, definition.action(run.action)), reader_of(request)
    is_confirmed = request.POST.get("confirm") == "yes"
    sent = request.POST if request.method == "POST" and not is_confirmed else None
    form = action.form(sent or run.data or None, reader=reader)
    try:
        if is_confirmed:
            _go(run, Status.RUNNING)
        elif sent is not None and form.is_valid():
            _go(run, Status.CHECKING, {name: sent.get(name, "") for name in form.fields})
    except RuleBroken as error:
        messages.error(request, error.message)
    if request.method == "POST" and (is_confirmed or form.is_valid()):
        return redirect("lists:bulk_run", code)
    context = run_page(run, definition, action, form) | {"job": latest_job(("list-action",), run.pk)}
    if request.htmx:
        if not context["is_busy"]:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "lists/bulk.html#progress", context)
    return render(request, "lists/bulk.html", context)


@require_POST
@allowed("lists.use")
def bulk_undo(request: HttpRequest, code: str) -> HttpResponse:
    """Turn back what is still as the action left it."""
    run = _own(request, code)
    _permitted(request, lists()[run.list_name].action(run.action))
    try:
        _go(run, Status.UNDOING)
    except RuleBroken as error:
        messages.error(request, error.message)
    return redirect("lists:bulk_run", code)


def _go(run: BulkRun, status: str, data: dict | None = None) -> None:
    """Take the next step with a run: at once when it is short, else in the worker."""
    with transaction.atomic():
        is_long = bulk.begin(run, status, data)
        job = enqueue("list-action", run.pk, at_commit=is_long)
    if not is_long:
        run_here(job)


def _own(request: HttpRequest, code: str) -> BulkRun:
    return get_object_or_404(BulkRun, code=code, owner=request.user, role=request.hat.role)


def _permitted(request: HttpRequest, action: Action | None) -> Action:
    if action is None:
        raise Http404
    if not may(request.hat, action.permission):
        raise PermissionDenied(_("You may not do this."))
    return action
