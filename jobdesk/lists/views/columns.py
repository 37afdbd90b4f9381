"""Choose the columns of a list, and their order."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from jobdesk.lists import services
from jobdesk.lists.views.asked import choice_from, list_named
from jobdesk.trail.access import allowed


@require_POST
@allowed("lists.use")
def list_columns(request: HttpRequest, name: str) -> HttpResponse:
    """Remember the ticked columns by their places, and show the list with them."""
    definition = list_named(request, name)
    choice = choice_from(request, definition, request.POST.get("here", ""))
    asked = set(request.POST.getlist("show")) - {definition.head}
    known = [column.name for column in definition.columns if column.name in asked]
    chosen = [definition.head, *sorted(known, key=lambda each: _place(request, each))]
    if request.POST.get("usual") or not known:
        chosen = list(definition.default_columns)
    services.choose_columns(request.user, name, chosen)
    return redirect(reverse(definition.url_name) + replace(choice, columns=tuple(chosen)).address())


def _place(request: HttpRequest, column: str) -> int:
    place = request.POST.get(f"place_{column}", "")
    return int(place) if place.isdecimal() and len(place) < 4 else 999
