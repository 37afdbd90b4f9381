"""Look for somebody in a list: what is typed is posted, and the address carries a token for it."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from jobdesk.lists.page import list_part
from jobdesk.lists.views.asked import choice_from, list_named
from jobdesk.trail.access import allowed
from jobdesk.web.searches import remember

LONGEST = 100


@require_POST
@allowed("search.use")
def list_search(request: HttpRequest, name: str) -> HttpResponse:
    """Show the rows of the list at hand that are found; htmx gets the rows only."""
    definition = list_named(request, name)
    typed = request.POST.get("q", "").strip()[:LONGEST]
    choice = choice_from(request, definition, request.POST.get("here", ""))
    choice = replace(choice, q=typed, search=remember(request.session, typed))
    if request.htmx:
        return list_part(request, choice)
    return redirect(reverse(definition.url_name) + choice.address())
