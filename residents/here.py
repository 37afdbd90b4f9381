"""The countries of whoever reads: a desk is asked for what its own country has, in its own words."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jobdesk.desks.models import Centre
from jobdesk.trail.scoping import countries_in_scope
from law import registry
from law.countries.record import Country


def countries_here() -> tuple[Country, ...]:
    """Return the countries of the open scope; where it names none, or none is open, all of this site."""
    own = countries_in_scope()
    return tuple(each for each in registry.countries() if each.code in own) or registry.countries()


def likely_country(request: HttpRequest, among: Iterable[Country] | None = None) -> Country:
    """Return the country somebody probably asks about, of those of the open scope (or of ``among``).

    Where no scope says so: the one that the browser names, else the first that reads the page's language.
    """
    found = tuple(countries_here() if among is None else among)
    if countries_in_scope():
        return found[0]
    return next((each for each in found if each is _read_from(request)), found[0])


def _read_from(request: HttpRequest) -> Country | None:
    """The country that the browser names; where it names none of this site, one that reads its language."""
    languages = request.headers.get("Accept-Language", "").upper()
    named = {languages.find(f"-{each.code}"): each for each in registry.countries()}
    asked = [place for place in named if place >= 0]
    if asked:
        return named[min(asked)]
    return next((each for each in registry.countries() if get_language() in each.languages), None)


def languages_here() -> tuple[str, ...]:
    """Return the languages spoken at work in these countries, each once: that of the first country first."""
    return _once(language for country in countries_here() for language in country.languages)


def language_at(centre: Centre) -> str:
    """Return the language spoken at work where a centre is."""
    return registry.country(centre.country).language_of(centre.region.name if centre.region else "")


def _reference_help() -> str:
    names = [f"{_(each.reference)} ({each.code})" for each in countries_here()]
    return _(" or ").join(names) + "."


def _joined(name: str) -> Callable[[], str]:
    def text() -> str:
        return " / ".join(_once(_(getattr(country, name)) for country in countries_here()))

    return text


def _once(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(values))


# In the reader's language, and asked for when they are shown.
reference_help = lazy(_reference_help, str)
language_label = lazy(_joined("language_label"), str)
language_short = lazy(_joined("language_short"), str)
language_codes = lazy(lambda: "/".join(languages_here()).upper(), str)
language_question = lazy(_joined("language_question"), str)
