"""Journeys of which a desk knows better than the estimate: those that count, one to say, one to take back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from employers.models import Vacancy
from jobdesk.desks.places import plain_name
from jobdesk.desks.travel import minutes_from
from jobdesk.trail.access import allowed
from matching.forms.journeys import JourneyForm
from matching.models import KnownJourney
from matching.services.journeys import end_journey, say_journey, take_up_journey

PAST = 20  # of those that count no more, the latest


@require_GET
@allowed("proposals.make")
def journeys(request: HttpRequest) -> HttpResponse:
    """The journeys that count in the reader's centres, and the last that were taken back or said anew."""
    rows = KnownJourney.objects.select_related("centre", "said_by")
    if request.hat.centre:
        rows = rows.filter(centre=request.hat.centre)
    context = {
        "standing": rows.filter(ended_at=None).order_by("centre__name", "place", "pk"),
        "past": rows.exclude(ended_at=None).order_by("-ended_at", "-pk")[:PAST],
        "crumbs": [(_("Vacancies"), reverse("matching:vacancies")), (_("Journeys you know"), "")],
    }
    return render(request, "matching/journeys.html", context)


@require_http_methods(["GET", "POST"])
@allowed("proposals.make")
def journey(request: HttpRequest, code: str, centre: int) -> HttpResponse:
    """Say how long it takes from a centre to a vacancy; the same holds for all work in that municipality."""
    vacancy = get_object_or_404(Vacancy.objects.filter(submitted_on__isnull=False), code=code)
    start = next((each for each in request.hat.centres if each.pk == centre), None)
    if start is None:
        raise Http404
    known = KnownJourney.objects.standing().filter(centre=start, place=plain_name(vacancy.municipality))
    form = JourneyForm(request.POST or None, instance=known.first())
    if request.method == "POST" and form.is_valid():
        say_journey(start, vacancy.municipality, user=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. Every ranking goes by it from now on."))
        return redirect("matching:propose", code=code)
    context = {
        "vacancy": vacancy,
        "centre": start,
        "form": form,
        "estimate": minutes_from(start, vacancy.municipality),
        "crumbs": [
            (vacancy.title, reverse("matching:vacancy", args=[code])),
            (_("Candidates"), reverse("matching:propose", args=[code])),
            (_("Journey"), ""),
        ],
    }
    return render(request, "matching/journey.html", context)


@require_POST
@allowed("proposals.make")
def journey_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the estimate count again, or (``again``) what was taken back."""
    row = get_object_or_404(KnownJourney.objects.select_related("centre"), pk=pk)
    if "again" in request.POST:
        take_up_journey(row)
    else:
        end_journey(row)
        messages.success(request, _("Taken back: the estimate counts again."))
    return redirect("matching:journeys")
