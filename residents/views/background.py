"""Somebody's background: rows that are added, changed, removed and brought back, one section at a time.

With htmx only the section is sent; without, the page of all sections. ``from=intake``: back to the intake.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from jobdesk.vocabulary.index import UNIT_DIGITS
from jobdesk.vocabulary.queries import term_by_key
from residents.forms.background import BackgroundForm
from residents.forms.refusals import show_refusal
from residents.intake.background import BY_KEY, KINDS, SAID_IN, Kind, said_of, section_of, sections_of
from residents.models import BackgroundRow, NamesWork, Resident, WorkExperience
from residents.services import background as services
from residents.views.crumbs import crumbs


@require_GET
@allowed("intake.record")
def background(request: HttpRequest, code: str) -> HttpResponse:
    resident = get_object_or_404(Resident.objects.select_related("centre"), code=code)
    return _page(request, resident, sections_of(resident))


@require_http_methods(["GET", "POST"])
@allowed("intake.record")
def background_rows(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    resident = get_object_or_404(Resident.objects.select_related("centre"), code=code)
    shown = BY_KEY.get(kind)
    if shown is None:
        raise Http404
    if request.method == "GET":
        return _asked(request, resident, shown)
    action, _colon, pk = request.POST.get("action", "").partition(":")
    if action in ("remove", "restore", "raise"):
        return _moved(request, resident, shown, action, _row(resident, shown, pk))
    if action == "said":
        return _said(request, resident, shown, pk)
    if action in ("means", "misread"):
        pk, _colon, rest = pk.partition(":")
        return _read(request, resident, shown, action, _row(resident, shown, pk), rest)
    return _saved(request, resident, shown, _row(resident, shown, pk) if action == "change" else None)


def _asked(request: HttpRequest, resident: Resident, kind: Kind) -> HttpResponse:
    """The section as it is, or with a form open: ``?add=1``, ``?change=PK``; ``?removed=PK`` offers undo."""
    if request.GET.get("add"):
        return _section(request, resident, kind, form=kind.form())
    if pk := request.GET.get("change"):
        row = _row(resident, kind, pk)
        return _section(request, resident, kind, form=kind.form(instance=row), editing=row)
    if pk := request.GET.get("removed"):
        return _section(request, resident, kind, removed=kind.line(_row(resident, kind, pk)))
    return _section(request, resident, kind, is_fresh=True)


def _saved(request: HttpRequest, resident: Resident, kind: Kind, row: BackgroundRow | None) -> HttpResponse:
    """Add or change a row; what is refused stays in the form as it was typed."""
    form = kind.form(request.POST, instance=row)
    if not form.is_valid():
        return _section(request, resident, kind, form=form, editing=row)
    try:
        if row is None:
            services.record_background(resident, kind.model, form.values)
        else:
            services.change_background(row, form.cleaned_data["version"] or 0, form.values)
    except services.RowChanged as changed:
        again = _again(request, kind, changed.stored)
        editing = None if changed.stored.removed_at else changed.stored
        return _section(request, resident, kind, form=again, editing=editing)
    except RuleBroken as error:
        show_refusal(form, error)
        return _section(request, resident, kind, form=form, editing=row)
    return _done(request, resident, kind, _("Saved."))


def _again(request: HttpRequest, kind: Kind, stored: BackgroundRow) -> BackgroundForm:
    """The form with what was typed, on the version that is stored now, and with what that says.

    Of a row that was removed it makes a new one.
    """
    typed = request.POST.copy()
    typed["version"] = str(stored.version)
    form = kind.form(typed, instance=stored)
    line = kind.line(stored)
    what = " · ".join(filter(None, [line.title, line.detail, line.more]))
    if stored.removed_at:
        words = _("Somebody else removed this in the meantime: %(row)s. Save to add what you typed.")
        form.add_error(None, words % {"row": what})
    else:
        words = _(
            "Somebody else changed this in the meantime. It now says: %(row)s. Save again to replace it."
        )
        form.add_error(None, words % {"row": what})
    return form


def _moved(
    request: HttpRequest, resident: Resident, kind: Kind, action: str, row: BackgroundRow
) -> HttpResponse:
    if action == "raise":
        if kind.key != "wishes":
            raise Http404
        services.raise_wish(row)
        return _done(request, resident, kind, "")
    if action == "remove":
        services.remove_background(row)
        return _done(request, resident, kind, "", removed=row)
    try:
        services.restore_background(row)
    except RuleBroken as error:
        messages.error(request, error.message)
        return _done(request, resident, kind, "")
    return _done(request, resident, kind, _("It is back."))


def _said(request: HttpRequest, resident: Resident, kind: Kind, key: str) -> HttpResponse:
    """The work that the intake names in own words becomes a row, as the work of the list that is tapped."""
    term, said = term_by_key("occupation", key), said_of(resident, kind) if kind.model in SAID_IN else None
    if term is None or said is None:
        raise Http404
    values = {"occupation": term} | ({"years": said.years} if kind.model is WorkExperience else {})
    try:
        services.record_background(resident, kind.model, values)
    except RuleBroken as error:
        messages.error(request, error.message)
    return _done(request, resident, kind, "")


def _read(
    request: HttpRequest, resident: Resident, kind: Kind, action: str, row: BackgroundRow, rest: str
) -> HttpResponse:
    """Own words mean the work of the list that is tapped, or not what they were read as (VERSION:WHAT)."""
    version, _colon, what = rest.partition(":")
    term = term_by_key("occupation", what) if action == "means" else None
    if not isinstance(row, NamesWork) or not version.isdecimal() or (action == "means" and term is None):
        raise Http404
    try:
        if action == "misread":
            services.refuse_reading(row, int(version), what[:UNIT_DIGITS])
        else:
            services.change_background(row, int(version), {"occupation": term, "words": ""})
    except RuleBroken as error:
        messages.error(request, error.message)
    return _done(request, resident, kind, "")


def _done(
    request: HttpRequest,
    resident: Resident,
    kind: Kind,
    message: str,
    removed: BackgroundRow | None = None,
) -> HttpResponse:
    """After a change: the section for htmx, else the page it was asked from."""
    if request.htmx:
        line = removed and kind.line(removed)
        return _section(request, resident, kind, is_fresh=True, removed=line)
    if message:
        messages.success(request, message)
    if removed:
        section = section_of(resident, kind, came_from=_came_from(request))
        return redirect(f"{section.url}?removed={removed.pk}{section.from_query}#background-{kind.key}")
    return redirect(section_of(resident, kind, came_from=_came_from(request)).back_url)


def _section(request: HttpRequest, resident: Resident, kind: Kind, **extra) -> HttpResponse:
    section = section_of(resident, kind, came_from=_came_from(request), **extra)
    if request.htmx:
        context = {"section": section, "resident": resident}
        return render(request, "residents/background_section.html", context)
    others = [section_of(resident, each) for each in KINDS if each is not kind]
    order = {each.key: at for at, each in enumerate(KINDS)}
    sections = sorted([section, *others], key=lambda each: order[each.kind.key])
    return _page(request, resident, sections)


def _page(request: HttpRequest, resident: Resident, sections: list) -> HttpResponse:
    context = {
        "resident": resident,
        "sections": sections,
        "is_from_intake": bool(_came_from(request)),
        "crumbs": crumbs(resident, _("Background")),
    }
    return render(request, "residents/background.html", context)


def _row(resident: Resident, kind: Kind, pk: str) -> BackgroundRow:
    """The row, also one that was removed: it can be brought back."""
    number = int(pk) if pk.isdecimal() and len(pk) < 19 else 0
    return get_object_or_404(kind.model.with_removed, resident=resident, pk=number)


def _came_from(request: HttpRequest) -> str:
    asked = request.POST.get("from") or request.GET.get("from")
    return "intake" if asked == "intake" else ""
