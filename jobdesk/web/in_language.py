"""Public pages with an address for each language, as search engines and links from elsewhere need them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language_info, override

View = Callable[..., HttpResponse]


class Translated(NamedTuple):
    """The same page in a language of the site, with its whole address."""

    code: str
    name: str
    url: str


def in_language(view: View) -> View:
    """Show a page in the ``language`` of its address, whatever that of the reader; 404 for another one."""

    @wraps(view)
    def shown(request: HttpRequest, language: str, **kwargs: str) -> HttpResponse:
        if language not in dict(settings.LANGUAGES):
            raise Http404
        with override(language):
            response = view(request, **kwargs)
        response["Content-Language"] = language
        return response

    return shown


def translations_of(name: str, *args: object, query: str = "") -> list[Translated]:
    """Return a page in every language; ``name`` is that of its address, whose first part is the language."""
    return [
        Translated(
            code,
            get_language_info(code)["name_local"].capitalize(),
            settings.SITE_URL + reverse(name, args=[code, *args]) + query,
        )
        for code, _name in settings.LANGUAGES
    ]
