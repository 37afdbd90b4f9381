from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jobdesk.trail.access import allowed
from matching.profiles import engine_version
from matching.rankings.weights import condition_lines, travel_lines, weight_lines


@require_GET
@allowed("rankings.view")
def weights(request: HttpRequest) -> HttpResponse:
    """How a ranking comes about: what weighs, what excludes from it, what never counts, what is kept."""
    context = {
        "weights": weight_lines(),
        "conditions": condition_lines(),
        "travel": travel_lines(),
        "version": engine_version(),
        "keep_days": settings.RANKINGS_KEEP_DAYS,
        "crumbs": [(_("Vacancies"), reverse("matching:vacancies")), (_("How people are ranked"), "")],
    }
    return render(request, "matching/weights.html", context)
