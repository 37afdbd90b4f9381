"""Organisations, regions, centres and projects: find, add, change, close, and who did that."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jobdesk.accounts.queries import own_agencies
from jobdesk.desks import services
from jobdesk.desks.facts import country_name
from jobdesk.desks.forms import CentreForm, DeskForm, ListForm, TargetsForm, WeeksForm, not_found
from jobdesk.desks.kinds import KINDS, Kind
from jobdesk.desks.models import Closable, Project
from jobdesk.desks.places import find_place
from jobdesk.desks.queries import looked_after_by, projects_in_sight
from jobdesk.desks.trail import history_of
from jobdesk.trail.access import allowed, may
from jobdesk.trail.errors import RuleBroken

PER_PAGE = 50


@require_GET
@allowed("desks.view")
def listing(request: HttpRequest, kind: str = "centres") -> HttpResponse:
    """List the rows of one kind that one sees, found by part of the name, open or closed."""
    shown = _kind(kind)
    form = ListForm(request.GET)
    form.is_valid()
    asked = {name: form.cleaned_data.get(name, "") for name in ("q", "state")}
    rows = shown.rows(request.user, request.hat, search=asked["q"])
    if asked["state"]:
        rows = rows.filter(closed_on__isnull=asked["state"] == "open")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for row in page:
        row.about = shown.about(row)
    context = {
        "kind": shown,
        "page": page,
        "asked": asked,
        "is_filtered": any(asked.values()),
        "states": [("open", _("Open")), ("closed", _("Closed"))],
        "tabs": _tabs(shown),
        "can_add": _can_add(request),
        "previous_url": _page_url(request, page.previous_page_number()) if page.has_previous() else "",
        "next_url": _page_url(request, page.next_page_number()) if page.has_next() else "",
    }
    return render(request, "desks/listing.html", context)


@require_GET
@allowed("desks.view")
def show(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Show one row, what hangs on it, and its history."""
    shown = _kind(kind)
    row = get_object_or_404(shown.in_sight(request.user, request.hat), pk=pk)
    context = {
        "kind": shown,
        "row": row,
        "about": shown.about(row),
        "facts": shown.facts_of(row, request.user, request.hat),
        "can_change": _can_change(request, row),
        "has_targets": isinstance(row, Project),
        "plans_check_ins": isinstance(row, Project) and may(request.hat, "check_ins.plan"),
        "history": history_of(row),
        "crumbs": _crumbs(shown, str(row)),
    }
    return render(request, "desks/show.html", context)


@require_http_methods(["GET", "POST"])
@allowed("desks.manage")
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask for a row of one kind, and add it."""
    shown = _kind(kind)
    form, found = _form(request, shown)
    if form.is_valid():
        try:
            row = shown.add(**form.cleaned_data)
        except RuleBroken as error:
            _show_refusal(form, error)
        else:
            messages.success(request, _("%(name)s is added.") % {"name": row})
            return redirect("desks:show", kind, row.pk)
    context = {"kind": shown, "row": None, "form": form, "found": found, "title": shown.new}
    return render(request, "desks/form.html", context | {"crumbs": _crumbs(shown, shown.new)})


@require_http_methods(["GET", "POST"])
@allowed("desks.manage")
def change(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Ask for the fields of a row, and change them."""
    shown, row = _own(request, kind, pk)
    form, found = _form(request, shown, row)
    if form.is_valid():
        values = dict(form.cleaned_data)
        links = {name: values.pop(name) for name in ("funders", "centres") if name in values}
        try:
            services.change(row, values, **links)
        except RuleBroken as error:
            _show_refusal(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("desks:show", kind, row.pk)
        row = shown.model.objects.get(pk=pk)
    context = {"kind": shown, "row": row, "form": form, "found": found, "title": str(row)}
    return render(request, "desks/form.html", context | {"crumbs": _crumbs(shown, _("Change"), row)})


@require_http_methods(["GET", "POST"])
@allowed("desks.manage")
def close(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Ask whether a row must be closed, and close it."""
    shown, row = _own(request, kind, pk)
    refusal = ""
    if request.method == "POST":
        try:
            services.close(row)
        except RuleBroken as error:
            refusal = error.message
        else:
            messages.success(request, _("%(name)s is closed. What is there stays.") % {"name": row})
            return redirect("desks:show", kind, row.pk)
    return render(request, "desks/close.html", {"kind": shown, "row": row, "refusal": refusal})


@require_POST
@allowed("desks.manage")
def reopen(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Open a closed row again."""
    _shown, row = _own(request, kind, pk)
    try:
        services.reopen(row)
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("%(name)s is open again.") % {"name": row})
    return redirect("desks:show", kind, row.pk)


@require_http_methods(["GET", "POST"])
@allowed("desks.manage")
def targets(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the targets of a project, and set them."""
    shown, row = _own(request, "projects", pk)
    form = TargetsForm(request.POST if request.method == "POST" else None, project=row)
    if form.is_valid():
        try:
            services.set_targets(row, form.cleaned_data)
        except RuleBroken as error:
            _show_refusal(form, error)
        else:
            messages.success(request, _("The targets are saved."))
            return redirect("desks:show", "projects", row.pk)
    context = {"row": row, "form": form, "crumbs": _crumbs(shown, _("Targets"), row)}
    return render(request, "desks/targets.html", context)


@require_http_methods(["GET", "POST"])
@allowed("check_ins.plan")
def weeks(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask in which weeks after a start the people of a project are spoken to."""
    row = get_object_or_404(projects_in_sight(request.user, request.hat), pk=pk)
    form = WeeksForm(request.POST or None, project=row)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_check_in_weeks(row, form.cleaned_data["weeks"])
        except RuleBroken as error:
            _show_refusal(form, error)
        else:
            messages.success(request, _("Saved, for work that starts from now on."))
            return redirect("desks:show", "projects", row.pk)
    context = {"row": row, "form": form, "crumbs": _crumbs(KINDS["projects"], _("Check-ins"), row)}
    return render(request, "desks/weeks.html", context)


def _kind(code: str) -> Kind:
    if code not in KINDS:
        raise Http404
    return KINDS[code]


def _own(request: HttpRequest, kind: str, pk: int) -> tuple[Kind, Closable]:
    """The row of that key which one may change; one that is only seen is not found here."""
    shown = _kind(kind)
    return shown, get_object_or_404(looked_after_by(request.user)[shown.model], pk=pk)


def _can_add(request: HttpRequest) -> bool:
    return may(request.hat, "desks.manage") and own_agencies(request.user).exists()


def _can_change(request: HttpRequest, row: Closable) -> bool:
    is_theirs = may(request.hat, "desks.manage")
    return is_theirs and looked_after_by(request.user)[type(row)].filter(pk=row.pk).exists()


def _form(request: HttpRequest, kind: Kind, row: Closable | None = None) -> tuple[DeskForm, str]:
    """The form, and where the municipality was found if that was asked. What was typed stays, unchecked."""
    for_whom = {"user": request.user, "hat": request.hat, "instance": row}
    if request.method != "POST":
        return kind.form(**for_whom), ""
    if "look_up" not in request.POST or kind.form is not CentreForm:
        return kind.form(request.POST, **for_whom), ""
    typed = request.POST.dict()
    agency = row.organisation if row else own_agencies(request.user).filter(pk=_key(typed)).first()
    country = agency.country if agency else ""
    found = find_place(typed.get("municipality", ""), country)
    if found is None:
        return kind.form(initial=typed, **for_whom), not_found(typed.get("municipality", ""), country)
    typed["latitude"], typed["longitude"] = (number_format(each, 5) for each in found.point)
    said = _("%(place)s (%(country)s) lies at %(latitude)s north, %(longitude)s east.") % {
        "place": found.name,
        "country": country_name(country),
        "latitude": typed["latitude"],
        "longitude": typed["longitude"],
    }
    return kind.form(initial=typed, **for_whom), said


def _key(typed: dict[str, str]) -> int:
    """The key of the agency that was chosen, or one that nobody has."""
    chosen = typed.get("organisation", "")
    return int(chosen) if chosen.isdecimal() and len(chosen) < 10 else 0


def _show_refusal(form: Any, error: RuleBroken) -> None:
    form.add_error(error.field if error.field in form.fields else None, error.message)


def _tabs(here: Kind) -> list[dict[str, Any]]:
    return [
        {"label": kind.label, "url": reverse("desks:listing", args=[kind.code]), "is_current": kind is here}
        for kind in KINDS.values()
    ]


def _crumbs(kind: Kind, here: str, row: Closable | None = None) -> list[tuple[str, str]]:
    crumbs = [(str(kind.label), reverse("desks:listing", args=[kind.code]))]
    if row is not None:
        crumbs.append((str(row), reverse("desks:show", args=[kind.code, row.pk])))
    return [*crumbs, (here, "")]


def _page_url(request: HttpRequest, number: int) -> str:
    parameters = request.GET.copy()
    parameters["page"] = str(number)
    return f"?{parameters.urlencode()}"
