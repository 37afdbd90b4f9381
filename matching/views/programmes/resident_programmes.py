from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobdesk.trail.access import allowed
from jobdesk.trail.errors import RuleBroken
from matching.models import Enrolment, ProgrammeRun
from matching.programmes.suiting import programmes_for
from matching.services.programmes import enrol
from residents.models import Resident
from residents.right_to_work.facts import with_facts
from residents.views.crumbs import crumbs


@require_http_methods(["GET", "POST"])
@allowed("programmes.work")
def resident_programmes(request: HttpRequest, code: str) -> HttpResponse:
    """Which programmes suit a resident, and what the law says of their steps; a POST enrols them."""
    people = with_facts(Resident.objects.select_related("centre"))
    resident = get_object_or_404(people, code=code)
    if request.method == "POST":
        return _enrol(request, resident)
    rows = resident.enrolments.select_related("run__programme", "step").order_by("-asked_on", "-pk")
    context = {
        "resident": resident,
        "suiting": programmes_for(resident, timezone.localdate()),
        "enrolments": rows,
        "inside": {each.run.programme_id for each in rows if each.is_open},
        "crumbs": crumbs(resident, _("Programmes")),
    }
    return render(request, "matching/programmes/resident.html", context)


def _enrol(request: HttpRequest, resident: Resident) -> HttpResponse:
    runs = ProgrammeRun.objects.select_related("programme")
    chosen = request.POST.get("ask") or request.POST.get("enrol") or ""
    run = get_object_or_404(runs, pk=chosen if chosen.isdecimal() else 0)
    try:
        made = enrol(run, resident, is_asked_first="ask" in request.POST)
    except RuleBroken as error:
        messages.error(request, error.message)
        return redirect("matching:resident_programmes", resident.code)
    if made.status == Enrolment.Status.WAITING:
        messages.success(request, _("All places are taken: they are on the waiting list."))
    elif made.status == Enrolment.Status.ASKED:
        messages.success(request, _("They are asked. Write down what they answer."))
    else:
        messages.success(request, _("They take part."))
    return redirect("matching:enrolment", run.programme.code, made.pk)
