"""Characters that stand in no text: refused in one place, also for what goes through no form."""

import re
from collections.abc import Iterable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict

# PostgreSQL refuses NUL, and half a surrogate pair cannot be written as UTF-8. No keyboard and no browser
# sends them, so nothing that anybody typed is lost when the request is refused rather than changed.
_IN_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


def check_text(texts: Iterable[str]) -> None:
    """Raise BadRequest, which the page of 400.html answers, when one of them is no text."""
    if any(_IN_NO_TEXT.search(text) for text in texts):
        raise BadRequest("A character that stands in no text.")


def query_of(address: str) -> QueryDict:
    """Return the query of an address that was posted; what is escaped in it is decoded only here."""
    query = QueryDict(address)
    check_text(_texts(query))
    return query


class GarbledTextMiddleware:
    """Refuses an address, a query or a posted field with a character that stands in no text."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view, _args, _kwargs) -> None:
        """Look before the view does, and after the middleware that refuses a request that was forged."""
        check_text([request.path, *_texts(request.GET), *_texts(request.POST)])


def _texts(query: QueryDict) -> Iterable[str]:
    for name, values in query.lists():
        yield name
        yield from values
