"""Announce that a resident moves to another centre, after seeing what it means for the case."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from desk.forms.moves import MoveForm
from desk.relocation_impact import Impact, impact_of
from desk.services import announce_move
from jobdesk.desks.models import Centre
from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.models import Proposal
from residents import queries
from residents.forms.refusals import show_refusal
from residents.models import Relocation, Resident
from residents.views.crumbs import crumbs


@require_http_methods(["GET", "POST"])
@allowed("residents.edit")
def move(request: HttpRequest, code: str) -> HttpResponse:
    resident = get_object_or_404(Resident.objects.select_related("centre", "coach"), code=code)
    under_way = queries.relocation_under_way(resident)
    if under_way:
        return redirect("desk:relocation", under_way.code)
    centres = queries.centres_to_move_to(resident.centre)
    chosen = centres.filter(code=(request.POST or request.GET).get("centre", "")).first()
    impact = impact_of(resident, chosen) if chosen else None
    form = MoveForm(
        request.POST or None,
        resident=resident,
        centres=centres,
        proposals=_proposals(impact),
        initial={"centre": chosen.code if chosen else ""},
    )
    if request.method == "POST" and form.is_valid():
        relocation = _announce(resident, form)
        if relocation:
            return _announced(request, relocation)
    context = {
        "resident": resident,
        "form": form,
        "crumbs": crumbs(resident, _("Move")),
        "chosen": chosen,
        "serves_both": chosen is not None and chosen.pk in request.hat.scope.centres,
        "impact": impact,
        "to_withdraw": _ticked(form, impact),
    }
    fragment = "#impact" if request.htmx else ""
    return render(request, f"desk/move.html{fragment}", context)


def _announce(resident: Resident, form: MoveForm) -> Relocation | None:
    """Announce the move; None when a rule forbids it, which the form then says."""
    data = form.cleaned_data
    try:
        return announce_move(
            resident,
            data["centre"],
            moves_on=data["on"],
            handover_on=data["handover_on"],
            note=data["note"],
            withdraw=data["withdraw"],
        )
    except RuleBroken as error:
        show_refusal(form, error)
        return None


def _announced(request: HttpRequest, relocation: Relocation) -> HttpResponse:
    relocation.refresh_from_db()
    names: dict[str, str | Centre] = {"centre": relocation.to_centre.name}
    if relocation.status == Relocation.Status.DONE:
        messages.success(request, _("The case moved to %(centre)s.") % names)
        return redirect("desk:resident", relocation.resident.code)
    if relocation.status == Relocation.Status.ACCEPTED:
        messages.success(request, _("The move to %(centre)s is planned.") % names)
    else:
        messages.success(request, _("The desk of %(centre)s is asked to take the case over.") % names)
    return redirect("desk:relocation", relocation.code)


def _proposals(impact: Impact | None) -> list[Proposal]:
    return [each.proposal for each in impact.proposals] if impact else []


def _ticked(form: MoveForm, impact: Impact | None) -> set[str]:
    """The proposals to withdraw: those that were ticked, at first those that become too far away."""
    if form.is_bound:
        return set(form["withdraw"].value() or [])
    return {each.proposal.code for each in impact.proposals if each.journey.is_too_long} if impact else set()
