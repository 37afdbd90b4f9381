"""The vacancies that everybody may read: open, of an approved company that wants it. Read without login.

Not those of a company under a pause or ban.

What leads here opens the scope by itself; nothing of a vacancy that is not public leaves this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language, gettext

from employers.from_matching.integrity import integrity
from employers.models import Company, Vacancy, VacancyLanguage
from employers.queries import with_content
from jobdesk.desks.countries import country_choices
from jobdesk.desks.places import Point, places_like, points_of
from jobdesk.desks.travel import kilometres
from jobdesk.vocabulary.languages import WORK_LANGUAGES
from jobdesk.vocabulary.queries import search

NEWEST_FIRST = ("-published_on", "-id")
DISTANCES = (10, 25, 50)  # kilometres by road
LONGEST = 80  # letters of what is searched


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; empty where it does not matter. ``within``: kilometres from ``place``."""

    q: str = ""
    place: str = ""
    within: int = DISTANCES[1]
    language: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Wanted:
        """Read it from an address; what cannot be is left out."""
        within, language = asked.get("within", ""), asked.get("language", "")
        return cls(
            q=asked.get("q", "").strip()[:LONGEST],
            place=asked.get("place", "").strip()[:LONGEST],
            within=int(within) if within in map(str, DISTANCES) else DISTANCES[1],
            language=language if language in dict(language_choices()) else "",
        )

    @property
    def query(self) -> str:
        """The same as the query of an address, without what does not matter; empty or with a ``?``."""
        said: dict[str, Any] = {"q": self.q, "place": self.place, "language": self.language}
        said = {name: value for name, value in said.items() if value}
        if self.place:
            said["within"] = self.within
        return f"?{urlencode(said)}" if said else ""


def openings_of_all() -> QuerySet[Vacancy]:
    """The vacancies that everybody may read, the newest first. Needs a system scope."""
    public = Vacancy.objects.filter(
        is_public=True,
        status=Vacancy.Status.OPEN,
        published_on__isnull=False,
        company__status=Company.Status.APPROVED,
    ).exclude(integrity().told_barred("company"))
    return with_content(public).order_by(*NEWEST_FIRST)


def was_public(code: str) -> bool:
    """Say whether a vacancy had a public page once and has none any more. Needs a system scope."""
    return Vacancy.objects.filter(code=code, is_public=True, published_on__isnull=False).exists()


def find_openings(wanted: Wanted) -> QuerySet[Vacancy]:
    """The vacancies that everybody may read and somebody looks for. Needs a system scope."""
    found = openings_of_all()
    if wanted.q:
        found = found.filter(_by_words(wanted.q))
    if wanted.place:
        found = found.filter(municipality__in=_municipalities_near(wanted))
    if wanted.language:
        found = found.filter(_asks(wanted.language))
    return found


def is_place_known(wanted: Wanted) -> bool:
    """Say whether the distance from a place can be told; else only its name is compared."""
    return bool(_points(wanted.place))


def places_alike(wanted: Wanted) -> list[str]:
    """Return names of places that are spelt almost like the one that nobody knows."""
    return [name for country, _name in country_choices() for name in places_like(wanted.place, country)]


def language_choices() -> list[tuple[str, str]]:
    """Return the languages that work can ask for, and that none is asked."""
    named = [(code.value, str(code.label)) for code in WORK_LANGUAGES]
    return [("none", gettext("no language")), *named]


def opening_url(vacancy: Vacancy, language: str = "") -> str:
    """Return the whole address of the public page of a vacancy, in a language (that of the reader)."""
    return settings.SITE_URL + reverse("employers:opening", args=[language or _language(), vacancy.code])


def public_page(vacancy: Vacancy) -> str:
    """Return the whole address of the public page; empty for a vacancy that has none now."""
    is_read = vacancy.is_published and vacancy.company.is_approved
    return opening_url(vacancy) if is_read and not integrity().is_told_barred(vacancy.company) else ""


def _language() -> str:
    language = get_language() or settings.LANGUAGE_CODE
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _by_words(words: str) -> Q:
    """By its title, its code or its occupation, as people call it; a group of occupations holds its own."""
    terms = [hit.term.pk for hit in search("occupation", words) if not hit.is_guess]
    titled = reduce(lambda found, word: found & Q(title__icontains=word), words.split(), Q())
    return (
        titled
        | Q(code__iexact=words)
        | Q(occupation_words__icontains=words)
        | Q(occupation__in=terms)
        | Q(occupation__parent__in=terms)
    )


def _municipalities_near(wanted: Wanted) -> list[str]:
    """The places of work within reach; where the place is not known, those that are called so."""
    rows = openings_of_all().order_by("municipality").distinct()
    places = set(rows.values_list("municipality", "company__organisation__country"))
    starts = _points(wanted.place)
    if not starts:
        return [name for name, _country in places if wanted.place.casefold() in name.casefold()]
    points = points_of(places)
    return [
        name
        for (name, country), point in points.items()
        if any(kilometres(start, point) <= wanted.within for start in starts)
    ]


def _points(name: str) -> list[Point]:
    """Where a place lies: in each country that has one of that name."""
    return list(points_of((name, country) for country, _name in country_choices()).values())


def _asks(language: str) -> Q:
    """That a vacancy asks for a language, or for none."""
    of_vacancy = VacancyLanguage.objects.filter(vacancy=OuterRef("pk"))
    if language == "none":
        return ~Q(Exists(of_vacancy))
    return Q(Exists(of_vacancy.filter(language=language)))
