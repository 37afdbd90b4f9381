"""The vacancies that suit a resident, and what would open more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from employers.models import Vacancy
from jobdesk.trail.access import allowed
from jobdesk.web.pages import page_url
from matching.integrity.standing import barred
from matching.profiles import ranking_for_resident
from matching.rankings.looking import keep_vacancies_shown
from matching.rankings.standing import why_in_none
from matching.rankings.vacancies import openings_of, place_of, suiting_of
from matching.scoring import CHECK, NEAR, RANKED
from residents.models import Resident

FIRST = {RANKED: 15, CHECK: 5, NEAR: 5}  # rows in sight at first
MOST = 150


@require_GET
@allowed("proposals.make")
def suiting(request: HttpRequest, code: str) -> HttpResponse:
    """Open vacancies in the order in which they suit, with reasons; those to check first; near misses."""
    resident = get_object_or_404(Resident.objects.select_related("centre"), code=code)
    today = timezone.localdate()
    pairs = sorted(ranking_for_resident(resident, today), key=lambda pair: place_of(pair[1]))
    keep_vacancies_shown(resident, pairs, today, user=request.user, hat=request.hat)
    sizes = dict.fromkeys(FIRST, MOST) if request.GET.get("all") else FIRST
    url = reverse("matching:suiting", args=[code])
    lists = suiting_of(resident, pairs, sizes, f"{url}?all=1")
    open_here = Vacancy.objects.filter(
        status=Vacancy.Status.OPEN, company__organisation__country=resident.centre.country
    )
    context = {
        "resident": resident,
        "suits": lists[RANKED],
        "check": lists[CHECK],
        "near": lists[NEAR],
        "openings": openings_of(pairs),
        "why_none": why_in_none(judged for _vacancy, judged in pairs),
        "held_back": open_here.filter(barred(today)).count(),
        "open_total": open_here.exclude(barred(today)).count(),
        "crumbs": [
            (_("Residents"), page_url("residents")),
            (resident.short_name, page_url("resident", code)),
            (_("Vacancies that suit"), ""),
        ],
    }
    return render(request, "matching/suiting.html", context)
