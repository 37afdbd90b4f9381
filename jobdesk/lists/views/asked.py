"""What the lists of the desk share: which list an address names, and what it asked for."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from jobdesk.lists.bulk import MOST_ROWS
from jobdesk.lists.choice import ListChoice
from jobdesk.lists.definition import ListDefinition
from jobdesk.lists.keyset import ordered
from jobdesk.lists.page import choice_of
from jobdesk.lists.registry import lists
from jobdesk.trail.access import may
from jobdesk.web.garbled import query_of


def list_named(request: HttpRequest, name: str) -> ListDefinition:
    """Return the list of that name: 404 without one, 403 for those who may not see it."""
    if name not in lists():
        raise Http404
    if not may(request.hat, lists()[name].permission):
        raise PermissionDenied
    return lists()[name]


def choice_from(request: HttpRequest, definition: ListDefinition, address: str) -> ListChoice:
    """Return what the address of a list asks for (``?tab=…``), for the reader of this request."""
    return choice_of(definition, request, query_of(address.removeprefix("?")))


def chosen_rows(request: HttpRequest, choice: ListChoice) -> list[int]:
    """Return the keys of the rows that were ticked, or of all that the filters leave, in their order."""
    if request.POST.get("every"):
        return list(choice.keys()[: MOST_ROWS + 1])
    ticked = [int(key) for key in request.POST.getlist("chosen") if key.isdecimal() and len(key) < 19]
    rows = choice.sortable(choice.definition.everything()).filter(pk__in=ticked)
    return list(ordered(rows, choice.order).values_list("pk", flat=True))
