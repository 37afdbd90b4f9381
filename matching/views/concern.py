"""One thing that is wrong at somebody's work: what was said and done, who deals with it, how it ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from law.registry import country
from matching import services
from matching.aftercare.owners import colleagues_for
from matching.aftercare.words import heading, history
from matching.forms import ConcernForm, ConcernNoteForm, HandOverForm, OutcomeForm, ReopenForm
from matching.models import Concern, Placement
from residents.forms.refusals import show_refusal


@require_http_methods(["GET", "POST"])
@allowed("concerns.work")
def concern(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a concern: note what is done, hand it over, close it, open it again."""
    found = get_object_or_404(
        Concern.objects.select_related(
            "owner", "check_in", "payslip", "resident__centre", "placement__match__company__organisation"
        ),
        code=code,
    )
    act = request.POST.get("action", "")
    forms = _forms(request, found, act)
    if act in ACTS and forms[act].is_valid():
        try:
            said = ACTS[act](found, forms[act].cleaned_data)
        except RuleBroken as error:
            show_refusal(forms[act], error)
        else:
            messages.success(request, said)
            return redirect("matching:concern", code)
    context = {
        "concern": found,
        "heading": heading(found, timezone.localdate()),
        "events": history(found),
        "is_open": found.status == Concern.Status.OPEN,
        "help": country(found.resident.centre.country),
        **{f"{name}_form": form for name, form in forms.items()},
    }
    return render(request, "matching/concern.html", context)


@require_http_methods(["GET", "POST"])
@allowed("concerns.work")
def concern_new(request: HttpRequest, code: str) -> HttpResponse:
    """Say that something is wrong at the work of a placement."""
    placement = get_object_or_404(
        Placement.objects.select_related("resident__centre", "match__company__organisation"), code=code
    )
    form = ConcernForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = services.raise_concern(
            placement, form.cleaned_data["kind"], Concern.Source.COACH, text=form.cleaned_data["text"].strip()
        )
        messages.success(request, _("Opened: it is to be dealt with today."))
        return redirect("matching:concern", made.code)
    return render(request, "matching/concern_new.html", {"placement": placement, "form": form})


def _forms(request: HttpRequest, found: Concern, act: str) -> dict[str, Form]:
    def data(name: str) -> Any:
        return request.POST if act == name else None

    return {
        "note": ConcernNoteForm(data("note"), auto_id="note_%s"),
        "hand": HandOverForm(data("hand"), auto_id="hand_%s", colleagues=colleagues_for(found.resident)),
        "close": OutcomeForm(data("close"), auto_id="close_%s"),
        "reopen": ReopenForm(data("reopen"), auto_id="reopen_%s"),
    }


def _note(found: Concern, typed: dict[str, Any]) -> str:
    services.note_concern(found, typed["text"])
    return _("Noted.")


def _hand(found: Concern, typed: dict[str, Any]) -> str:
    services.hand_over_concern(found, typed["to_user"], typed["text"])
    return _("%(name)s deals with it now.") % {"name": typed["to_user"].name}


def _close(found: Concern, typed: dict[str, Any]) -> str:
    services.close_concern(found, typed["outcome"], typed["text"])
    return _("Dealt with. It stays in the history of the case.")


def _reopen(found: Concern, typed: dict[str, Any]) -> str:
    services.reopen_concern(found, typed["text"])
    return _("Open again: it is to be dealt with today.")


ACTS: dict[str, Callable[[Concern, dict[str, Any]], str]] = {
    "note": _note,
    "hand": _hand,
    "close": _close,
    "reopen": _reopen,
}
