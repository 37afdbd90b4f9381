"""Who comes, who goes: the moves between centres that concern this desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from desk.relocation_impact import days_overdue
from jobdesk.trail.access import allowed
from residents.models import Relocation
from residents.queries import relocations_of

SHOWN = 50  # past moves; older ones are in the history of the case


@require_GET
@allowed("relocations.view")
def relocations(request: HttpRequest) -> HttpResponse:
    centres, today = request.hat.scope.centres, timezone.localdate()
    if request.hat.centre:
        centres = frozenset({request.hat.centre.pk})
    under_way = list(relocations_of(centres).under_way())
    for each in under_way:
        each.days_overdue = days_overdue(each.answer_due_on, today)
    asked, own = Relocation.Status.ASKED, request.hat.scope.centres
    context = {
        "to_answer": [each for each in under_way if each.status == asked and each.to_centre_id in centres],
        "coming": [each for each in under_way if each.status != asked and each.to_centre_id in centres],
        "leaving": [each for each in under_way if each.from_centre_id in centres],
        "past": [
            (each, each.resident if each.resident.centre_id in own else None)
            for each in relocations_of(centres).exclude(status__in=Relocation.UNDER_WAY)[:SHOWN]
        ],
    }
    return render(request, "desk/relocations.html", context)
