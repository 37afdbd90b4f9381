from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from desk.case.history import trail
from desk.case.path import path_of
from desk.queries.case import with_case, with_papers
from desk.queries.lists import placements_at
from desk.views.explained import explained
from jobdesk.trail.access import allowed
from law.steps import ON_MATCH, StepKind, step_kinds
from matching import queries
from matching.aftercare.queries import open_concerns
from matching.agreed_terms import agreed
from matching.clashes.queries import serious_clashes
from matching.clashes.showing import by_work
from matching.models import CheckIn, Placement, StartOverride
from matching.profiles import settle
from matching.services import hindrance_name, kinds_of
from matching.terms.words import lines_of
from matching.wages.floor import placement_wage_test
from residents.law_values import parameters_in_force
from residents.models import Resident, Step


@require_GET
@allowed("placements.view")
def placement(request: HttpRequest, code: str) -> HttpResponse:
    """The page of one placement: what was agreed, what is open, the check-ins with their answers."""
    on = timezone.localdate()
    settle()  # what was just changed may clash
    found = get_object_or_404(placements_at(None).prefetch_related("terms__recorded_by"), code=code)
    resident = with_case(Resident.objects.all()).get(pk=found.resident_id)
    check_ins = found.check_ins.all()
    follower = placements_at(None).filter(follows=found).first()
    is_under_way = found.status in Placement.UNDER_WAY
    of_case = next((each for each in resident.placements.all() if each == found), None)
    path = path_of(resident, on, of_case) if is_under_way else None
    lines = lines_of(found)
    context = {
        "placement": found,
        "crumbs": [(_("Placements"), reverse("desk:placements")), (found.code, "")],
        "resident": resident,
        "concerns": open_concerns().filter(placement=found),
        "clash_groups": by_work(serious_clashes().filter(placement=found)),
        "on": on,
        "path": path,
        **(explained(path, on) if path else {}),
        "follower": follower,
        "may_change_employer": is_under_way and follower is None,
        **_start_notes(found),
        "agreed": agreed(found),
        "lines": lines,
        "with_employers": len({line.placement.pk for line in lines}) > 1,
        "wage": placement_wage_test(found, parameters_in_force(), on) if is_under_way else None,
        "steps": with_papers(_steps(resident, found)),
        "check_ins": check_ins,
        "next_check_in": next((each for each in check_ins if each.status == CheckIn.Status.PLANNED), None),
        "history": trail(queries.changes_of(found), queries.status_changes_of(found)),
    }
    return render(request, "desk/placement.html", context)


def _start_notes(found: Placement) -> dict[str, object]:
    """What was recorded all the same about the start, and the last time that a coach asked for it."""
    override = StartOverride.objects.filter(placement=found).select_related("by").first()
    codes, country = override.hindrances if override else [], found.resident.centre.country
    requests = found.start_requests.select_related("asked_by", "answered_by")
    return {
        "override": override,
        "stood_in_the_way": [hindrance_name(code, country) for code in codes],
        "overridden_kinds": kinds_of(codes, country),
        "start_request": requests.first(),
    }


def _steps(resident: Resident, found: Placement) -> list[Step]:
    """The steps of this work, and of the person: a number, an account, a document, while the start waits."""
    kinds, is_paid = step_kinds(resident.centre.country), found.kind in Placement.PAID_KINDS
    is_planned = found.status == Placement.Status.PLANNED
    return [
        step
        for step in resident.steps.all()
        if step.subject == found.code
        or (is_planned and step.status in Step.UNDER_WAY and _is_awaited(kinds.get(step.kind), is_paid))
    ]


def _is_awaited(kind: StepKind | None, is_paid: bool) -> bool:
    """Work without a wage waits for no number and no account: what a match opens, it opens for paid work."""
    if kind is None or not kind.before_start or kind.of_one_job:
        return False
    return is_paid or ON_MATCH not in kind.opened_by
