from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jobdesk.trail.access import allowed
from jobdesk.vocabulary.fields import LONGEST
from jobdesk.vocabulary.queries import search


@require_GET
@allowed("vocabulary.search")
def options(request: HttpRequest, kind: str) -> HttpResponse:
    """What a combobox offers for the letters typed so far: options, as a piece of HTML."""
    typed = request.GET.get("q", "").strip()[:LONGEST]
    return render(request, "vocabulary/options.html", {"hits": search(kind, typed), "typed": typed})
