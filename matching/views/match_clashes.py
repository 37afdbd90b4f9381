"""What clashes with the terms of a match while they are filled in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from jobdesk.desks.models import Project
from jobdesk.trail.access import allowed
from matching.clashes.reading import Terms
from matching.clashes.records import Severity
from matching.clashes.showing import clashes_of_terms
from matching.clashes.words import Said
from matching.forms import MatchForm
from matching.forms.clashes import SeenForm
from matching.models import Placement, Proposal

NAMES = ("kind", "hours", "planned_start_on", "planned_end_on", "wage_hour", "shifts")


@require_POST
@allowed("matches.record")
def match_clashes(request: HttpRequest, code: str) -> HttpResponse:
    """Return the part of the match form that says what clashes, for the answers as they are now."""
    proposals = Proposal.objects.select_related("resident__centre", "vacancy__company__organisation")
    proposal = get_object_or_404(proposals, code=code)
    form = MatchForm(request.POST, projects=Project.objects.none(), country=proposal.resident.centre.country)
    shown = clashes_of_match(proposal, form, timezone.localdate())
    typed = {name: request.POST.get(name, "") for name in SeenForm.base_fields}
    asked = _asked(shown)
    context = {
        "proposal": proposal,
        "clashes": shown,
        "asked": asked,
        "is_asked_changed": asked != request.POST.get("clash_asked", ""),
        "seen": _seen_form(asked, initial=typed),
        "is_part": True,
    }
    return render(request, "matching/match_clashes.html", context)


def asked_at_match(request: HttpRequest, proposal: Proposal, form: Form, today: date) -> dict[str, Any]:
    """What the page of the match shows of clashes, with the form that is asked where one is serious."""
    shown = clashes_of_match(proposal, form, today)
    asked = _asked(shown)
    return {
        "clashes": shown,
        "asked": asked,
        "is_asked_changed": False,
        "is_part": False,
        "seen": _seen_form(asked, request.POST or None),
    }


def _asked(shown: Collection[Said]) -> str:
    """How bad the worst of the serious ones is, by its code; empty where there is none."""
    return next((each.severity for each in shown if each.is_serious), "")


def _seen_form(asked: str, *args: Any, **kwargs: Any) -> SeenForm:
    needs_words = asked == Severity.STOPS
    return SeenForm(*args, is_asked=bool(asked), needs_words=needs_words, **kwargs)


def clashes_of_match(proposal: Proposal, form: Form, today: date) -> list[Said]:
    """Return what clashes with the terms of a form: as they were typed, else as the vacancy has them."""
    typed: dict[str, Any] = {}
    if form.is_bound:
        form.is_valid()
        typed = form.cleaned_data
    vacancy = proposal.vacancy
    usual = {
        "kind": Placement.Kind.PAID_JOB,
        "hours": vacancy.hours,
        "planned_start_on": vacancy.first_day(today),
        "wage_hour": vacancy.wage_hour,
        "shifts": vacancy.shifts,
        **form.initial,
    }
    terms = Terms(**{name: typed.get(name, usual.get(name)) for name in NAMES})
    return clashes_of_terms(proposal.resident, vacancy, terms, today)
