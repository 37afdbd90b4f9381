"""For which country and in which language somebody reads the guide, without a session.

Both can stand in the address (``?country=``, ``?lang=``), so that an address shows everybody the same; what
was chosen is remembered in cookies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from jobdesk.desks.countries import country_choices
from jobdesk.desks.models import Organisation
from law import registry
from law.countries.record import Country
from residents.here import likely_country

COUNTRY_COOKIE = "guide_country"
REMEMBERED = 365 * 24 * 60 * 60  # seconds


@dataclass(frozen=True)
class Link:
    """A way to the same page for another country or in another language."""

    code: str
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Address:
    """The full address of the page in one language for one country, for search engines."""

    hreflang: str
    url: str


@dataclass(frozen=True)
class Reader:
    """Who reads: a country, a language, and the page that is open."""

    country: Country
    language: str
    path: str
    chosen: dict[str, str]  # cookies to set

    @property
    def canonical(self) -> str:
        """The address of just this."""
        return self._address(self.country.code, self.language)

    @property
    def alternates(self) -> list[Address]:
        """The same page for every country in every language."""
        return [
            Address(f"{language}-{country.code}", self._address(country.code, language))
            for country in registry.countries()
            for language, _name in settings.LANGUAGES
        ]

    @property
    def countries(self) -> list[Link]:
        """The countries to choose from; none where there is no choice."""
        found = country_choices()
        return [
            Link(code, name, self._local(code, self.language), code == self.country.code)
            for code, name in found
            if len(found) > 1
        ]

    @property
    def languages(self) -> list[Link]:
        """The languages to choose from, each in its own words."""
        return [
            Link(
                code,
                translation.get_language_info(code)["name_local"].capitalize(),
                self._local(self.country.code, code),
                code == self.language,
            )
            for code, _name in settings.LANGUAGES
        ]

    def _local(self, country: str, language: str) -> str:
        return f"{self.path}?{urlencode({'country': country, 'lang': language})}"

    def _address(self, country: str, language: str) -> str:
        return settings.SITE_URL + self._local(country, language)


def reader_of(request: HttpRequest) -> Reader:
    """Return who reads, and show the page in the language that the address asks for."""
    chosen = {}
    codes = registry.installed()
    asked, kept = request.GET.get("country", ""), request.COOKIES.get(COUNTRY_COOKIE, "")
    if asked in codes:
        chosen[COUNTRY_COOKIE] = asked
    code = next((each for each in (asked, kept, _own_country(request)) if each in codes), "")
    language = request.GET.get("lang", "")
    if language in dict(settings.LANGUAGES):
        chosen[settings.LANGUAGE_COOKIE_NAME] = language
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()
    return Reader(
        registry.country(code) if code else likely_country(request),
        translation.get_language() or settings.LANGUAGE_CODE,
        request.path,
        chosen,
    )


def _own_country(request: HttpRequest) -> str:
    """The country in which a signed-in reader works; empty for a passer-by."""
    hat = getattr(request, "hat", None)
    if hat is None:
        return ""
    own = Organisation.objects.filter(pk__in=hat.organisation_ids).order_by("pk")
    return own.values_list("country", flat=True).first() or ""


def answer(
    request: HttpRequest, reader: Reader, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render a page of the guide, and remember what the reader chose."""
    response = render(request, template, {"reader": reader, **context}, status=status)
    for name, value in reader.chosen.items():
        response.set_cookie(
            name,
            value,
            max_age=REMEMBERED,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
    return response
