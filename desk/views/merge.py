"""Merge two records of one person: side by side, field by field; and undo it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from desk.services.merging import CARRIED, FIELDS, merge_residents, undo_merge
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from residents.models import Merge, Resident
from residents.people.doubles import two_records


@require_http_methods(["GET", "POST"])
@allowed("doubles.merge")
def merge(request: HttpRequest, code: str, other: str) -> HttpResponse:
    """``code`` goes on, ``other`` is merged into it."""
    survivor, merged = two_records(code, other)
    refusal = ""
    if request.method == "POST":
        taken = frozenset(name for name in FIELDS if request.POST.get(name) == merged.code)
        try:
            merge_residents(survivor, merged, taken)
        except RuleBroken as error:
            refusal = error.message
        else:
            messages.success(
                request,
                _("Record %(merged)s is now part of %(code)s.") % {"merged": merged.code, "code": code},
            )
            return redirect("desk:resident", code)
    context = {
        "survivor": survivor,
        "merged": merged,
        "refusal": refusal,
        "fields": _fields(survivor, merged, request.POST),
        "carried": _carried(merged),
        "crumbs": [
            (_("Residents"), reverse("desk:residents")),
            (_("Perhaps doubles"), reverse("desk:doubles")),
            (_("Merge"), ""),
        ],
    }
    return render(request, "desk/merge.html", context)


@require_http_methods(["GET", "POST"])
@allowed("doubles.merge")
def merge_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then bring both records back."""
    done = get_object_or_404(Merge.objects.select_related("survivor", "merged", "by"), pk=pk)
    refusal = ""
    if request.method == "POST":
        try:
            undo_merge(done)
        except RuleBroken as error:
            refusal = error.message
        else:
            messages.success(request, _("Both records are back as they were."))
            return redirect("desk:doubles")
    context = {"merge": done, "refusal": refusal}
    return render(request, "desk/merge_undo.html", context)


def _fields(survivor: Resident, merged: Resident, posted: QueryDict) -> list[dict]:
    """The lines of the comparison; with a number there is nothing to say about why it is missing."""
    has_number = survivor.reference_number or merged.reference_number
    names = [name for name in FIELDS if name != "reference_missing" or not has_number]
    return [_field(name, survivor, merged, posted.get(name, "")) for name in names]


def _field(name: str, survivor: Resident, merged: Resident, posted: str) -> dict:
    """One line of the comparison. What only the other record knows is taken, unless told otherwise."""
    mine, theirs = _shown(survivor, name), _shown(merged, name)
    is_taken = posted == merged.code if posted else not mine and bool(theirs)
    return {
        "name": name,
        "label": capfirst(Resident._meta.get_field(name).verbose_name),
        "mine": mine,
        "theirs": theirs,
        "differs": mine != theirs,
        "is_taken": is_taken,
    }


def _shown(resident: Resident, name: str) -> str:
    display = getattr(resident, f"get_{name}_display", None)
    value = display() if display else getattr(resident, name)
    return value if value not in (None, "") else ""


def _carried(merged: Resident) -> list[dict]:
    """How many rows of each kind come with the record that goes."""
    lines = []
    for relation in Resident._meta.related_objects:
        model = relation.related_model
        if model._meta.label in CARRIED and relation.field.name == "resident":
            count = model.objects.filter(resident=merged).count()
            if count:
                lines.append({"label": capfirst(model._meta.verbose_name_plural), "value": count})
    return lines
